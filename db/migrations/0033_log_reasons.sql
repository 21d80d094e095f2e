-- Up Migration
-- Broken glass waiting to be reviewed is few rows among many.
create index break_glass_waiting on break_glass (association_id) where reviewed_at is null;

-- The reason for breaking the glass is a text about the person: a reviewer of the same authority reads it, the association's office does not.
create or replace function looks_of_review(review uuid) returns table (read_log_id bigint, at timestamptz, user_name text, unit_name text, authority_name text, what text, ground text,
    case_numbers text[], reason text, opened_before boolean)
  language sql stable security definer set search_path = public as $$
  select r.read_log_id, r.at, u.name, un.name, a.name, r.what, r.ground,
    (select array_agg(t.case_number order by t.case_number) from thread t where t.association_id = r.association_id and t.thread_id = any (coalesce(r.thread_ids, array[r.thread_id]))),
    (select b.reason from break_glass b where b.association_id = r.association_id and b.thread_id = r.thread_id and b.user_id = r.user_id
       and r.at between b.opened_at - interval '1 minute' and b.until
       and exists (select from user_role p join unit pu on pu.association_id = p.association_id and pu.unit_id = p.unit_id
         where p.association_id = r.association_id and p.user_id = viewer_user() and p.role in ('log_reviewer', 'administrator')
           and pu.authority_id = r.authority_id and pu.kind <> 'association'
           and p.valid_from <= viewer_today() and (p.valid_until is null or p.valid_until >= viewer_today()))
     order by b.opened_at desc limit 1),
    exists (select from read_log p where p.association_id = r.association_id and p.thread_id = r.thread_id and p.user_id = r.user_id and p.at < r.at)
  from log_review v
  join read_log r on r.association_id = v.association_id and r.read_log_id = any (v.read_log_ids)
  join account_user u on u.id = r.user_id
  left join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id
  left join authority a on a.association_id = r.association_id and a.authority_id = r.authority_id
  where v.association_id = viewer_association() and v.log_review_id = review and v.authority_ids && reviewed_authorities()
  order by r.at, r.read_log_id
$$;
