-- Up Migration
-- A joint report of an authority (ADR 49): whoever leads a unit asks others of the same authority, each of whose leaders releases the closed round of the month or
-- says no. It is ordered and made as every other report, from the people of the released rounds, and only protected.
create table survey_joint (
  association_id int not null references association,
  survey_joint_id uuid not null default uuidv7(),
  -- Who asks.
  unit_id int not null,
  authority_id int not null,
  title text not null check (length(title) between 1 and 100),
  month date not null check (extract(day from month) = 1),
  -- asking · made: there is a report · ended: given up before there was one
  state text not null default 'asking' check (state in ('asking', 'made', 'ended')),
  made_by uuid not null references account_user,
  made_on date not null,
  version int not null default 1,
  primary key (association_id, survey_joint_id),
  unique (association_id, survey_joint_id, authority_id),
  foreign key (association_id, unit_id) references unit
);
create index survey_joint_unit on survey_joint (association_id, unit_id);

-- A unit that is asked, and its answer: with which round it is in.
create table survey_joint_part (
  association_id int not null,
  survey_joint_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  answer text not null default 'asked' check (answer in ('asked', 'yes', 'no')),
  survey_round_id uuid,
  -- Of the round, stamped: parts with other lists cannot be added up.
  reason_list text,
  barrier_list text,
  answered_by uuid references account_user,
  answered_on date,
  primary key (association_id, survey_joint_id, unit_id),
  foreign key (association_id, survey_joint_id, authority_id) references survey_joint (association_id, survey_joint_id, authority_id),
  foreign key (association_id, survey_round_id, unit_id, authority_id) references survey_round (association_id, survey_round_id, unit_id, authority_id),
  foreign key (association_id, unit_id) references unit,
  check ((answer = 'yes') = (survey_round_id is not null)),
  check ((answered_by is null) = (answered_on is null))
);
create index survey_joint_part_unit on survey_joint_part (association_id, unit_id);
create index survey_joint_part_round on survey_joint_part (association_id, survey_round_id) where survey_round_id is not null;
create trigger owner before insert on survey_joint for each row execute function survey_owner();
create trigger owner before insert on survey_joint_part for each row execute function survey_owner();

-- An answer is given while others are asked, with a closed round of the month that still has its ratings.
create function survey_joint_answer() returns trigger language plpgsql security definer set search_path = public as $$
declare j survey_joint; r survey_round;
begin
  select * into j from survey_joint where association_id = new.association_id and survey_joint_id = new.survey_joint_id for share;
  if j.state <> 'asking' then raise exception 'the joint report is not asked about' using errcode = '55000', constraint = 'survey_joint_asking'; end if;
  select * into r from survey_round where association_id = new.association_id and survey_round_id = new.survey_round_id for key share;
  if new.answer = 'yes' and (r.state <> 'closed' or r.deleted_on is not null or r.month <> j.month) then
    raise exception 'not a closed round of the month' using errcode = '55000', constraint = 'survey_joint_round';
  end if;
  new.reason_list := r.reason_list;
  new.barrier_list := r.barrier_list;
  return new;
end $$;
create trigger answer before insert or update on survey_joint_part for each row execute function survey_joint_answer();

-- Orders, reports and what happened are of a round or of a joint report.
alter table survey_order alter column survey_round_id drop not null, add column survey_joint_id uuid,
  -- Units because of which it was refused.
  add column with_units int[] not null default '{}',
  add foreign key (association_id, survey_joint_id, authority_id) references survey_joint (association_id, survey_joint_id, authority_id),
  add foreign key (association_id, unit_id) references unit,
  add check ((survey_round_id is null) <> (survey_joint_id is null)),
  add check (survey_joint_id is null or (audience = 'outside' and filter = '{}'));
create index survey_order_joint on survey_order (association_id, survey_joint_id) where survey_joint_id is not null;
create trigger owner before insert on survey_order for each row execute function survey_owner();
grant insert (survey_joint_id) on survey_order to rt_app;

