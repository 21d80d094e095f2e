-- Up Migration
-- A unit that lets go of a thread sees nothing more of the person from that moment, not from the next day: thread_unit.until is the
-- day on which it let go, the first without sight. (Until now it was the last day with it.)
comment on column thread_unit.until is 'The day the unit let go: from then on it does not hold the thread.';

create or replace function acl_now(association int, thread uuid, owner_unit int, owner_authority int, row_category text, on_day date,
                        out acl int[], out acl_until date) language sql stable security definer set search_path = public as $$
  with current_disclosure as (
    select d.*, coalesce(d.to_unit_id, d.to_authority_id) as body
    from disclosure d
    where d.association_id = association and d.thread_id = thread and d.withdrawn_at is null and d.valid_until >= on_day
      and (row_category = 'identity' or (d.from_authority_id = owner_authority and row_category = any (d.categories)))
  ), granted as (
    select owner_unit * 16 as grantee where row_category <> 'identity'
    union
    select h.unit_id * 16 from thread_unit h
    where row_category = 'identity' and h.association_id = association and h.thread_id = thread
      and h.since <= on_day and (h.until is null or h.until > on_day)
    union
    select body * 16 + case when row_category = 'identity' then 7 else category_code(row_category) end
    from current_disclosure where valid_from <= on_day
  ), turns as (
    select case when valid_from > on_day then valid_from else valid_until + 1 end as turn from current_disclosure
    union all
    select case when h.since > on_day then h.since else h.until end from thread_unit h
    where row_category = 'identity' and h.association_id = association and h.thread_id = thread and (h.since > on_day or h.until > on_day)
  )
  select coalesce((select array_agg(grantee order by grantee) from granted), '{}'),
         coalesce((select min(turn) from turns), 'infinity')
$$;

create or replace function may_open(thread uuid) returns boolean language sql stable security definer set search_path = public as $$
  select thread = any (viewer_glass())
    or exists (select from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread and h.since <= viewer_today()
               and (h.until is null or h.until > viewer_today()) and h.unit_id * 16 = any (viewer_grantees()))
    or (select a.acl && viewer_grantees() from acl_now(viewer_association(), thread, 0, 0, 'identity', viewer_today()) a)
$$;

-- Rows stamped by the old reading, where a unit has let go today.
do $$
declare t record;
begin
  for t in select distinct association_id, thread_id from thread_unit where until >= current_date loop
    perform refresh_acl_of(t.association_id, t.thread_id);
  end loop;
end $$;
