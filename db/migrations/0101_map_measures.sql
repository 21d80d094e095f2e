-- Up Migration
-- Feature thread: what the program itself knows of a team's room, for the map (given to it by the composition root). For whoever reads the map:
-- staff who refer get the figures that the referral form shows them (team_load); everybody else, also visitors, gets no count of one to four
-- and no median of fewer than five, and no free places from which such a count could be taken back.
create function team_room() returns table (unit_id int, capacity int, free_places int, queued int, waiting_days int)
  language sql stable security definer set search_path = public as $$
  with who as (
    select map_association() as association, coalesce(cardinality(viewer_grantees()), 0) > 0 as refers
  ), counted as (
    select u.unit_id, u.capacity, w.refers,
      (select count(*) from thread t where t.association_id = u.association_id and t.team_unit_id = u.unit_id and t.state = 'active') as active,
      (select count(*) from queue_entry q where q.association_id = u.association_id and q.unit_id = u.unit_id and q.left_on is null) as queued,
      r.n, r.days
    from who w join unit u on u.association_id = w.association and u.kind = 'team' and u.active,
      lateral (
        select count(*) as n, percentile_disc(0.5) within group (order by coalesce(r.taken_in_on, viewer_today()) - r.sent_on) as days
        from referral r
        where r.association_id = u.association_id and r.to_unit_id = u.unit_id and r.state in ('sent', 'received', 'study_visit', 'accepted')
          and r.sent_on is not null and (r.taken_in_on is null or r.taken_in_on > viewer_today() - 90)) r
  )
  select c.unit_id, c.capacity,
    case when c.refers or c.active not between 1 and 4 then greatest(c.capacity - c.active, 0)::int end,
    case when c.refers then c.queued::int else shown_count(c.queued) end,
    case when c.n >= case when c.refers then 3 else 5 end then c.days end
  from counted c order by c.unit_id
$$;
revoke execute on function team_room() from public;
grant execute on function team_room() to rt_app;