alter table survey_report alter column survey_round_id drop not null, add column survey_joint_id uuid,
  add column title text check (length(title) between 1 and 100),
  -- Units that are in it, and units that were asked and are not.
  add column units int[] not null default '{}', add column missing_units int[] not null default '{}',
  add foreign key (association_id, survey_joint_id, authority_id) references survey_joint (association_id, survey_joint_id, authority_id),
  add check ((survey_round_id is null) <> (survey_joint_id is null)),
  add check ((survey_joint_id is null) = (title is null)),
  add check (survey_joint_id is null or audience = 'outside');
create index survey_report_joint on survey_report (association_id, survey_joint_id) where survey_joint_id is not null;

alter table survey_event alter column survey_round_id drop not null, add column survey_joint_id uuid,
  add check (survey_round_id is not null or survey_joint_id is not null);
grant insert (survey_joint_id) on survey_event to rt_app;
create index survey_event_joint on survey_event (association_id, survey_joint_id) where survey_joint_id is not null;
do $$
declare rule text;
begin
  select pg_get_constraintdef(oid) into rule from pg_constraint where conrelid = 'survey_event'::regclass and conname = 'survey_event_kind_check';
  alter table survey_event drop constraint survey_event_kind_check;
  execute 'alter table survey_event add constraint survey_event_kind_check ' || replace(rule, '''report-withdrawn''::text',
    '''report-withdrawn''::text, ''joint-asked''::text, ''joint-released''::text, ''joint-declined''::text, ''joint-taken-back''::text, ''joint-ended''::text');
end $$;

-- Joint reports the viewer has to do with: leads the unit that asks, or one that is asked.
create function viewer_joints() returns uuid[] language sql stable security definer set search_path = public as $$
  with led as (select viewer_led_units() as units)
  select coalesce(array_agg(j.survey_joint_id), '{}') from survey_joint j, led
  where j.association_id = viewer_association() and (j.unit_id = any (led.units)
    or exists (select from survey_joint_part p where p.association_id = j.association_id and p.survey_joint_id = j.survey_joint_id and p.unit_id = any (led.units)))
$$;

-- How far one of those has come, held until the end of the transaction: whoever answers is not overtaken. Null: none of the viewer's.
create function survey_joint_held(joint uuid) returns text language sql volatile security definer set search_path = public as $$
  select j.state from survey_joint j
  where j.association_id = viewer_association() and j.survey_joint_id = joint and joint = any (viewer_joints()) for share
$$;

-- Units of the authorities the viewer leads a unit of that have rounds: whom one can ask. That they have rounds, and no more.
create function survey_units_to_ask() returns table (authority_id int, unit_id int, name text) language sql stable security definer set search_path = public as $$
  with led as (select viewer_led_units() as units)
  select u.authority_id, u.unit_id, u.name from unit u, led
  where u.association_id = viewer_association()
    and u.authority_id in (select o.authority_id from unit o where o.association_id = viewer_association() and o.unit_id = any (led.units))
    and exists (select from survey_round r where r.association_id = u.association_id and r.unit_id = u.unit_id and r.deleted_on is null)
  order by u.name, u.unit_id
$$;

alter table survey_joint enable row level security;
alter table survey_joint_part enable row level security;
grant select on survey_joint, survey_joint_part to rt_app;
create policy sight on survey_joint for select to rt_app
  using (association_id = (select viewer_association()) and (unit_id = any ((select viewer_led_units())::int[]) or survey_joint_id = any ((select viewer_joints())::uuid[])));
create policy add on survey_joint for insert to rt_app
  with check (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]) and made_by = (select viewer_user()));
create policy change on survey_joint for update to rt_app
  using (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]) and state = 'asking') with check (state = 'ended');
grant insert (association_id, survey_joint_id, unit_id, authority_id, title, month, made_by, made_on) on survey_joint to rt_app;
grant update (state, version) on survey_joint to rt_app;

create policy sight on survey_joint_part for select to rt_app
  using (association_id = (select viewer_association()) and survey_joint_id = any ((select viewer_joints())::uuid[]));
