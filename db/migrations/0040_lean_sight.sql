-- Up Migration
-- The same sight for less: every sub-select in a policy is a plan of its own that is begun and ended for each table a statement names,
-- which cost four times the statement itself where a page names thirty. What is seldom needed is now a function that is called only
-- for the rows that need it.

-- A row whose stamp has turned is judged by what holds now; its second owner keeps its sight.
create function row_open_now(association int, thread uuid, owner_unit int, owner_authority int, row_category text, also_unit int default null)
  returns boolean language plpgsql stable as $$
begin
  return coalesce((select n.acl from acl_now(association, thread, owner_unit, owner_authority, row_category, viewer_today()) n) && viewer_grantees(), false)
    or coalesce(also_unit * 16 = any (viewer_grantees()), false);
end $$;

create function glass_open(thread uuid) returns boolean language sql stable parallel safe
  as $$ select thread = any (viewer_glass()) $$;

create function preview_open(acl int[]) returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.preview', true), '') = '' or acl && viewer_preview() $$;

revoke execute on function row_open_now(int, uuid, int, int, text, int), glass_open(uuid), preview_open(int[]) from public;
grant execute on function row_open_now(int, uuid, int, int, text, int), glass_open(uuid), preview_open(int[]) to rt_app;

create function sight_of(shared boolean) returns text language sql immutable as $$
  select format($p$ association_id = (select viewer_association()) and (
    case when acl_until > (select viewer_today()) then acl && (select viewer_grantees())
      else row_open_now(association_id, thread_id, unit_id, authority_id, category%s) end
    or glass_open(thread_id)) $p$, case when shared then ', also_unit_id' else '' end)
$$;

create or replace function protect_rows_by_policies(table_name text, shared boolean, may_update boolean) returns void language plpgsql as $$
declare
  own text := case when shared then '(viewer_in_unit(unit_id) or coalesce(viewer_in_unit(also_unit_id), false))' else 'viewer_in_unit(unit_id)' end;
  columns text;
begin
  insert into protected_table values (table_name, shared);
  execute format('alter table %I enable row level security', table_name);
  execute format('create policy sight on %I for select to rt_app using (%s)', table_name, sight_of(shared));
  execute format('create policy write_own on %I for insert to rt_app with check (association_id = (select viewer_association()) and %s and may_open(thread_id))', table_name, own);
  execute format('create trigger stamp before insert %s on %I for each row execute function %s()',
    case when shared and may_update then 'or update of also_unit_id' else '' end, table_name, case when shared then 'acl_stamp_shared' else 'acl_stamp' end);
  execute format('grant select, insert on %I to rt_app', table_name);
  if may_update then
    execute format('create policy change_own on %I for update to rt_app using (%s and %s) with check (%s)', table_name, sight_of(shared), own, own);
    select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns c
    where c.table_schema = 'public' and c.table_name = protect_rows_by_policies.table_name
      and column_name not in ('association_id', 'thread_id', 'unit_id', 'authority_id', 'category', 'acl', 'acl_until');
    execute format('grant update (%s) on %I to rt_app', columns, table_name);
  end if;
end $$;

create or replace function preview_rows(table_name text) returns void language plpgsql as $$
begin
  -- Stamped anew by the disclosure that is tried out, so the row's own list is enough.
  execute format('create policy previewed on %I as restrictive for select to rt_app using (preview_open(acl))', table_name);
end $$;

do $$
declare t record;
begin
  for t in select p.name, p.shared, exists (select from pg_policies o where o.tablename = p.name and o.policyname = 'change_own') as changed,
      case when p.shared then '(viewer_in_unit(unit_id) or coalesce(viewer_in_unit(also_unit_id), false))' else 'viewer_in_unit(unit_id)' end as own
    from protected_table p loop
    execute format('alter policy sight on %I using (%s)', t.name, sight_of(t.shared));
    execute format('alter policy previewed on %I using (preview_open(acl))', t.name);
    if t.changed then execute format('alter policy change_own on %I using (%s and %s)', t.name, sight_of(t.shared), t.own); end if;
  end loop;
end $$;

-- Asked only of the few rows that are protected.
alter policy protected on participant_identity
  using (protection = 'none' or viewer_user() = any (named_user_ids) or glass_open(thread_id));
