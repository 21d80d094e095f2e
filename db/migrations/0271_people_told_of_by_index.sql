-- Up Migration
-- Whom a viewer knows of beside the people of the own units, in two questions, since the start page asks only the first and lists of people who are still
-- with somebody need only the first. What is the same for every row is asked once.
drop function threads_told();
drop index disclosure_receiver;
create index disclosure_receiver on disclosure (association_id, coalesce(to_unit_id, to_authority_id), valid_until) where withdrawn_at is null;

-- A disclosure to a body of the viewer is in force, and no unit of theirs holds the thread; with its last day.
create function threads_shared() returns table (thread_id uuid, until date) language sql stable security definer rows 20 set search_path = public as $$
  select d.thread_id, max(d.valid_until)
  from disclosure d
  where d.association_id = (select viewer_association()) and d.withdrawn_at is null
    and coalesce(d.to_unit_id, d.to_authority_id) = any ((select array_agg((g - 7) / 16) from unnest(viewer_grantees()) g where g % 16 = 7)::int[])
    and d.valid_until >= (select viewer_today()) and d.valid_from <= (select viewer_today())
    and not exists (select from thread_unit h
      where h.association_id = d.association_id and h.thread_id = d.thread_id and h.unit_id * 16 = any ((select viewer_grantees())::int[])
        and h.since <= (select viewer_today()) and (h.until is null or h.until > (select viewer_today())))
  group by d.thread_id
$$;

-- A unit of the viewer keeps the thread, and it is on no list of its own any longer.
create function threads_ended() returns table (thread_id uuid) language sql stable security definer rows 50 set search_path = public as $$
  with viewer as materialized (
    select viewer_association() as association_id, viewer_today() as today, viewer_grantees() as grantees,
      array(select g / 16 from unnest(viewer_grantees()) g where g % 16 = 0) as units
  )
  select h.thread_id
  from viewer v
  join thread_unit h on h.association_id = v.association_id and h.unit_id = any (v.units) and h.since <= v.today and (h.until is null or h.until > v.today)
  join thread t on t.association_id = h.association_id and t.thread_id = h.thread_id
  join association a on a.association_id = h.association_id
  group by h.thread_id, t.association_id, t.thread_id, t.state, v.units
  having not bool_or((t.unit_id = any (v.units) or coalesce(t.team_unit_id = any (v.units), false))
      and (h.ended_on is null or h.ended_on + a.sight_days > v.today or h.unit_id = coalesce(t.team_unit_id, t.unit_id)))
    and not (t.state in ('referred', 'queued') and exists (select from referral r where r.association_id = t.association_id and r.thread_id = t.thread_id
      and r.to_unit_id = any (v.units) and r.state in ('sent', 'received', 'study_visit', 'accepted')))
$$;

revoke execute on function threads_shared(), threads_ended() from public;
grant execute on function threads_shared(), threads_ended() to rt_app;
