-- Up Migration
-- Feature thread: a track names the entry of the map it is, where there is one; it stays the entry's when either is called something else. A track
-- that names none is still an entry's when it bears its name.
alter table track add column entry_id uuid;
alter table track add foreign key (association_id, entry_id) references map_entry;
create index track_entry on track (association_id, entry_id) where entry_id is not null;
grant update (entry_id) on track to rt_app;

-- Tracks that bear the name of exactly one entry are that entry's.
create function name_tracks() returns void language sql security definer set search_path = public as $$
  with named as (
    select e.association_id, lower(e.name) as name, (array_agg(e.entry_id))[1] as entry_id from map_entry e
    where e.kind <> 'provider' and e.status <> 'removed' group by 1, 2 having count(*) = 1
  )
  update track t set entry_id = n.entry_id from named n
  where t.association_id = n.association_id and lower(t.name) = n.name and t.entry_id is null
$$;
alter table track disable trigger user;
select name_tracks();
alter table track enable trigger user;
revoke execute on function name_tracks() from public;

create or replace function entry_tracks(entry uuid, on_day date) returns table (running int, median_days int) language sql stable security definer set search_path = public as $$
  with named as (
    select distinct lower(btrim(n)) as name from map_entry e, unnest(e.name || e.other_names) n
    where e.association_id = viewer_association() and e.entry_id = entry and e.kind <> 'provider' and viewer_user() is not null
  ), mine as (
    select t.start_on, t.end_on from track t
    where t.association_id = viewer_association() and t.entry_id = entry and t.start_on <= on_day and exists (select from named)
    union all
    select t.start_on, t.end_on from track t join named on named.name = lower(t.name)
    where t.association_id = viewer_association() and t.entry_id is null and t.start_on <= on_day
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

-- An entry is used where a referral led to it in the last year or somebody has had a track of it; how many referrals, where they are no fewer than five.
create or replace function entry_uses(on_day date) returns table (entry_id uuid, used boolean, times int) language sql stable security definer set search_path = public as $$
  with sent as (
    select r.entry_id, r.to_unit_id, lower(btrim(r.to_intervention)) as named from referral r
    where r.association_id = viewer_association() and r.state <> 'draft' and r.sent_on > on_day - 365
  ), referred as (
    select e.entry_id, count(*) as n from map_entry e join sent s
      on s.entry_id = e.entry_id or (s.entry_id is null and (s.to_unit_id = e.intake_unit_id or (s.named <> '' and s.named = lower(e.name))))
    where e.association_id = viewer_association() and e.kind <> 'provider'
    group by e.entry_id
  ), followed as (
    select distinct t.entry_id from track t
    where t.association_id = viewer_association() and t.entry_id is not null and t.start_on <= on_day and (t.end_on is null or t.end_on > on_day - 365)
  )
  select coalesce(r.entry_id, f.entry_id), true, shown_count(coalesce(r.n, 0)) from referred r full join followed f on f.entry_id = r.entry_id
$$;
