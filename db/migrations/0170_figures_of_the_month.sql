-- Up Migration
-- The association's figures are those of the last day of the month that has ended. What is entered today changes nothing the office can see
-- today, so nobody can tell one person's outcome from two looks at the page. A count is also hidden where the rest beside it is one to four:
-- 18 of 19 to work tells of the one.
drop function association_figures(date);
create function association_figures(today date) returns table (
  as_of date, unit_id int, name text, way_of_working text, capacity int, queued int, active int, begun_year int, ended_year int, to_work_or_studies int,
  median_wait_days int
) language sql stable security definer set search_path = public as $$
  with period as (
    select (date_trunc('month', association_figures.today) - interval '1 day')::date as last_day, (date_trunc('month', association_figures.today) - interval '1 year')::date as first_day
  ), allowed as (
    select r.association_id from user_role r
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role = 'association_head'
      and r.valid_from <= association_figures.today and (r.valid_until is null or r.valid_until >= association_figures.today)
    limit 1
  ), teams as (
    select u.association_id, u.unit_id, u.name, u.way_of_working, u.capacity, p.first_day, p.last_day
    from unit u join allowed on allowed.association_id = u.association_id cross join period p
    where u.kind = 'team' and u.active
  ), counted as (
    select s.*,
      (select count(*) from queue_entry q where q.association_id = s.association_id and q.unit_id = s.unit_id
         and q.entered_on <= s.last_day and (q.left_on is null or q.left_on > s.last_day)) as queued,
      (select count(*) from thread t where t.association_id = s.association_id and t.team_unit_id = s.unit_id and t.intake_on <= s.last_day
         and not exists (select from discharge d where d.association_id = t.association_id and d.thread_id = t.thread_id
           and d.on_day between t.intake_on and s.last_day and (d.reopened_on is null or d.reopened_on > s.last_day))) as active,
      (select count(*) from thread t where t.association_id = s.association_id and t.team_unit_id = s.unit_id and t.intake_on between s.first_day and s.last_day) as begun,
      e.ended, e.to_work, w.median
    from teams s
    cross join lateral (
      select count(*) as ended, count(*) filter (where d.destination in ('work', 'studies')) as to_work from discharge d
      where d.association_id = s.association_id and d.unit_id = s.unit_id and d.on_day between s.first_day and s.last_day
        and (d.reopened_on is null or d.reopened_on > s.last_day)) e
    cross join lateral (
      select case when count(*) >= 5 then round(percentile_cont(0.5) within group (order by t.intake_on - r.sent_on))::int end as median
      from thread t join referral r on r.association_id = t.association_id and r.thread_id = t.thread_id
      where t.association_id = s.association_id and t.team_unit_id = s.unit_id and t.intake_on between s.first_day and s.last_day
        and r.to_unit_id = s.unit_id and r.state = 'accepted' and t.intake_on >= r.sent_on) w
  )
  select c.last_day, c.unit_id, c.name, c.way_of_working, c.capacity, shown_count(c.queued), shown_count(c.active), shown_count(c.begun), shown_count(c.ended),
    case when shown_count(c.ended) is not null and shown_count(c.ended - c.to_work) is not null then shown_count(c.to_work) end, c.median
  from counted c order by c.unit_id
$$;
revoke execute on function association_figures(date) from public;
grant execute on function association_figures(date) to rt_app;

-- What a referrer needs to choose a team by is for those who meet participants; the office has the figures above.
create function viewer_meets_participants() returns boolean language sql stable security definer set search_path = public as $$
  select exists (
    select from user_role r join unit u on u.association_id = r.association_id and u.unit_id = r.unit_id
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role in ('caseworker', 'team_member', 'team_leader') and u.kind <> 'association'
      and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today()))
$$;
create or replace function team_load() returns table (unit_id int, name text, authority_name text, way_of_working text, capacity int, phone text, active int, waiting int, waiting_days int)
  language sql stable security definer set search_path = public as $$
  select u.unit_id, u.name, a.name, u.way_of_working, u.capacity, u.phone,
    (select count(*)::int from thread t where t.association_id = u.association_id and t.team_unit_id = u.unit_id and t.state = 'active'),
    (select count(*)::int from queue_entry q where q.association_id = u.association_id and q.unit_id = u.unit_id and q.left_on is null),
    (select case when count(*) >= 3 then percentile_disc(0.5) within group (order by coalesce(r.taken_in_on, viewer_today()) - r.sent_on) end
       from referral r
       where r.association_id = u.association_id and r.to_unit_id = u.unit_id and r.state in ('sent', 'received', 'study_visit', 'accepted')
         and r.sent_on is not null and (r.taken_in_on is null or r.taken_in_on > viewer_today() - 90))
  from unit u join authority a on a.association_id = u.association_id and a.authority_id = u.authority_id
  where u.association_id = viewer_association() and u.kind = 'team' and u.active and viewer_meets_participants()
  order by u.name
$$;
