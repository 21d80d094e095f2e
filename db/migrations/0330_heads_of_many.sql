-- Up Migration
-- A list asks for the lean heads of all its people at once: one by one they cost more than everything else on it.
create function heads_of(threads uuid[]) returns table (thread_id uuid, unit_id int, authority_id int, team_unit_id int, case_number text, state text,
    opened_on date, intake_on date, discharged_on date, given boolean)
  language sql stable strict security definer set search_path = public as $$
  with viewer as materialized (
    select viewer_association() as association_id, viewer_today() as today, viewer_grantees() as grantees
  ), given as materialized (
    select d.thread_id, d.unit_id, d.authority_id, d.valid_from, d.ground
    from viewer v join disclosure d on d.association_id = v.association_id and d.thread_id = any (threads) and d.withdrawn_at is null
      and d.valid_from <= v.today and d.valid_until >= v.today and coalesce(d.to_unit_id, d.to_authority_id) * 16 + 7 = any (v.grantees)
  ), giver as (
    select distinct on (g.thread_id) g.thread_id, g.unit_id, g.authority_id, g.valid_from from given g order by g.thread_id, g.valid_from, g.unit_id
  ), kept as (
    select distinct on (h.thread_id) h.thread_id, h.unit_id, u.authority_id, h.since, h.ended_on
    from viewer v
    join thread_unit h on h.association_id = v.association_id and h.thread_id = any (threads) and h.unit_id * 16 = any (v.grantees)
      and h.since <= v.today and (h.until is null or h.until > v.today)
    join unit u on u.association_id = h.association_id and u.unit_id = h.unit_id
    order by h.thread_id, h.since, h.unit_id
  )
  select t.thread_id, coalesce(g.unit_id, k.unit_id), coalesce(g.authority_id, k.authority_id), case when by_team then t.team_unit_id end, t.case_number,
    case when by_team then t.state when g.thread_id is not null then 'active' else 'discharged' end,
    case when by_team then coalesce(t.intake_on, g.valid_from) else coalesce(g.valid_from, k.since) end, case when by_team then t.intake_on end,
    case when by_team then t.discharged_on when g.thread_id is null then k.ended_on end, g.thread_id is not null
  from viewer v
  join thread t on t.association_id = v.association_id and t.thread_id = any (threads)
  left join giver g on g.thread_id = t.thread_id
  left join kept k on k.thread_id = t.thread_id
  cross join lateral (select exists (
    select from given o join unit u on u.association_id = t.association_id and u.unit_id = t.team_unit_id
    where o.thread_id = t.thread_id and case when o.ground = 'consent' then o.authority_id = u.authority_id else o.unit_id = u.unit_id end) as by_team) b
  where g.thread_id is not null or k.thread_id is not null
$$;
revoke execute on function heads_of(uuid[]) from public;
grant execute on function heads_of(uuid[]) to rt_app;

create or replace function head_of(thread uuid) returns table (thread_id uuid, unit_id int, authority_id int, team_unit_id int, case_number text, state text,
    language text, interpreter boolean, own_words text, opened_on date, intake_on date, discharged_on date, version int, acl int[])
  language sql stable security definer set search_path = public as $$
  select h.thread_id, h.unit_id, h.authority_id, h.team_unit_id, h.case_number, h.state, t.language, t.interpreter,
    case when h.given and sees_own_words(h.thread_id) then t.own_words end, h.opened_on, h.intake_on, h.discharged_on, t.version,
    (select a.acl from acl_now(viewer_association(), h.thread_id, 0, 0, 'person', viewer_today()) a)
  from heads_of(array[thread]) h join thread t on t.association_id = viewer_association() and t.thread_id = h.thread_id
$$;
