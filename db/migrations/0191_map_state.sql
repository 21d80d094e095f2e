-- Up Migration
-- Which state of a map a page was made from: pages that are the same for everybody are kept as long as it is, and not a second longer. Every transaction
-- that changes a map adds a row; nobody waits for anybody, and what is not committed changes nothing.
create table map_change (
  association_id int not null references association,
  map_change_id uuid not null default uuidv7(),
  -- The transaction: one row is enough for it, however many statements it has.
  at timestamptz not null default now(),
  xact xid8 not null default pg_current_xact_id(),
  primary key (association_id, map_change_id)
);
create index map_change_at on map_change (association_id, at);
alter table map_change enable row level security;

-- How many changes there are and the last of them: two states that differ are never called the same.
create function map_state(association int) returns text language sql stable security definer set search_path = public as $$
  select count(*) || '.' || coalesce((array_agg(c.map_change_id order by c.map_change_id desc))[1]::text, '') from map_change c where c.association_id = association
$$;

create function map_note_change(association int) returns void language sql security definer set search_path = public as $$
  insert into map_change (association_id)
  select association where not exists (
    select from map_change c where c.association_id = association and c.at = now() and c.xact = pg_current_xact_id())
$$;
create function map_changed() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_op = 'DELETE' then
    perform map_note_change(a) from (select distinct association_id as a from gone) c;
  else
    perform map_note_change(a) from (select distinct association_id as a from fresh) c;
  end if;
  return null;
end $$;
create function map_body_changed() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform map_note_change(new.association_id);
  return null;
end $$;
do $$
declare t text;
begin
  foreach t in array array['map_entry', 'map_place', 'map_entry_place', 'map_opening', 'map_link', 'map_neighbour', 'map_neighbour_entry'] loop
    execute format('create trigger changed_by_insert after insert on %I referencing new table as fresh for each statement execute function map_changed()', t);
    execute format('create trigger changed_by_update after update on %I referencing new table as fresh for each statement execute function map_changed()', t);
    execute format('create trigger changed_by_delete after delete on %I referencing old table as gone for each statement execute function map_changed()', t);
  end loop;
end $$;
create trigger map_changed after update of map_public, name, short_name on association for each row
  when ((old.map_public, old.name, old.short_name) is distinct from (new.map_public, new.name, new.short_name)) execute function map_body_changed();
create trigger map_changed after insert or update of name, kind on authority for each row execute function map_body_changed();
create trigger map_changed after insert or update of name, phone, active, authority_id on unit for each row execute function map_body_changed();
insert into map_change (association_id) select association_id from association;

-- The state of the map this transaction reads.
create function map_state_now() returns text language sql stable security definer set search_path = public as $$ select map_state(map_association()) $$;

drop function open_maps();
create function open_maps() returns table (association_id int, name text, short_name text, demo boolean, state text)
  language sql stable security definer set search_path = public as $$
  select o.association_id, o.name, o.short_name, o.demo, map_state(o.association_id) from association o where o.map_public order by o.association_id limit 500
$$;

-- Changes older than a day are counted no more; that is a change itself.
create function sweep_map_changes() returns void language sql security definer set search_path = public as $$
  with gone as (delete from map_change where at < now() - interval '1 day' returning association_id)
  insert into map_change (association_id) select distinct association_id from gone
$$;

revoke execute on function map_state(int), map_note_change(int), map_changed(), map_body_changed(), map_state_now(), open_maps(), sweep_map_changes() from public;
grant execute on function map_state_now(), open_maps(), sweep_map_changes() to rt_app;
