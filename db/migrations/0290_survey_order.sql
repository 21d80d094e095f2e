-- Up Migration
-- Saving a report becomes an order, made beside the pages (ADR 49). What a new report is checked against, everything that has left the unit, is read by the
-- program itself only: a leader orders and reads what came of it, and no session sees a line of survey_release any more.

-- Called by the program itself, outside every visit.
create function assert_program() returns void language plpgsql stable set search_path = public as $$
begin
  if viewer_user() is not null or nullif(current_setting('app.visited', true), '') is not null then
    raise exception 'only the program itself does this' using errcode = '42501';
  end if;
end $$;
revoke execute on function assert_program() from public;

-- Lines of a report by the round they are from; a report may come to have several.
do $$
declare rule text;
begin
  for rule in select conname from pg_constraint where conrelid = 'survey_release'::regclass and contype = 'f' loop
    execute format('alter table survey_release drop constraint %I', rule);
  end loop;
end $$;
alter table survey_release add column survey_round_id uuid;
update survey_release s set survey_round_id = r.survey_round_id from survey_report r
where r.association_id = s.association_id and r.survey_report_id = s.survey_report_id;
alter table survey_release alter column survey_round_id set not null, drop column month, drop constraint survey_release_pkey,
  add primary key (association_id, survey_report_id, survey_round_id),
  add foreign key (association_id, survey_report_id) references survey_report,
  add foreign key (association_id, survey_round_id, unit_id, authority_id) references survey_round (association_id, survey_round_id, unit_id, authority_id);
create index survey_release_round on survey_release (association_id, survey_round_id);

-- A report somebody has asked for: what of whom, for whom, and what came of it.
create table survey_order (
  association_id int not null references association,
  survey_order_id uuid not null default uuidv7(),
  survey_round_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  audience text not null check (audience in ('unit', 'outside')),
  filter jsonb not null default '{}' check (jsonb_typeof(filter) = 'object'),
  -- Outside only: counts are rounded to multiples of it.
  round_to int check (round_to between 2 and 100),
  state text not null default 'ordered' check (state in ('ordered', 'saved', 'refused')),
  -- Why it was refused, and beside which reports.
  because text check (length(because) between 1 and 40),
  with_reports uuid[] not null default '{}',
  survey_report_id uuid,
  ordered_by uuid not null references account_user,
  ordered_at timestamptz not null default now(),
  on_day date not null,
  ended_at timestamptz,
  primary key (association_id, survey_order_id),
  foreign key (association_id, survey_round_id, unit_id, authority_id)
    references survey_round (association_id, survey_round_id, unit_id, authority_id) on delete cascade,
  foreign key (association_id, survey_report_id) references survey_report on delete cascade,
  check ((state = 'ordered') = (ended_at is null)),
  check ((state = 'saved') = (survey_report_id is not null)),
  check ((state = 'refused') = (because is not null))
);
create index survey_order_round on survey_order (association_id, survey_round_id);
alter table survey_order enable row level security;
grant select on survey_order to rt_app;
grant insert (association_id, survey_order_id, survey_round_id, unit_id, authority_id, audience, filter, round_to, ordered_by, on_day) on survey_order to rt_app;
create policy sight on survey_order for select to rt_app
  using (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]));
create policy add on survey_order for insert to rt_app
  with check (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]) and ordered_by = (select viewer_user()));

-- Nobody who is signed in writes a report, or reads who is in one.
drop policy add on survey_report;
revoke insert on survey_report from rt_app;
drop policy sight on survey_release;
drop policy add on survey_release;
revoke all on survey_release from rt_app;

