-- Up Migration
-- Figures for the association's office and steering group: they have no way to a person's row. Counts of 1–4 are hidden
-- (null) before they leave the database, medians need at least 5, and no sums over teams are given from which a hidden
-- count could be taken back (standards 6). Not raw counts filtered by a page: the page never has them.
create function shown_count(n bigint) returns int language sql immutable as $$ select case when n between 1 and 4 then null else n::int end $$;

create function association_figures(on_day date) returns table (
  unit_id int, name text, way_of_working text, capacity int, queued int, active int, begun_year int, ended_year int, to_work_or_studies int, median_wait_days int
) language sql stable security definer set search_path = public as $$
  with allowed as (
    select r.association_id from user_role r
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role = 'association_head'
      and r.valid_from <= on_day and (r.valid_until is null or r.valid_until >= on_day)
    limit 1
  ), waits as (
    select r.to_unit_id as unit_id, t.intake_on - r.sent_on as days
    from referral r join thread t on t.association_id = r.association_id and t.thread_id = r.thread_id
    join allowed on allowed.association_id = r.association_id
    where r.state = 'accepted' and t.team_unit_id = r.to_unit_id and t.intake_on > on_day - 365 and t.intake_on >= r.sent_on
  )
  select u.unit_id, u.name, u.way_of_working, u.capacity,
    shown_count((select count(*) from queue_entry q where q.association_id = u.association_id and q.unit_id = u.unit_id and q.left_on is null)),
    shown_count((select count(*) from thread t where t.association_id = u.association_id and t.team_unit_id = u.unit_id and t.state = 'active')),
    shown_count((select count(*) from thread t where t.association_id = u.association_id and t.team_unit_id = u.unit_id and t.intake_on > on_day - 365)),
    shown_count((select count(*) from discharge d where d.association_id = u.association_id and d.unit_id = u.unit_id and d.on_day > on_day - 365)),
    shown_count((select count(*) from discharge d where d.association_id = u.association_id and d.unit_id = u.unit_id and d.on_day > on_day - 365 and d.destination in ('work', 'studies'))),
    (select case when count(*) >= 5 then round(percentile_cont(0.5) within group (order by w.days))::int end from waits w where w.unit_id = u.unit_id)
  from unit u join allowed on allowed.association_id = u.association_id
  where u.kind = 'team' and u.active
  order by u.unit_id
$$;
revoke execute on function association_figures(date) from public;
grant execute on function association_figures(date) to rt_app;
