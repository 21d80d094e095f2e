-- Up Migration
-- What the comparison with an independent statement of "who may see what" (test/oracle) showed to be missing in 0002 and 0003.

-- 1. Whoever changes who may see (a disclosure, a holding unit) waits for those who are writing about the same person, and they for
-- it: a row stamped by yesterday's truth in one transaction cannot slip past the refresh of another. Readers never wait.
create function lock_sight(association int, thread uuid) returns void language sql security definer set search_path = public as $$
  select from thread_unit h where h.association_id = association and h.thread_id = thread order by h.unit_id for update
$$;

-- A row belongs to the authority of its unit; nobody writes in the name of another.
create function assert_owner(association int, owner_unit int, owner_authority int) returns void language plpgsql stable set search_path = public as $$
begin
  if not exists (select from unit u where u.association_id = association and u.unit_id = owner_unit and u.authority_id = owner_authority) then
    raise exception 'unit % is not one of authority %', owner_unit, owner_authority using errcode = '42501';
  end if;
end $$;

create or replace function acl_stamp() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform assert_owner(new.association_id, new.unit_id, new.authority_id);
  perform from thread_unit h where h.association_id = new.association_id and h.thread_id = new.thread_id order by h.unit_id for key share;
  select a.acl, a.acl_until into new.acl, new.acl_until
  from acl_now(new.association_id, new.thread_id, new.unit_id, new.authority_id, new.category, viewer_today()) a;
  return new;
end $$;

create or replace function acl_stamp_shared() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform assert_owner(new.association_id, new.unit_id, new.authority_id);
  perform from thread_unit h where h.association_id = new.association_id and h.thread_id = new.thread_id order by h.unit_id for key share;
  select a.acl, a.acl_until into new.acl, new.acl_until
  from acl_now(new.association_id, new.thread_id, new.unit_id, new.authority_id, new.category, viewer_today()) a;
  if new.also_unit_id is not null then new.acl := new.acl || new.also_unit_id * 16; end if;
  return new;
end $$;

-- 2. The refresh knows the tenant of the row that caused it, also where no viewer is set (jobs, imports by the owner).
create function refresh_acl_of(association int, thread uuid) returns void language plpgsql security definer set search_path = public as $$
declare t record;
begin
  perform lock_sight(association, thread);
  for t in select name, shared from protected_table loop
    execute format($q$
      update %1$I r set acl = n.acl || %2$s, acl_until = n.acl_until
      from (select k.unit_id, k.authority_id, k.category, a.acl, a.acl_until
            from (select distinct unit_id, authority_id, category from %1$I where association_id = $1 and thread_id = $2) k,
                 lateral acl_now($1, $2, k.unit_id, k.authority_id, k.category, $3) a) n
      where r.association_id = $1 and r.thread_id = $2 and r.unit_id = n.unit_id and r.authority_id = n.authority_id and r.category = n.category
        and (r.acl is distinct from (n.acl || %2$s) or r.acl_until is distinct from n.acl_until)
    $q$, t.name, case when t.shared then $s$case when r.also_unit_id is null then '{}'::int[] else array[r.also_unit_id * 16] end$s$ else $s$'{}'::int[]$s$ end)
    using association, thread, viewer_today();
  end loop;
end $$;
create or replace function refresh_acl(thread uuid) returns void language sql security definer set search_path = public as $$
  select refresh_acl_of(viewer_association(), thread)
$$;

-- 3. A disclosure is decided by an authority about its own rows, to a body that works with participants (never the association's
-- staff), and does not change: it is withdrawn, and another one decided. A withdrawn consent takes its disclosures with it.
alter table disclosure add constraint disclosure_of_own check (from_authority_id = authority_id);

create function check_disclosure() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform lock_sight(new.association_id, new.thread_id);
  if tg_op = 'UPDATE' then
    if old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
      raise exception 'what is withdrawn stays withdrawn' using errcode = '42501';
    end if;
    return new;
  end if;
  if exists (select from authority a where a.association_id = new.association_id and a.authority_id = new.to_authority_id and a.kind = 'association')
     or (new.to_unit_id is not null and not exists (
       select from unit u where u.association_id = new.association_id and u.unit_id = new.to_unit_id and u.authority_id = new.to_authority_id and u.kind <> 'association')) then
    raise exception 'no such receiver' using errcode = '42501';
  end if;
  if new.consent_id is not null and not exists (
    select from consent c where c.association_id = new.association_id and c.consent_id = new.consent_id and c.thread_id = new.thread_id
      and c.authority_id = new.authority_id and c.withdrawn_at is null) then
    raise exception 'no such consent' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger checked before insert or update on disclosure for each row execute function check_disclosure();

create or replace function stamp_after_disclosure() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_op = 'DELETE' then
    perform refresh_acl_of(old.association_id, old.thread_id);
  else
    perform refresh_acl_of(new.association_id, new.thread_id);
  end if;
  return null;
