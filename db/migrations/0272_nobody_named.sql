-- Up Migration
-- A team that nobody of is named for a protected identity cannot take the person in. The pages ask it beforehand, by the same rule as the trigger.
create function nobody_named(thread uuid, unit int) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from participant_identity i
    where i.association_id = viewer_association() and i.thread_id = nobody_named.thread and i.protection <> 'none' and viewer_holds(i.thread_id)
      and not exists (select from unnest(i.named_user_ids) n where works_in(n, nobody_named.unit)))
$$;
revoke execute on function nobody_named(uuid, int) from public;
grant execute on function nobody_named(uuid, int) to rt_app;