do $$
declare rule text;
begin
  select pg_get_constraintdef(oid) into rule from pg_constraint where conrelid = 'survey_event'::regclass and conname = 'survey_event_kind_check';
  alter table survey_event drop constraint survey_event_kind_check;
  execute 'alter table survey_event add constraint survey_event_kind_check '
    || replace(rule, '''report-saved''::text', '''report-ordered''::text, ''report-saved''::text, ''report-refused''::text');
end $$;

-- An order that waits, with everything it is made from, all of one moment: the rounds with those who are rated, and what has left their units or units that
-- share a report with them, whichever way around. Others who take an order of the association wait until this one has ended, so that each sees all before it.
create function survey_order_take(association int, ord uuid) returns jsonb language plpgsql security definer set search_path = public as $$
begin
  perform assert_program();
  perform pg_advisory_xact_lock(hashtext('survey_order'), association);
  return (
    select jsonb_build_object('audience', o.audience, 'filter', o.filter, 'roundTo', o.round_to,
      'rounds', (
        select jsonb_agg(jsonb_build_object('roundId', r.survey_round_id, 'unitId', r.unit_id, 'state', r.state, 'deleted', r.deleted_on is not null,
          'people', (
            select coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'sex', p.sex, 'birthYear', p.birth_year, 'months', p.months_with_support,
                'reason', p.reason, 'staff', coalesce(p.barriers, '{}'), 'inIntervention', p.in_intervention,
                'self', case when s.done_at is not null then
                  coalesce((select jsonb_agg(k.key) from jsonb_each_text(s.answers) k where k.value = 'yes'), '[]') end)
              order by length(p.code), p.code, p.survey_person_id), '[]')
            from survey_person p
            left join survey_self s on s.association_id = p.association_id and s.survey_person_id = p.survey_person_id
            where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id and p.state = 'rated')))
        from survey_round r where r.association_id = o.association_id and r.survey_round_id = o.survey_round_id),
      'releases', case when o.audience = 'unit' then '[]' else (
        with recursive near (unit_id) as (
          select o.unit_id
          union
          select other.unit_id from near
          join survey_release own on own.association_id = o.association_id and own.unit_id = near.unit_id
          join survey_release other on other.association_id = own.association_id and other.survey_report_id = own.survey_report_id)
        select coalesce(jsonb_agg(jsonb_build_object('reportId', r.survey_report_id,
            'shown', (select coalesce(jsonb_agg(k.key), '[]') from jsonb_each(r.shown) k where jsonb_typeof(k.value) = 'number'),
            'hidden', (select coalesce(jsonb_agg(k.key), '[]') from jsonb_each(r.shown) k where jsonb_typeof(k.value) <> 'number'),
            'parts', (select jsonb_agg(jsonb_build_object('roundId', s.survey_round_id, 'unitId', s.unit_id, 'people', s.people) order by s.survey_round_id)
              from survey_release s where s.association_id = r.association_id and s.survey_report_id = r.survey_report_id))
          order by r.survey_report_id), '[]')
        from survey_report r where r.association_id = o.association_id and r.survey_report_id in (
          select s.survey_report_id from survey_release s join near on near.unit_id = s.unit_id where s.association_id = o.association_id)) end)
    from survey_order o where o.association_id = survey_order_take.association and o.survey_order_id = ord and o.state = 'ordered');
end $$;