end $$;
drop trigger restamp on disclosure;
create trigger restamp after insert or delete or update of withdrawn_at, valid_from, valid_until, categories, to_authority_id, to_unit_id, from_authority_id
  on disclosure for each row execute function stamp_after_disclosure();

create function check_consent() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform lock_sight(new.association_id, new.thread_id);
  if tg_op = 'UPDATE' and old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
    raise exception 'what is withdrawn stays withdrawn' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger checked before insert or update on consent for each row execute function check_consent();

create function withdraw_with_consent() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update disclosure d set withdrawn_at = new.withdrawn_at, withdrawn_by = new.withdrawn_by
  where d.association_id = new.association_id and d.consent_id = new.consent_id and d.withdrawn_at is null;
  return null;
end $$;
create trigger withdraw after update of withdrawn_at on consent for each row when (old.withdrawn_at is null and new.withdrawn_at is not null)
  execute function withdraw_with_consent();
create index disclosure_consent on disclosure (association_id, consent_id) where consent_id is not null;

-- 4. The policies of every protected table anew: a second owner keeps its sight after the day on which a period of others turned, and
-- moving the second owner stamps the row.
create or replace function protect_rows(table_name text, shared boolean, may_update boolean) returns void language plpgsql as $$
declare
  also text := case when shared then 'or also_unit_id * 16 = any ((select viewer_grantees())::int[])' else '' end;
  sight text := format($p$ association_id = (select viewer_association()) and (
      (acl && (select viewer_grantees()) and acl_until > (select viewer_today()))
      or (acl_until <= (select viewer_today())
          and ((select n.acl from acl_now(association_id, thread_id, unit_id, authority_id, category, (select viewer_today())) n) && (select viewer_grantees()) %s))
      or thread_id = any ((select viewer_glass())::uuid[])) $p$, also);
  own text := case when shared then '(viewer_in_unit(unit_id) or coalesce(viewer_in_unit(also_unit_id), false))' else 'viewer_in_unit(unit_id)' end;
  columns text;
begin
  insert into protected_table values (table_name, shared);
  execute format('alter table %I enable row level security', table_name);
  execute format('create policy sight on %I for select to rt_app using (%s)', table_name, sight);
  execute format('create policy write_own on %I for insert to rt_app with check (association_id = (select viewer_association()) and %s and may_open(thread_id))', table_name, own);
  execute format('create trigger stamp before insert %s on %I for each row execute function %s()',
    case when shared and may_update then 'or update of also_unit_id' else '' end, table_name, case when shared then 'acl_stamp_shared' else 'acl_stamp' end);
  execute format('grant select, insert on %I to rt_app', table_name);
  if may_update then
    execute format('create policy change_own on %I for update to rt_app using (%s and %s) with check (%s)', table_name, sight, own, own);
    select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns c
    where c.table_schema = 'public' and c.table_name = protect_rows.table_name
      and column_name not in ('association_id', 'thread_id', 'unit_id', 'authority_id', 'category', 'acl', 'acl_until');
    execute format('grant update (%s) on %I to rt_app', columns, table_name);
  end if;
end $$;

do $$
declare t record; may_update boolean; own_kept boolean;
begin
  create temporary table again on commit drop as
    select p.name, p.shared,
      exists (select from information_schema.column_privileges c where c.table_name = p.name and c.grantee = 'rt_app' and c.privilege_type = 'UPDATE') as may_update,
      exists (select from pg_policies o where o.tablename = p.name and o.policyname = 'change_own') as own_kept
    from protected_table p;
  delete from protected_table;
  for t in select * from again loop
    execute format('drop policy sight on %I', t.name);
    execute format('drop policy write_own on %I', t.name);
    execute format('drop policy if exists change_own on %I', t.name);
    execute format('drop trigger stamp on %I', t.name);
    perform protect_rows(t.name, t.shared, t.may_update);
    -- thread and participant_identity have a rule of their own for changing.
    if not t.own_kept then execute format('drop policy if exists change_own on %I', t.name); end if;
  end loop;
end $$;

-- 5. Holding: a look by disclosure or through broken glass is not a hold, and lets no other unit in nor out.
create or replace function viewer_holds(thread uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread
                 and h.since <= viewer_today() and h.until is null and h.unit_id * 16 = any (viewer_grantees()))
$$;

create or replace function hold_thread(thread uuid, holder int, on_day date) returns void language plpgsql security definer set search_path = public as $$
begin
  perform lock_sight(viewer_association(), thread);
  if exists (select 1 from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread) then
    if not viewer_holds(thread) then raise exception 'does not hold this thread' using errcode = '42501'; end if;
  elsif not coalesce(viewer_in_unit(holder), false) then
    raise exception 'a thread begins in the own unit of the viewer' using errcode = '42501';
  end if;
  if exists (select 1 from unit u where u.association_id = viewer_association() and u.unit_id = holder and u.kind = 'association') then
    raise exception 'the association holds no thread' using errcode = '42501';
  end if;
  insert into thread_unit (association_id, thread_id, unit_id, since) values (viewer_association(), thread, holder, on_day)
  on conflict (association_id, thread_id, unit_id) do update set until = null;
  perform refresh_acl_of(viewer_association(), thread);
