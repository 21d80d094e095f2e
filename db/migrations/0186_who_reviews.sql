-- Up Migration
-- Whoever signs has read (ADR 0042).

-- 1. A broken glass is signed, once and in the own name, by somebody who can read why it was broken: at the authority of who broke it, or of who
-- carries the person. Before, a leader of any unit that held the thread could sign what they were not shown.
alter policy review on break_glass
  using (association_id = (select viewer_association()) and user_id <> (select viewer_user()) and reviewed_at is null
    and viewer_holds(thread_id) and glass_reason(break_glass_id) is not null)
  with check (reviewed_by = (select viewer_user()) and reviewed_at is not null);

-- 2. What was changed about accounts, roles and units is read by a reviewer of the authority it concerns, and by the administrators, who did it. The
-- association's own reviewer reads what concerns the association's own office.
-- Whom an event concerns: the authority it names; else that of the unit it names; else those in which the person it is about has or had a role.
create function concerned_authorities(authority int, unit int, person uuid) returns int[]
  language sql stable security definer set search_path = public as $$
  select case
    when authority is not null then array[authority]
    when unit is not null then array(select u.authority_id from unit u where u.association_id = viewer_association() and u.unit_id = unit)
    else array(select distinct u.authority_id from user_role r join unit u on u.association_id = r.association_id and u.unit_id = r.unit_id
      where r.association_id = viewer_association() and r.user_id = person) end
$$;
-- The authorities in whose units the viewer reviews the log today, the association among them: of these the changes of accounts, not the looks
-- (reviewed_authorities).
create function account_reviewed_authorities() returns int[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(distinct un.authority_id), '{}')
  from user_role r
  join account_user u on u.id = r.user_id and u.active
  join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id
  where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role = 'log_reviewer'
    and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today())
$$;
alter policy sight on access_event using (association_id = (select viewer_association()) and ((select viewer_administers())
  or ((select viewer_reviews_log()) and concerned_authorities(authority_id, unit_id, subject_user_id) && (select account_reviewed_authorities())::int[])));

revoke execute on function concerned_authorities(int, int, uuid), account_reviewed_authorities() from public;
grant execute on function concerned_authorities(int, int, uuid), account_reviewed_authorities() to rt_app;
