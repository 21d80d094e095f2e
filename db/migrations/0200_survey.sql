-- Up Migration
-- Feature survey: rounds of the needs survey. A person is known by a code only; which participant it is, if any, is kept in access (0201). A row
-- belongs to one unit, and nobody outside it sees it, not even another unit of the same authority: the policies compare unit_id with the viewer's
-- own units. Within the unit its leader sees everybody, a caseworker those whom she or he rates. Outside there are saved reports that are protected.

-- The units the viewer answers for: leads, or works in where nobody leads. Asked once for each statement.
create function viewer_led_units() returns int[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(n.unit_id), '{}')
  from (select distinct g / 16 as unit_id from unnest(viewer_grantees()) g where g % 16 = 0) n where viewer_leads(n.unit_id)
$$;
create function viewer_units() returns int[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(distinct g / 16), '{}') from unnest(viewer_grantees()) g where g % 16 = 0
$$;

-- A list of income-support reasons as an authority's case system writes them: its own codes and words, each with the reason it counts as.
-- Never changed: a new version is a new row, so that a round always means what it meant.
create table survey_list (
  association_id int not null references association,
  survey_list_id uuid not null default uuidv7(),
  unit_id int not null,
  authority_id int not null,
  name text not null check (length(name) between 1 and 100),
  source text not null default '' check (length(source) <= 300),
  valid_from date not null,
  -- [{"code": "16", "label": "Föräldrapenning", "reason": "parental_leave"}]; reason is a key of src/features/survey/reason.ts.
  entries jsonb not null check (jsonb_typeof(entries) = 'array' and jsonb_array_length(entries) between 1 and 100),
  made_by uuid not null references account_user,
  made_at timestamptz not null default now(),
  primary key (association_id, survey_list_id),
  foreign key (association_id, unit_id) references unit
);
create index survey_list_authority on survey_list (association_id, authority_id);

-- A round: the people one unit rates for one month.
create table survey_round (
  association_id int not null references association,
  survey_round_id uuid not null default uuidv7(),
  unit_id int not null,
  authority_id int not null,
  -- The first day of the month the people had income support in.
  month date not null check (extract(day from month) = 1),
  -- 'short-1', 'national-2017', or the key of a survey_list.
  reason_list text not null,
  barrier_list text not null default 'standard-1' check (barrier_list in ('standard-1')),
  -- Whether the rater is told what each barrier means, or it is left to the rater.
  definitions boolean not null default false,
  -- Whether the people rate themselves too.
  self_rating boolean not null default true,
  state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  made_by uuid not null references account_user,
  made_on date not null,
  opened_on date,
  closed_on date,
  closed_by uuid references account_user,
  version int not null default 1,
  primary key (association_id, survey_round_id),
  unique (association_id, survey_round_id, unit_id, authority_id),
  foreign key (association_id, unit_id) references unit,
  check ((state = 'draft') = (opened_on is null)),
  check ((state = 'closed') = (closed_on is not null))
);
create index survey_round_unit on survey_round (association_id, unit_id, month);

