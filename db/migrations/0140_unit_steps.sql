-- Up Migration
-- Feature thread: how people went in the last year, for the map's flow chart (given to it by the composition root): referrals from unit to unit, and
-- where they went who were discharged. Figures that identify no one (standards 6): ways of one to four people are not told; and where exactly one
-- way to a unit, or of a unit's destinations, is hidden, the smallest that is left is hidden too, so that no total from elsewhere gives it away.
-- Work and studies are one destination here, because their sum is told by association_figures. Everybody who is signed in reads them.
create function unit_steps(on_day date) returns table (from_unit int, to_unit int, destination text, people int)
  language sql stable security definer set search_path = public as $$
  with counted as (
    select r.unit_id as from_unit, r.to_unit_id as to_unit, null::text as destination, count(distinct r.thread_id) as people, r.to_unit_id as within
    from referral r
    where r.association_id = viewer_association() and r.sent_on > on_day - 365 and r.sent_on <= on_day
      and r.to_unit_id is not null and r.to_unit_id <> r.unit_id and r.state not in ('draft', 'withdrawn')
    group by 1, 2
    union all
    select d.unit_id, null, case when d.destination in ('work', 'studies') then 'work_or_studies' else d.destination end,
      count(distinct d.thread_id), -d.unit_id
    from discharge d
    where d.association_id = viewer_association() and d.on_day > unit_steps.on_day - 365 and d.on_day <= unit_steps.on_day
    group by 1, 3
  ), ranked as (
    select c.*, count(*) filter (where c.people < 5) over w as hidden,
      row_number() over (partition by c.within, c.people >= 5 order by c.people, c.from_unit, c.destination) as place
    from counted c window w as (partition by c.within)
  )
  select r.from_unit, r.to_unit, r.destination, r.people::int from ranked r
  where r.people >= 5 and not (r.hidden = 1 and r.place = 1)
  order by r.people desc, r.from_unit, r.to_unit, r.destination
$$;
revoke execute on function unit_steps(date) from public;
grant execute on function unit_steps(date) to rt_app;
