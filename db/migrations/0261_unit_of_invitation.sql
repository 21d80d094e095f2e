-- Up Migration
-- Who leads a unit is called by what the unit is: the invitation says it too.
drop function invitation_of_link(int, text);
create function invitation_of_link(association int, hash text) returns table (name text, email text, language text, is_new boolean, unit text, unit_kind text, authority text,
    authority_id int, role text, state text)
  language sql stable security definer set search_path = public as $$
  select i.name, i.email, i.language, i.user_id is null, un.name, un.kind, a.name, a.authority_id, i.role,
    case when i.used_at is not null then 'used' when i.withdrawn_at is not null then 'withdrawn'
         when i.expires_at <= now() or i.valid_until < viewer_today() then 'expired' else 'open' end
  from invitation i
  left join unit un on un.association_id = i.association_id and un.unit_id = i.unit_id
  left join authority a on a.association_id = un.association_id and a.authority_id = un.authority_id
  where i.association_id = association and i.token_hash = hash
$$;
revoke execute on function invitation_of_link(int, text) from public;
grant execute on function invitation_of_link(int, text) to rt_app;
