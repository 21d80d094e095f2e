-- Up Migration
-- Who was let in again after their part ended has the person among those shared with them, as the page tells. Before, a unit that still kept the thread was
-- never told as a receiver, and the person stood among the ended ones.
create or replace function threads_shared() returns table (thread_id uuid, until date) language sql stable security definer rows 20 set search_path = public as $$
  select d.thread_id, max(d.valid_until)
  from disclosure d
  where d.association_id = (select viewer_association()) and d.withdrawn_at is null
    and coalesce(d.to_unit_id, d.to_authority_id) = any ((select array_agg((g - 7) / 16) from unnest(viewer_grantees()) g where g % 16 = 7)::int[])
    and d.valid_until >= (select viewer_today()) and d.valid_from <= (select viewer_today())
    -- The same as "not ended" of threads_kept().
    and not exists (select from thread_unit h
      join thread t on t.association_id = h.association_id and t.thread_id = h.thread_id
      join association a on a.association_id = h.association_id
      where h.association_id = d.association_id and h.thread_id = d.thread_id and h.unit_id * 16 = any ((select viewer_grantees())::int[])
        and h.since <= (select viewer_today()) and (h.until is null or h.until > (select viewer_today()))
        and (h.ended_on is null or ((t.unit_id * 16 = any ((select viewer_grantees())::int[]) or coalesce(t.team_unit_id * 16 = any ((select viewer_grantees())::int[]), false))
          and (h.ended_on + a.sight_days > (select viewer_today()) or h.unit_id = coalesce(t.team_unit_id, t.unit_id)))))
  group by d.thread_id
$$;
