-- Up Migration
-- Feature thread: what the tracks of the teams say about an entry of the map: how many run in it now, and how long the ended ones took. A track is an entry's
-- when it bears its name. Staff who refer get the counts; everybody else none of one to four; no median of fewer than five.
create index track_name on track (association_id, lower(name)) where end_on is null;

create function entry_tracks(entry uuid, on_day date) returns table (running int, median_days int) language sql stable security definer set search_path = public as $$
  with named as (
    select distinct lower(btrim(n)) as name from map_entry e, unnest(e.name || e.other_names) n
    where e.association_id = viewer_association() and e.entry_id = entry and e.kind <> 'provider' and viewer_user() is not null
  ), mine as (
    select t.start_on, t.end_on from track t join named on named.name = lower(t.name)
    where t.association_id = viewer_association() and t.start_on <= on_day
  ), counted as (
    select count(*) filter (where end_on is null or end_on >= on_day) as running,
      count(*) filter (where end_on < on_day and end_on > on_day - 730) as ended,
      percentile_disc(0.5) within group (order by end_on - start_on) filter (where end_on < on_day and end_on > on_day - 730) as days
    from mine
  )
  select case when coalesce(cardinality(viewer_grantees()), 0) > 0 then c.running::int else shown_count(c.running) end,
    case when c.ended >= 5 then c.days end
  from counted c
$$;
revoke execute on function entry_tracks(uuid, date) from public;
grant execute on function entry_tracks(uuid, date) to rt_app;
