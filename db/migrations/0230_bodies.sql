-- Up Migration
-- Feature access. Which names the authorities and units of an association have: another value at each change. A page that has read them under
-- this value need not read them again (nearly every page names them, and they change a few times a year).
alter table association add column bodies uuid not null default gen_random_uuid();

create function bodies_changed() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update association set bodies = gen_random_uuid() where association_id in (select association_id from changed);
  return null;
end $$;
revoke execute on function bodies_changed() from public;
create trigger bodies_insert after insert on authority referencing new table as changed for each statement execute function bodies_changed();
create trigger bodies_update after update on authority referencing new table as changed for each statement execute function bodies_changed();
create trigger bodies_delete after delete on authority referencing old table as changed for each statement execute function bodies_changed();
create trigger bodies_insert after insert on unit referencing new table as changed for each statement execute function bodies_changed();
create trigger bodies_update after update on unit referencing new table as changed for each statement execute function bodies_changed();
create trigger bodies_delete after delete on unit referencing old table as changed for each statement execute function bodies_changed();

drop function viewer_of_session(text, date);
create function viewer_of_session(session_token text, on_day date)
  returns table (user_id uuid, name text, email text, language text, association_id int, demo boolean, roles jsonb, grantees int[], glass uuid[], session_id uuid, color_scheme text, bodies uuid)
  language sql stable security definer set search_path = public as $$
  with held as (
    select r.role, r.unit_id, un.name as unit_name, un.kind as unit_kind, un.authority_id, a.name as authority_name, a.kind as authority_kind,
      r.role in ('caseworker', 'team_member', 'team_leader') and un.kind <> 'association' and a.kind <> 'association' as meets
    from account_session s
    join account_user u on u.id = s.user_id and u.active
    join user_role r on r.user_id = u.id and r.association_id = u.association_id
    join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id
    join authority a on a.association_id = un.association_id and a.authority_id = un.authority_id
    where s.token = session_token and s.expires_at > now() and r.valid_from <= on_day and (r.valid_until is null or r.valid_until >= on_day)
  )
  select u.id, u.name, u.email, u.language, u.association_id, o.demo,
    coalesce((select jsonb_agg(jsonb_build_object('role', h.role, 'unitId', h.unit_id, 'unitName', h.unit_name, 'unitKind', h.unit_kind,
      'authorityId', h.authority_id, 'authorityName', h.authority_name, 'authorityKind', h.authority_kind) order by h.unit_id, h.role) from held h), '[]'),
    coalesce((select array_agg(distinct g) from held h, lateral (
        select h.unit_id * 16 + c as g from generate_series(0, 7) c union select h.authority_id * 16 + c from generate_series(1, 7) c) x
      where h.meets), '{}'),
    coalesce((select array_agg(b.thread_id) from break_glass b where b.association_id = u.association_id and b.user_id = u.id and b.opened_at <= now() and b.until > now()
      and exists (select from held h where h.meets and h.unit_id = b.unit_id)), '{}'),
    s.id, u.color_scheme, o.bodies
  from account_session s join account_user u on u.id = s.user_id and u.active join association o on o.association_id = u.association_id
  where s.token = session_token and s.expires_at > now()
$$;

revoke execute on function viewer_of_session(text, date) from public;
grant execute on function viewer_of_session(text, date) to rt_app;