end $$;

create or replace function release_thread(thread uuid, holder int, last_day date) returns void language plpgsql security definer set search_path = public as $$
begin
  perform lock_sight(viewer_association(), thread);
  if not viewer_holds(thread) then raise exception 'does not hold this thread' using errcode = '42501'; end if;
  update thread_unit h set until = greatest(last_day, h.since) where h.association_id = viewer_association() and h.thread_id = thread and h.unit_id = holder;
  perform refresh_acl_of(viewer_association(), thread);
end $$;

-- What was true when the row was stamped does not decide who may change it today.
drop policy change_held on thread;
create policy change_held on thread for update to rt_app
  using (association_id = (select viewer_association()) and may_open(thread_id)
         and (viewer_in_unit(unit_id) or coalesce(viewer_in_unit(team_unit_id), false) or viewer_holds(thread_id)))
  with check (association_id = (select viewer_association()));
drop policy change_held on participant_identity;
create policy change_held on participant_identity for update to rt_app
  using (association_id = (select viewer_association()) and viewer_holds(thread_id)
         and (protection = 'none' or (select viewer_user()) = any (named_user_ids)))
  with check (association_id = (select viewer_association()));

-- 6. A receiver sees what is opened to it, not what the person has opened to others. The consent itself is for those who hold the thread.
create policy addressed on disclosure as restrictive for select to rt_app using (
  viewer_in_unit(unit_id) or viewer_holds(thread_id) or thread_id = any ((select viewer_glass())::uuid[])
  or coalesce(to_unit_id, to_authority_id) * 16 + 7 = any ((select viewer_grantees())::int[]));
create policy held on consent as restrictive for select to rt_app using (
  viewer_in_unit(unit_id) or viewer_holds(thread_id) or thread_id = any ((select viewer_glass())::uuid[]));

-- Withdrawing is all that can be done to them; any unit that holds the thread may, since the person may tell any of its staff.
revoke update on consent, disclosure from rt_app;
do $$
declare c record;
begin
  for c in select table_name, column_name from information_schema.column_privileges
           where grantee = 'rt_app' and privilege_type = 'UPDATE' and table_name in ('consent', 'disclosure') loop
    execute format('revoke update (%I) on %I from rt_app', c.column_name, c.table_name);
  end loop;
end $$;
grant update (withdrawn_at, withdrawn_by, withdrawn_how) on consent to rt_app;
grant update (withdrawn_at, withdrawn_by) on disclosure to rt_app;
drop policy change_own on consent;
drop policy change_own on disclosure;
create policy withdraw on consent for update to rt_app
  using (association_id = (select viewer_association()) and (viewer_in_unit(unit_id) or viewer_holds(thread_id)))
  with check (association_id = (select viewer_association()));
create policy withdraw on disclosure for update to rt_app
  using (association_id = (select viewer_association()) and (viewer_in_unit(unit_id) or viewer_holds(thread_id)))
  with check (association_id = (select viewer_association()));

-- 7. The read log and broken glass are read by who holds the thread; time and transaction of a log row are the database's own.
drop policy sight on read_log;
create policy sight on read_log for select to rt_app using (association_id = (select viewer_association()) and thread_id is not null and viewer_holds(thread_id));
revoke insert on read_log from rt_app;
grant insert (association_id, user_id, unit_id, authority_id, what, ground, thread_id, thread_ids) on read_log to rt_app;
drop policy sight on break_glass;
create policy sight on break_glass for select to rt_app using (association_id = (select viewer_association()) and (user_id = (select viewer_user()) or viewer_holds(thread_id)));
drop policy review on break_glass;
create policy review on break_glass for update to rt_app using (association_id = (select viewer_association()) and user_id <> (select viewer_user()) and viewer_holds(thread_id));
-- Opened only through open_glass(): the row can neither be back-dated nor made for a thread known from elsewhere.
drop policy write_own on break_glass;
revoke insert on break_glass from rt_app;

-- 8. No role in a unit of the association gives sight, and broken glass ends with the role in the unit it was broken in.
create or replace function viewer_of_session(session_token text, on_day date)
  returns table (user_id uuid, name text, email text, language text, association_id int, demo boolean, roles jsonb, grantees int[], glass uuid[], session_id uuid)
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
    s.id
  from account_session s join account_user u on u.id = s.user_id and u.active join association o on o.association_id = u.association_id
  where s.token = session_token and s.expires_at > now()
$$;

revoke execute on function lock_sight(int, uuid), assert_owner(int, int, int), refresh_acl_of(int, uuid), check_disclosure(), check_consent(), withdraw_with_consent() from public;