-- One person of a round, by code, with what is known and the staff's rating.
create table survey_person (
  association_id int not null,
  survey_person_id uuid not null default uuidv7(),
  survey_round_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  -- Trimmed; never a personal number.
  code text not null check (length(code) between 1 and 100 and code = btrim(code) and code !~ '^(\d\d)?\d{6}[-+]?\d{4}$'),
  -- Who rates the person; null until somebody is named.
  rater_id uuid references account_user,
  sex text check (sex in ('man', 'woman')),
  birth_year int check (birth_year between 1900 and 2100),
  months_with_support int check (months_with_support between 0 and 1200),
  in_intervention boolean,
  -- waiting: nobody has rated yet · rated · skipped: the rater cannot say
  state text not null default 'waiting' check (state in ('waiting', 'rated', 'skipped')),
  skip_reason text check (skip_reason in ('not_known', 'no_contact', 'left', 'other')),
  -- One of the round's list; null: the rater does not know.
  reason text check (length(reason) <= 60),
  -- Empty: none of them stands in the way. Null: not rated.
  barriers text[] check (barriers <@ array['mental_ill_health', 'lack_of_self_belief', 'lack_of_work_experience', 'language', 'low_education',
    'physical_ill_health', 'disability', 'addiction', 'other', 'high_age']),
  rated_by uuid references account_user,
  rated_at timestamptz,
  -- How far the person's own rating has come, stamped from survey_self; the answers themselves are not here.
  self_state text not null default 'none' check (self_state in ('none', 'started', 'done')),
  version int not null default 1,
  primary key (association_id, survey_person_id),
  unique (association_id, survey_round_id, code),
  unique (association_id, survey_person_id, survey_round_id, unit_id, authority_id),
  foreign key (association_id, survey_round_id, unit_id, authority_id) references survey_round (association_id, survey_round_id, unit_id, authority_id) on delete cascade,
  check ((state = 'rated') = (barriers is not null)),
  check ((state = 'skipped') = (skip_reason is not null)),
  check ((state = 'waiting') = (rated_by is null)),
  check ((rated_by is null) = (rated_at is null)),
  check (state = 'rated' or reason is null)
);
create index survey_person_rater on survey_person (association_id, survey_round_id, rater_id, state);

-- What the person answers. Counted when done; "unsure" and what is not answered are no mark.
create table survey_self (
  association_id int not null,
  survey_person_id uuid not null,
  survey_round_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  -- {"language": "yes" | "no" | "unsure"}, by barrier.
  answers jsonb not null default '{}' check (jsonb_typeof(answers) = 'object'),
  language text not null check (language in ('sv', 'easy', 'en', 'ar')),
  -- link: the person's own phone · tablet: in the room · paper: typed in by staff
  how text not null check (how in ('link', 'tablet', 'paper')),
  -- The member of staff who typed a paper in.
  entered_by uuid references account_user,
  started_at timestamptz not null default now(),
  done_at timestamptz,
  version int not null default 1,
  primary key (association_id, survey_person_id),
  foreign key (association_id, survey_person_id, survey_round_id, unit_id, authority_id)
    references survey_person (association_id, survey_person_id, survey_round_id, unit_id, authority_id) on delete cascade,
  check ((how = 'paper') = (entered_by is not null))
);
create index survey_self_round on survey_self (association_id, survey_round_id);

-- A way in for one person, for a short time. Only a digest of it is kept.
create table survey_link (
  association_id int not null,
  survey_link_id uuid not null default uuidv7(),
  survey_person_id uuid not null,
  survey_round_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  how text not null check (how in ('link', 'tablet')),
  digest text not null check (length(digest) between 43 and 64),
  made_by uuid not null references account_user,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- When the last answer was sent; it opens nothing after that.
  used_at timestamptz,
  -- Taken back by staff.
  ended_at timestamptz,
  primary key (association_id, survey_link_id),
  unique (association_id, digest),
  foreign key (association_id, survey_person_id, survey_round_id, unit_id, authority_id)
    references survey_person (association_id, survey_person_id, survey_round_id, unit_id, authority_id) on delete cascade,
  check (expires_at > made_at and expires_at <= made_at + interval '31 days')
);
create index survey_link_person on survey_link (association_id, survey_person_id);

-- A report as it was saved. unit: plain figures for those who work there · outside: protected, for everybody in the association.
create table survey_report (
  association_id int not null references association,
  survey_report_id uuid not null default uuidv7(),
  survey_round_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  audience text not null check (audience in ('unit', 'outside')),
  month date not null,
  -- Which people of the round: {} is all; {"sex": "man"}, {"duration": "<1"} …
  filter jsonb not null default '{}' check (jsonb_typeof(filter) = 'object'),
  -- {"threshold": 5, "roundTo": 5}; empty where plain.
  rules jsonb not null default '{}' check (jsonb_typeof(rules) = 'object'),
  -- Every number by its name (quantity.ts); a hidden one is not in it.
  shown jsonb not null check (jsonb_typeof(shown) = 'object'),
  saved_by uuid not null references account_user,
  saved_at timestamptz not null default now(),
  -- No longer given to anybody; it still counts when the next one is checked, for it has been read.
  withdrawn_at timestamptz,
  primary key (association_id, survey_report_id),
  unique (association_id, survey_report_id, unit_id, authority_id),
  foreign key (association_id, survey_round_id, unit_id, authority_id) references survey_round (association_id, survey_round_id, unit_id, authority_id)
);
create index survey_report_round on survey_report (association_id, survey_round_id);
create index survey_report_outside on survey_report (association_id, audience, saved_at);