create policy add on survey_joint_part for insert to rt_app
  with check (association_id = (select viewer_association()) and exists (select from survey_joint j
    where j.association_id = survey_joint_part.association_id and j.survey_joint_id = survey_joint_part.survey_joint_id
      and j.unit_id = any ((select viewer_led_units())::int[])));
create policy change on survey_joint_part for update to rt_app
  using (association_id = (select viewer_association()) and unit_id = any ((select viewer_led_units())::int[]))
  with check (answered_by = (select viewer_user()));
grant insert (association_id, survey_joint_id, unit_id, authority_id) on survey_joint_part to rt_app;
grant update (answer, survey_round_id, answered_by, answered_on) on survey_joint_part to rt_app;

-- An order that waits, with everything it is made from, all of one moment: the rounds with those who are rated, and what has left their units or units that
-- share a report with them, whichever way around. `same`: codes of one person in several of those units, who that is is not told. Others who take an order of
-- the association wait until this one has ended, so that each sees all before it.
create or replace function survey_order_take(association int, ord uuid) returns jsonb language plpgsql security definer set search_path = public as $$
begin
  perform assert_program();
  perform pg_advisory_xact_lock(hashtext('survey_order'), association);
  return (
    with recursive o as (
      select * from survey_order q where q.association_id = survey_order_take.association and q.survey_order_id = ord and q.state = 'ordered'),
    own as (
      select r.* from o join survey_round r on r.association_id = o.association_id and (r.survey_round_id = o.survey_round_id or r.survey_round_id in (
        select p.survey_round_id from survey_joint_part p where p.association_id = o.association_id and p.survey_joint_id = o.survey_joint_id and p.answer = 'yes'))),
    near (unit_id) as (
      select unit_id from own
      union
      select other.unit_id from near
      join o on o.audience = 'outside'
      join survey_release mine on mine.association_id = o.association_id and mine.unit_id = near.unit_id
      join survey_release other on other.association_id = mine.association_id and other.survey_report_id = mine.survey_report_id)
    select jsonb_build_object('audience', o.audience, 'filter', o.filter, 'roundTo', o.round_to, 'joint', o.survey_joint_id is not null,
      'rounds', (
        select coalesce(jsonb_agg(jsonb_build_object('roundId', r.survey_round_id, 'unitId', r.unit_id, 'state', r.state, 'deleted', r.deleted_on is not null,
          'people', (
            select coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'sex', p.sex, 'birthYear', p.birth_year, 'months', p.months_with_support,
                'reason', p.reason, 'staff', coalesce(p.barriers, '{}'), 'inIntervention', p.in_intervention,
                'self', case when s.done_at is not null then
                  coalesce((select jsonb_agg(k.key) from jsonb_each_text(s.answers) k where k.value = 'yes'), '[]') end)
              order by length(p.code), p.code, p.survey_person_id), '[]')
            from survey_person p
            left join survey_self s on s.association_id = p.association_id and s.survey_person_id = p.survey_person_id
            where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id and p.state = 'rated')) order by r.unit_id), '[]')
        from own r),
      'same', (
        select coalesce(jsonb_agg(g.codes), '[]') from (
          select jsonb_agg(p.code order by p.code) as codes from pseudonym p join near on near.unit_id = p.unit_id
          where p.association_id = o.association_id group by p.thread_id having count(*) > 1) g),
      'releases', case when o.audience = 'unit' then '[]' else (
        select coalesce(jsonb_agg(jsonb_build_object('reportId', r.survey_report_id,
            'shown', (select coalesce(jsonb_agg(k.key), '[]') from jsonb_each(r.shown) k where jsonb_typeof(k.value) = 'number'),
            'hidden', (select coalesce(jsonb_agg(k.key), '[]') from jsonb_each(r.shown) k where jsonb_typeof(k.value) <> 'number'),
            'parts', (select jsonb_agg(jsonb_build_object('roundId', s.survey_round_id, 'unitId', s.unit_id, 'people', s.people) order by s.unit_id)
              from survey_release s where s.association_id = r.association_id and s.survey_report_id = r.survey_report_id))
          order by r.survey_report_id), '[]')
        from survey_report r where r.association_id = o.association_id and r.survey_report_id in (
          select s.survey_report_id from survey_release s join near on near.unit_id = s.unit_id where s.association_id = o.association_id)) end)
    from o);
