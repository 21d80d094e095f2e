-- Up Migration
-- The same answer for less, first where it is nearly always found: a unit of the viewer's holds the thread today. Asked for every row
-- that is written; a list of a team's participants writes fifteen for each.
create or replace function may_open(thread uuid) returns boolean language sql stable security definer set search_path = public as $$
  select thread = any (viewer_glass())
    or exists (select from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread and h.since <= viewer_today()
               and (h.until is null or h.until >= viewer_today()) and h.unit_id * 16 = any (viewer_grantees()))
    or (select a.acl && viewer_grantees() from acl_now(viewer_association(), thread, 0, 0, 'identity', viewer_today()) a)
$$;