-- Who is in a report that left the unit, and every number of it as it was counted: what the next report is checked against. Never read outside.
create table survey_release (
  association_id int not null,
  survey_report_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  month date not null,
  person_ids uuid[] not null,
  primary key (association_id, survey_report_id),
  foreign key (association_id, survey_report_id, unit_id, authority_id) references survey_report (association_id, survey_report_id, unit_id, authority_id)
);
create index survey_release_unit on survey_release (association_id, unit_id);

-- What happened in a round, append-only, and who looked at whose rating. No words of anybody in it.
create table survey_event (
  association_id int not null references association,
  survey_event_id uuid not null default uuidv7(),
  survey_round_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  survey_person_id uuid,
  kind text not null check (kind in ('round-made', 'round-changed', 'round-opened', 'round-closed', 'round-reopened', 'round-removed', 'people-added', 'people-handed-out',
    'person-removed', 'person-changed', 'rated', 'rating-corrected', 'skipped', 'rating-undone', 'link-made', 'link-ended', 'self-answered', 'paper-entered',
    'rating-seen', 'report-seen', 'report-taken-out', 'report-saved', 'report-withdrawn')),
  on_day date not null,
  at timestamptz not null default clock_timestamp(),
  -- Null: the person's own answer, through a link.
  actor_id uuid references account_user,
  data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
  primary key (association_id, survey_event_id),
  foreign key (association_id, unit_id) references unit
);
create index survey_event_round on survey_event (association_id, survey_round_id, survey_event_id);
create index survey_event_person on survey_event (association_id, survey_person_id) where survey_person_id is not null;

-- A row belongs to the authority of its unit, and an authority of the association has no round: it may not hold participants' data (law 2003:1210).
create function survey_owner() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform assert_owner(new.association_id, new.unit_id, new.authority_id);
  if exists (select from unit u where u.association_id = new.association_id and u.unit_id = new.unit_id and u.kind = 'association') then
    raise exception 'the association rates nobody' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger owner before insert on survey_round for each row execute function survey_owner();
create trigger owner before insert on survey_list for each row execute function survey_owner();
create trigger owner before insert on survey_event for each row execute function survey_owner();

-- In a closed round nothing changes, also where two work at the same time: who writes holds the round's row.
create function survey_still_open() returns trigger language plpgsql security definer set search_path = public as $$
declare round_state text;
begin
  select r.state into round_state from survey_round r
  where r.association_id = coalesce(new.association_id, old.association_id) and r.survey_round_id = coalesce(new.survey_round_id, old.survey_round_id) for key share;
  if round_state = 'closed' then raise exception 'the round is closed' using errcode = '55000', constraint = 'survey_round_closed'; end if;
  return coalesce(new, old);
end $$;
create trigger still_open before insert or update or delete on survey_person for each row execute function survey_still_open();
create trigger still_open before insert or update on survey_self for each row execute function survey_still_open();

-- Closing waits for those who are writing.
create function survey_closing() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform from survey_round r where r.association_id = new.association_id and r.survey_round_id = new.survey_round_id for update;
  return new;
end $$;
create trigger closing before update of state on survey_round for each row execute function survey_closing();

create function survey_self_state() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update survey_person p set self_state = case when new.done_at is null then 'started' else 'done' end
  where p.association_id = new.association_id and p.survey_person_id = new.survey_person_id;
  return null;
end $$;
create trigger stamp_state after insert or update of done_at on survey_self for each row execute function survey_self_state();

