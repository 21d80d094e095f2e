-- Up Migration
-- The log is looked through by each authority for its own staff; the association's office has no way to a look (standards 0 p. 1), only to counts.
create or replace function reviewed_authorities() returns int[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(distinct a.authority_id), '{}')
  from user_role r
  join account_user u on u.id = r.user_id and u.active
  join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id and un.kind <> 'association'
  join authority a on a.association_id = un.association_id and a.authority_id = un.authority_id and a.kind <> 'association'
  where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role in ('log_reviewer', 'administrator')
    and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today())
$$;
-- A sample drawn by the office in earlier days is of several authorities: nobody's any longer.
alter policy reviewers on log_review using (association_id = (select viewer_association()) and authority_ids <> '{}' and authority_ids <@ (select reviewed_authorities()));
alter policy sign on log_review
  using (association_id = (select viewer_association()) and reviewer_id = (select viewer_user()) and signed_at is null and authority_ids <@ (select reviewed_authorities()));

-- All broken glasses; of refused attempts and looks through glass a few of each user, so that nobody hides among their own; the rest at random.
create or replace function draw_log_review(from_day date, until_day date, size int) returns uuid language plpgsql security definer set search_path = public as $$
declare authorities int[] := reviewed_authorities(); id uuid; begins timestamptz := from_day::timestamp at time zone 'Europe/Stockholm';
  ends timestamptz := (until_day + 1)::timestamp at time zone 'Europe/Stockholm'; wanted int := least(greatest(size, 1), 200);
begin
  if authorities = '{}' then raise exception 'does not review the log' using errcode = '42501'; end if;
  with period as (
    select r.read_log_id, r.what = 'break_glass' as glass,
      (r.what = 'denied' or r.ground = 'break_glass') and row_number() over (partition by r.user_id, r.what = 'denied' or r.ground = 'break_glass' order by random()) <= 3 as telling
    from read_log r
    where r.association_id = viewer_association() and r.authority_id = any (authorities) and r.at >= begins and r.at < ends
  ), drawn as (
    (select p.read_log_id from period p where p.glass limit 500)
    union
    (select p.read_log_id from period p where not p.glass order by p.telling desc, random() limit wanted)
  )
  insert into log_review (association_id, reviewer_id, authority_ids, from_day, until_day, read_log_ids)
  select viewer_association(), viewer_user(), authorities, from_day, until_day, coalesce(array_agg(d.read_log_id), '{}') from drawn d
  returning log_review_id into id;
  return id;
end $$;

-- The looks of a sample, with case numbers and no names of participants.
create or replace function looks_of_review(review uuid) returns table (read_log_id bigint, at timestamptz, user_name text, unit_name text, authority_name text, what text, ground text,
    case_numbers text[], reason text, opened_before boolean)
  language sql stable security definer set search_path = public as $$
  select r.read_log_id, r.at, u.name, un.name, a.name, r.what, r.ground,
    (select array_agg(t.case_number order by t.case_number) from thread t where t.association_id = r.association_id and t.thread_id = any (coalesce(r.thread_ids, array[r.thread_id]))),
    (select b.reason from break_glass b where b.association_id = r.association_id and b.thread_id = r.thread_id and b.user_id = r.user_id
       and r.at between b.opened_at - interval '1 minute' and b.until order by b.opened_at desc limit 1),
    exists (select from read_log p where p.association_id = r.association_id and p.thread_id = r.thread_id and p.user_id = r.user_id and p.at < r.at)
  from log_review v
  join read_log r on r.association_id = v.association_id and r.read_log_id = any (v.read_log_ids) and r.authority_id = any (reviewed_authorities())
  join account_user u on u.id = r.user_id
  left join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id
  left join authority a on a.association_id = r.association_id and a.authority_id = r.authority_id
  where v.association_id = viewer_association() and v.log_review_id = review and v.authority_ids <@ reviewed_authorities()
  order by r.at, r.read_log_id
$$;

-- For the office: that each authority checks its log, and how much is read, of the last month that has ended. Counts of 1–4 are hidden.
create function log_counts() returns table (authority text, looks int, glasses int, refused int, checked_on date)
  language sql stable security definer set search_path = public as $$
  with period as (
    select date_trunc('month', viewer_today()::timestamp) - interval '1 month' as first, date_trunc('month', viewer_today()::timestamp) as after
  )
  select a.name, shown_count(count(r.read_log_id)), shown_count(count(r.read_log_id) filter (where r.what = 'break_glass')),
    shown_count(count(r.read_log_id) filter (where r.what = 'denied')),
    (select max(v.signed_at at time zone 'Europe/Stockholm')::date from log_review v where v.association_id = a.association_id and v.authority_ids = array[a.authority_id])
  from authority a cross join period p
  left join read_log r on r.association_id = a.association_id and r.authority_id = a.authority_id
    and r.at >= p.first at time zone 'Europe/Stockholm' and r.at < p.after at time zone 'Europe/Stockholm'
  where a.association_id = viewer_association() and a.kind <> 'association' and (viewer_administers() or viewer_reviews_log())
  group by a.association_id, a.authority_id, a.name order by a.authority_id
$$;
revoke execute on function log_counts() from public;
grant execute on function log_counts() to rt_app;
