-- Up Migration
-- What the person wants, in their own words, is part of the plan of the authority that carries the person: who only sees who the person
-- is, or another category, does not see it.
create function sees_own_words(thread uuid) returns boolean language sql stable security definer set search_path = public as $$
  select viewer_holds(thread) or thread = any (viewer_glass()) or exists (
    select 1 from disclosure d
    join thread t on t.association_id = d.association_id and t.thread_id = d.thread_id
    join unit u on u.association_id = t.association_id and u.unit_id = coalesce(t.team_unit_id, t.unit_id) and u.authority_id = d.from_authority_id
    where d.association_id = viewer_association() and d.thread_id = thread and d.withdrawn_at is null and 'plan' = any (d.categories)
      and d.valid_from <= viewer_today() and d.valid_until >= viewer_today()
      and coalesce(d.to_unit_id, d.to_authority_id) * 16 + 1 = any (viewer_grantees()))
$$;
revoke execute on function sees_own_words(uuid) from public;
grant execute on function sees_own_words(uuid) to rt_app;