do $$
declare t text;
begin
  foreach t in array array['survey_list', 'survey_round', 'survey_person', 'survey_self', 'survey_link', 'survey_report', 'survey_release', 'survey_event'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select on %I to rt_app', t);
  end loop;
end $$;

-- Lists hold no persons: the staff of the authority read them, who leads one of its units adds them.
create policy sight on survey_list for select to rt_app
  using (association_id = (select viewer_association()) and authority_id * 16 + 7 = any ((select viewer_grantees())::int[]));
create policy add on survey_list for insert to rt_app
  with check (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]) and made_by = (select viewer_user()));
grant insert (association_id, survey_list_id, unit_id, authority_id, name, source, valid_from, entries, made_by) on survey_list to rt_app;

create policy sight on survey_round for select to rt_app
  using (association_id = (select viewer_association()) and unit_id = any ((select viewer_units())::int[]));
create policy add on survey_round for insert to rt_app
  with check (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]) and made_by = (select viewer_user()));
create policy change on survey_round for update to rt_app
  using (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[])) with check (true);
create policy remove on survey_round for delete to rt_app
  using (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]) and state = 'draft');
grant insert (association_id, survey_round_id, unit_id, authority_id, month, reason_list, barrier_list, definitions, self_rating, made_by, made_on) on survey_round to rt_app;
grant update (month, reason_list, barrier_list, definitions, self_rating, state, opened_on, closed_on, closed_by, version) on survey_round to rt_app;
grant delete on survey_round to rt_app;

-- The leader: everybody of the unit. Others who work there: those whom they rate.
create policy sight on survey_person for select to rt_app
  using (association_id = (select viewer_association()) and (unit_id = any ((select viewer_led_units())::int[])
    or (rater_id = (select viewer_user()) and unit_id = any ((select viewer_units())::int[]))));
create policy add on survey_person for insert to rt_app
  with check (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]));
create policy change on survey_person for update to rt_app
  using (association_id = (select viewer_association()) and (unit_id = any ((select viewer_led_units())::int[])
    or (rater_id = (select viewer_user()) and unit_id = any ((select viewer_units())::int[]))))
  -- Nobody rates in another's name, and only the leader hands a person to somebody else.
  with check ((rated_by is null or rated_by = (select viewer_user()) or unit_id = any ((select viewer_led_units())::int[]))
    and (rater_id = (select viewer_user()) or unit_id = any ((select viewer_led_units())::int[])));
create policy remove on survey_person for delete to rt_app
  using (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]));
grant insert (association_id, survey_person_id, survey_round_id, unit_id, authority_id, code, rater_id, sex, birth_year, months_with_support, in_intervention) on survey_person to rt_app;
grant update (rater_id, sex, birth_year, months_with_support, in_intervention, state, skip_reason, reason, barriers, rated_by, rated_at, version) on survey_person to rt_app;
grant delete on survey_person to rt_app;

-- A person's own answers are for the figures: the leader counts them, and who typed a paper in sees that paper. The person writes through
-- functions of its own, without an account.
create policy sight on survey_self for select to rt_app
  using (association_id = (select viewer_association()) and (unit_id = any ((select viewer_led_units())::int[])
    or (entered_by = (select viewer_user()) and unit_id = any ((select viewer_units())::int[]))));
create policy add on survey_self for insert to rt_app
  with check (association_id = (select viewer_association()) and entered_by = (select viewer_user()) and how = 'paper'
    and exists (select from survey_person p where p.association_id = survey_self.association_id and p.survey_person_id = survey_self.survey_person_id));
create policy change on survey_self for update to rt_app
  using (association_id = (select viewer_association()) and entered_by = (select viewer_user()) and unit_id = any ((select viewer_units())::int[]))
  with check (entered_by = (select viewer_user()));
grant insert (association_id, survey_person_id, survey_round_id, unit_id, authority_id, answers, language, how, entered_by, done_at) on survey_self to rt_app;
grant update (answers, language, done_at, version) on survey_self to rt_app;

