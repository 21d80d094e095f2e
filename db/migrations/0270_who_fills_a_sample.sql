-- Up Migration
-- Nobody fills a sample of looks by attempts of their own. Three refused attempts of each, and three looks through a broken glass, come first; what else
-- each has been refused comes last, behind every ordinary look. Before, the rest was drawn by chance, and who tried two hundred times had most of it.
create or replace function draw_log_review(from_day date, until_day date, size int) returns uuid language plpgsql security definer set search_path = public as $$
declare authorities int[] := reviewed_authorities(); id uuid; begins timestamptz := from_day::timestamp at time zone 'Europe/Stockholm';
  ends timestamptz := (until_day + 1)::timestamp at time zone 'Europe/Stockholm'; wanted int := least(greatest(size, 1), 200);
begin
  if authorities = '{}' then raise exception 'does not review the log' using errcode = '42501'; end if;
  with period as (
    select r.read_log_id, r.what = 'break_glass' as glass, r.what = 'denied' as refused,
      (r.what = 'denied' or (r.ground = 'break_glass' and r.what <> 'break_glass')) and row_number() over (
        partition by r.user_id, r.what = 'break_glass', r.what = 'denied', r.ground = 'break_glass' order by random()) <= 3 as telling
    from read_log r
    where r.association_id = viewer_association() and r.authority_id = any (authorities) and r.at >= begins and r.at < ends
  ), drawn as (
    (select p.read_log_id from period p where p.glass limit 500)
    union
    (select p.read_log_id from period p where not p.glass order by p.telling desc, p.refused, random() limit wanted)
  )
  insert into log_review (association_id, reviewer_id, authority_ids, from_day, until_day, read_log_ids)
  select viewer_association(), viewer_user(), authorities, from_day, until_day, coalesce(array_agg(d.read_log_id), '{}') from drawn d
  returning log_review_id into id;
  return id;
end $$;