-- Ends an order: refused (`outcome` has why and beside which reports), or saved with its numbers and, outside, who is in it by round.
create function survey_order_end(association int, ord uuid, outcome jsonb) returns void language plpgsql security definer set search_path = public as $$
declare o survey_order; r survey_round; report uuid; why text := outcome ->> 'because';
begin
  perform assert_program();
  select * into o from survey_order where survey_order.association_id = survey_order_end.association and survey_order_id = ord and state = 'ordered' for update;
  if not found then return; end if;
  select * into r from survey_round where association_id = o.association_id and survey_round_id = o.survey_round_id for key share;
  -- The day of deletion came while it was being made.
  if r.deleted_on is not null then why := 'deleted'; end if;
  if why is null then
    insert into survey_report (association_id, survey_round_id, unit_id, authority_id, audience, month, filter, rules, shown, saved_by)
    values (o.association_id, o.survey_round_id, o.unit_id, o.authority_id, o.audience, r.month, o.filter, outcome -> 'rules', outcome -> 'shown', o.ordered_by)
    returning survey_report_id into report;
    insert into survey_release (association_id, survey_report_id, survey_round_id, unit_id, authority_id, people)
    select q.association_id, report, q.survey_round_id, q.unit_id, q.authority_id, l.people
    from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid, people text[])
    join survey_round q on q.association_id = o.association_id and q.survey_round_id = l."roundId";
  end if;
  update survey_order u set state = case when why is null then 'saved' else 'refused' end, because = why, survey_report_id = report, ended_at = now(),
    with_reports = coalesce((select array_agg(w.value::uuid) from jsonb_array_elements_text(outcome -> 'with') w), '{}')
  where u.association_id = o.association_id and u.survey_order_id = o.survey_order_id;
  insert into survey_event (association_id, survey_round_id, unit_id, authority_id, kind, on_day, actor_id, data)
  values (o.association_id, o.survey_round_id, o.unit_id, o.authority_id, case when why is null then 'report-saved' else 'report-refused' end, o.on_day, o.ordered_by,
    jsonb_strip_nulls(jsonb_build_object('audience', o.audience, 'report', report, 'because', why)));
end $$;

-- Deletion by rule: lines are sealed by the round they are from, and go when the time of every round of their report is over. Orders go with the ratings.
create or replace function survey_delete_due(on_day date, seal_key text, most int) returns int language plpgsql security definer set search_path = public as $$
declare r survey_round; people int; done int := 0;
begin
  perform assert_program();
  delete from survey_release s
  where not exists (
    select from survey_release t join survey_round o on o.association_id = t.association_id and o.survey_round_id = t.survey_round_id
    where t.association_id = s.association_id and t.survey_report_id = s.survey_report_id
      and (o.deleted_on is null or make_date(extract(year from o.deleted_on)::int + 5, 12, 31) > survey_delete_due.on_day));
  for r in select * from survey_round where deleted_on is null and delete_on <= on_day
    order by delete_on, association_id, survey_round_id limit most for update skip locked
  loop
    select count(*) into people from survey_person p where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id;
    if r.state = 'draft' then
      delete from survey_round o where o.association_id = r.association_id and o.survey_round_id = r.survey_round_id;
    else
      update survey_round o set state = 'closed', closed_on = coalesce(o.closed_on, on_day), deleted_on = on_day, version = o.version + 1
      where o.association_id = r.association_id and o.survey_round_id = r.survey_round_id;
      delete from survey_person p where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id;
      delete from survey_order o where o.association_id = r.association_id and o.survey_round_id = r.survey_round_id;
      update survey_release s set people = array(
        select 'sealed:' || encode(sha256(convert_to(seal_key || ':' || split_part(line, E'\t', 1), 'UTF8')), 'hex') || substr(line, strpos(line, E'\t'))
        from unnest(s.people) with ordinality u (line, place) order by place)
      where s.association_id = r.association_id and s.survey_round_id = r.survey_round_id;
    end if;
    -- What was corrected stands in the log with the rating it had: that goes too. Who did what on which day stays.
    update survey_event e set data = e.data - 'was' where e.association_id = r.association_id and e.survey_round_id = r.survey_round_id and e.data ? 'was';
    insert into survey_event (association_id, survey_round_id, unit_id, authority_id, kind, on_day, data)
    values (r.association_id, r.survey_round_id, r.unit_id, r.authority_id, 'ratings-deleted', on_day, jsonb_build_object('people', people, 'due', r.delete_on));
    done := done + 1;
  end loop;
  return done;
end $$;

revoke execute on function survey_order_take(int, uuid), survey_order_end(int, uuid, jsonb) from public;
grant execute on function survey_order_take(int, uuid), survey_order_end(int, uuid, jsonb) to rt_app;