create policy sight on survey_link for select to rt_app
  using (association_id = (select viewer_association()) and unit_id = any ((select viewer_units())::int[])
    and (made_by = (select viewer_user()) or unit_id = any ((select viewer_led_units())::int[])));
create policy add on survey_link for insert to rt_app
  with check (association_id = (select viewer_association()) and made_by = (select viewer_user())
    and exists (select from survey_person p where p.association_id = survey_link.association_id and p.survey_person_id = survey_link.survey_person_id));
create policy change on survey_link for update to rt_app
  using (association_id = (select viewer_association()) and unit_id = any ((select viewer_units())::int[])
    and (made_by = (select viewer_user()) or unit_id = any ((select viewer_led_units())::int[]))) with check (true);
grant insert (association_id, survey_link_id, survey_person_id, survey_round_id, unit_id, authority_id, how, digest, made_by, expires_at) on survey_link to rt_app;
grant update (ended_at) on survey_link to rt_app;

-- Saved reports: plain ones stay in the unit, protected ones are for everybody who is signed in at the association.
create policy sight on survey_report for select to rt_app
  using (association_id = (select viewer_association()) and (select viewer_user()) is not null
    and (unit_id = any ((select viewer_led_units())::int[])
      or (withdrawn_at is null and (audience = 'outside' or unit_id = any ((select viewer_units())::int[])))));
create policy add on survey_report for insert to rt_app
  with check (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]) and saved_by = (select viewer_user()));
create policy change on survey_report for update to rt_app
  using (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[])) with check (true);
grant insert (association_id, survey_report_id, survey_round_id, unit_id, authority_id, audience, month, filter, rules, shown, saved_by) on survey_report to rt_app;
grant update (withdrawn_at) on survey_report to rt_app;

create policy sight on survey_release for select to rt_app
  using (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]));
create policy add on survey_release for insert to rt_app
  with check (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]));
grant insert on survey_release to rt_app;

create policy sight on survey_event for select to rt_app
  using (association_id = (select viewer_association()) and unit_id = any ((select viewer_units())::int[])
    and (actor_id = (select viewer_user()) or unit_id = any ((select viewer_led_units())::int[])));
create policy add on survey_event for insert to rt_app
  with check (association_id = (select viewer_association()) and actor_id = (select viewer_user()) and unit_id = any ((select viewer_units())::int[]));
grant insert (association_id, survey_event_id, survey_round_id, unit_id, authority_id, survey_person_id, kind, on_day, actor_id, data) on survey_event to rt_app;

-- Who may rate in a unit: those who meet participants there today. For the leader who hands people out.
create function survey_raters(unit int) returns table (user_id uuid, name text, email text) language sql stable security definer set search_path = public as $$
  select distinct u.id, u.name, u.email from user_role r join account_user u on u.id = r.user_id and u.active
  where r.association_id = viewer_association() and r.unit_id = survey_raters.unit and viewer_in_unit(survey_raters.unit)
    and r.role in ('caseworker', 'team_member', 'team_leader') and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today())
  order by u.name, u.id
$$;

-- How far a round has come, by rater: figures only, so that everybody of the unit sees them.
create function survey_progress(round uuid) returns table (rater_id uuid, people int, rated int, skipped int, self_done int)
  language sql stable security definer set search_path = public as $$
  select p.rater_id, count(*)::int, (count(*) filter (where p.state = 'rated'))::int, (count(*) filter (where p.state = 'skipped'))::int,
    (count(*) filter (where p.self_state = 'done'))::int
  from survey_person p
  where p.association_id = viewer_association() and p.survey_round_id = survey_progress.round and viewer_in_unit(p.unit_id)
  group by p.rater_id
$$;

revoke execute on function viewer_led_units(), viewer_units(), survey_owner(), survey_still_open(), survey_closing(), survey_self_state(), survey_raters(int),
  survey_progress(uuid) from public;
grant execute on function viewer_led_units(), viewer_units(), survey_raters(int), survey_progress(uuid) to rt_app;
