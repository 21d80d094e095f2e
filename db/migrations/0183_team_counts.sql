-- Up Migration
-- How full a team is and how long people wait is counted in one place, for whoever refers (team_load) and for the map (team_room). The office's
-- figures are those of a day that has passed (association_figures) and count in another way.
create function team_counts(association int) returns table (unit_id int, active int, queued int, waits int, median_days int)
  language sql stable security definer set search_path = public as $$
  select u.unit_id,
    (select count(*)::int from thread t where t.association_id = u.association_id and t.team_unit_id = u.unit_id and t.state = 'active'),
    (select count(*)::int from queue_entry q where q.association_id = u.association_id and q.unit_id = u.unit_id and q.left_on is null),
    r.waits, r.days
  from unit u,
    lateral (
      select count(*)::int as waits, percentile_disc(0.5) within group (order by coalesce(r.taken_in_on, viewer_today()) - r.sent_on) as days
      from referral r
      where r.association_id = u.association_id and r.to_unit_id = u.unit_id and r.state in ('sent', 'received', 'study_visit', 'accepted')
        and r.sent_on is not null and (r.taken_in_on is null or r.taken_in_on > viewer_today() - 90)) r
  where u.association_id = team_counts.association and u.kind = 'team' and u.active
$$;

create or replace function team_load() returns table (unit_id int, name text, authority_name text, way_of_working text, capacity int, phone text, active int, waiting int, waiting_days int)
  language sql stable security definer set search_path = public as $$
  select u.unit_id, u.name, a.name, u.way_of_working, u.capacity, u.phone, c.active, c.queued, case when c.waits >= 3 then c.median_days end
  from team_counts(viewer_association()) c
  join unit u on u.association_id = viewer_association() and u.unit_id = c.unit_id
  join authority a on a.association_id = u.association_id and a.authority_id = u.authority_id
  where viewer_meets_participants()
  order by u.name
$$;

create or replace function team_room() returns table (unit_id int, capacity int, free_places int, queued int, waiting_days int)
  language sql stable security definer set search_path = public as $$
  with who as (
    select map_association() as association, coalesce(cardinality(viewer_grantees()), 0) > 0 as refers
  )
  select c.unit_id, u.capacity,
    case when w.refers or c.active not between 1 and 4 then greatest(u.capacity - c.active, 0) end,
    case when w.refers then c.queued else shown_count(c.queued) end,
    case when c.waits >= case when w.refers then 3 else 5 end then c.median_days end
  from who w, team_counts(w.association) c join unit u on u.unit_id = c.unit_id
  where u.association_id = w.association
  order by c.unit_id
$$;
revoke execute on function team_counts(int) from public;
