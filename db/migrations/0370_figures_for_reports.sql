-- Up Migration
-- The role of reports reads one view and no table: of every team what the head of its association sees, as of the month that has ended, small counts
-- hidden by the same rule. The day is the database's own and not the reader's: nothing between two ends of months can be asked for.
create function team_figures_of(of_association int, today date) returns table (
  as_of date, unit_id int, name text, way_of_working text, capacity int, queued int, active int, begun_year int, ended_year int, to_work_or_studies int,
  median_wait_days int
) language sql stable set search_path = public as $$
  with period as (
    select (date_trunc('month', team_figures_of.today) - interval '1 day')::date as last_day, (date_trunc('month', team_figures_of.today) - interval '1 year')::date as first_day
  ), teams as (
    select u.association_id, u.unit_id, u.name, u.way_of_working, u.capacity, p.first_day, p.last_day
    from unit u cross join period p
    where u.association_id = of_association and u.kind = 'team' and u.active
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
revoke execute on function team_figures_of(int, date) from public;

create or replace function association_figures(today date) returns table (
  as_of date, unit_id int, name text, way_of_working text, capacity int, queued int, active int, begun_year int, ended_year int, to_work_or_studies int,
  median_wait_days int
) language sql stable security definer set search_path = public as $$
  select f.* from (
    select r.association_id from user_role r
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role = 'association_head'
      and r.valid_from <= association_figures.today and (r.valid_until is null or r.valid_until >= association_figures.today)
    limit 1) allowed cross join lateral team_figures_of(allowed.association_id, association_figures.today) f
$$;

create function report_figures() returns table (
  association_id int, association text, as_of date, unit_id int, name text, way_of_working text, capacity int, queued int, active int, begun_year int, ended_year int, to_work_or_studies int,
  median_wait_days int
) language sql stable security definer set search_path = public as $$
  select a.association_id, a.name, f.* from association a
  cross join lateral team_figures_of(a.association_id, (now() at time zone 'Europe/Stockholm')::date) f
$$;
revoke execute on function report_figures() from public;
grant execute on function report_figures() to rt_report;

create view report_team_figures as select * from report_figures();
grant select on report_team_figures to rt_report;