end $$;

-- Ends an order: refused (`outcome` has why, and beside which reports or because of which units), or saved with its numbers and, outside, who is in it by round.
create or replace function survey_order_end(association int, ord uuid, outcome jsonb) returns void language plpgsql security definer set search_path = public as $$
declare o survey_order; r survey_round; j survey_joint; report uuid; inside int[]; why text := outcome ->> 'because';
begin
  perform assert_program();
  select * into o from survey_order where survey_order.association_id = survey_order_end.association and survey_order_id = ord and state = 'ordered' for update;
  if not found then return; end if;
  select * into r from survey_round where association_id = o.association_id and survey_round_id = o.survey_round_id for key share;
  select * into j from survey_joint where association_id = o.association_id and survey_joint_id = o.survey_joint_id for update;
  -- What happened while it was being made: the day of deletion came, a round was taken back, it was given up or made by another order.
  if exists (select from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid)
    join survey_round q on q.association_id = o.association_id and q.survey_round_id = l."roundId" where q.deleted_on is not null)
    or r.deleted_on is not null then why := 'deleted';
  elsif j.state <> 'asking' then why := 'over';
  elsif why is null and j.survey_joint_id is not null and exists (select from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid)
    where not exists (select from survey_joint_part p where p.association_id = o.association_id and p.survey_joint_id = o.survey_joint_id
      and p.survey_round_id = l."roundId")) then why := 'takenBack';
  end if;
  if why is null then
    select coalesce(array_agg(q.unit_id order by q.unit_id), '{}') into inside from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid)
    join survey_round q on q.association_id = o.association_id and q.survey_round_id = l."roundId" where j.survey_joint_id is not null;
    insert into survey_report (association_id, survey_round_id, survey_joint_id, unit_id, authority_id, audience, month, title, units, missing_units, filter, rules, shown, saved_by)
    values (o.association_id, o.survey_round_id, o.survey_joint_id, o.unit_id, o.authority_id, o.audience, coalesce(r.month, j.month), j.title, inside,
      coalesce((select array_agg(p.unit_id order by p.unit_id) from survey_joint_part p where p.association_id = o.association_id
        and p.survey_joint_id = o.survey_joint_id and p.unit_id <> all (inside)), '{}'),
      o.filter, outcome -> 'rules', outcome -> 'shown', o.ordered_by)
    returning survey_report_id into report;
    insert into survey_release (association_id, survey_report_id, survey_round_id, unit_id, authority_id, people)
    select q.association_id, report, q.survey_round_id, q.unit_id, q.authority_id, l.people
    from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid, people text[])
    join survey_round q on q.association_id = o.association_id and q.survey_round_id = l."roundId";
    update survey_joint u set state = 'made', version = u.version + 1 where u.association_id = o.association_id and u.survey_joint_id = o.survey_joint_id;
  end if;
  update survey_order u set state = case when why is null then 'saved' else 'refused' end, because = why, survey_report_id = report, ended_at = now(),
    with_reports = coalesce((select array_agg(w.value::uuid) from jsonb_array_elements_text(outcome -> 'with') w), '{}'),
    with_units = coalesce((select array_agg(w.value::int) from jsonb_array_elements_text(outcome -> 'units') w), '{}')
  where u.association_id = o.association_id and u.survey_order_id = o.survey_order_id;
  insert into survey_event (association_id, survey_round_id, survey_joint_id, unit_id, authority_id, kind, on_day, actor_id, data)
  values (o.association_id, o.survey_round_id, o.survey_joint_id, o.unit_id, o.authority_id, case when why is null then 'report-saved' else 'report-refused' end,
    o.on_day, o.ordered_by, jsonb_strip_nulls(jsonb_build_object('audience', o.audience, 'report', report, 'because', why)));
end $$;

revoke execute on function survey_joint_answer(), viewer_joints(), survey_joint_held(uuid), survey_units_to_ask() from public;
grant execute on function viewer_joints(), survey_joint_held(uuid), survey_units_to_ask() to rt_app;
