-- Up Migration
-- Neighbours of the map (ADR 0033): other directories that tell their services in HSDS. The keeper names an address; a job fetches what stands there.
-- Their entries can be found and read and never changed; what is told of them is theirs. No row here is about a participant.

create table map_neighbour (
  association_id int not null references association,
  neighbour_id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 100),
  address text not null check (address ~ '^https?://' and length(address) <= 500),
  added_by uuid not null references account_user,
  added_on date not null default viewer_today(),
  -- The last good state, and how the last attempt went. `problem` is a key; `detail` where it happened.
  good_at timestamptz,
  entries int not null default 0,
  left_out int not null default 0,
  tried_at timestamptz,
  problem text,
  detail text not null default '',
  primary key (association_id, neighbour_id),
  unique (association_id, address)
);

create table map_neighbour_entry (
  association_id int not null,
  item_id uuid not null,
  neighbour_id uuid not null,
  name text not null,
  organization text not null default '',
  description text not null default '',
  age_from smallint,
  age_to smallint,
  languages text[] not null default '{}',
  -- Where it is, an address a line.
  places text not null default '',
  how_to_apply text not null default '',
  fees text not null default '',
  phone text not null default '',
  email text not null default '',
  website text not null default '',
  -- The entry at the neighbour's own interface.
  source text not null,
  changed_at timestamptz,
  primary key (association_id, item_id),
  foreign key (association_id, neighbour_id) references map_neighbour on delete cascade
);
create index map_neighbour_entry_neighbour on map_neighbour_entry (association_id, neighbour_id);

alter table map_neighbour enable row level security;
alter table map_neighbour_entry enable row level security;
-- What a neighbour tells everybody, everybody may read who reads the map.
create policy sight on map_neighbour for select to rt_app using (association_id = (select map_association()));
create policy sight on map_neighbour_entry for select to rt_app using (association_id = (select map_association()));
create policy add on map_neighbour for insert to rt_app with check (association_id = (select viewer_association()) and added_by = (select viewer_user()) and viewer_keeps_map());
create policy take_away on map_neighbour for delete to rt_app using (association_id = (select viewer_association()) and viewer_keeps_map());
grant select, delete on map_neighbour to rt_app;
grant select on map_neighbour_entry to rt_app;
grant insert (association_id, neighbour_id, name, address, added_by) on map_neighbour to rt_app;

create function map_neighbour_gone() returns trigger language plpgsql security definer set search_path = public as $$
begin
  delete from map_find where association_id = old.association_id and neighbour_id = old.neighbour_id;
  return null;
end $$;
create trigger gone after delete on map_neighbour for each row execute function map_neighbour_gone();

-- For the job that fetches, and for nobody who is signed in: a page can neither begin this nor write an entry.
create function map_neighbours_to_fetch() returns table (association_id int, neighbour_id uuid, address text) language plpgsql stable security definer set search_path = public as $$
begin
  if viewer_user() is not null then return; end if;
  return query select n.association_id, n.neighbour_id, n.address from map_neighbour n order by n.tried_at nulls first;
end $$;

create function map_neighbour_failed(association int, neighbour uuid, what text, place text) returns void language plpgsql security definer set search_path = public as $$
begin
  if viewer_user() is not null then raise exception 'only the job tells how fetching went' using errcode = '42501'; end if;
  update map_neighbour set tried_at = now(), problem = what, detail = left(place, 300) where association_id = association and neighbour_id = neighbour;
end $$;

-- Puts what was fetched in the place of what was there before, all of it or nothing. Gives how many there are now.
create function map_neighbour_take(association int, neighbour uuid, told jsonb, skipped int) returns int language plpgsql security definer set search_path = public as $$
declare
  one map_neighbour_entry;
  count int := 0;
begin
  if viewer_user() is not null then raise exception 'only the job writes what a neighbour tells' using errcode = '42501'; end if;
  perform 1 from map_neighbour n where n.association_id = association and n.neighbour_id = neighbour for update;
  if not found then return 0; end if;
  delete from map_find where association_id = association and neighbour_id = neighbour;
  delete from map_neighbour_entry where association_id = association and neighbour_id = neighbour;
  for one in select * from jsonb_populate_recordset(null::map_neighbour_entry, told) loop
    one.association_id := association;
    one.neighbour_id := neighbour;
    insert into map_neighbour_entry select one.* on conflict do nothing;
    if found then
      count := count + 1;
      perform map_find_put(association, one.item_id, neighbour, one.name, false, one.age_from, one.age_to, one.name,
        concat_ws(' ', one.description, one.organization, one.places, one.how_to_apply),
        array['=neighbour'] || array(select '=lang:' || map_fold(l) from unnest(one.languages) l));
    end if;
  end loop;
  update map_neighbour n set good_at = now(), tried_at = now(), problem = null, detail = '', entries = count, left_out = skipped
  where n.association_id = association and n.neighbour_id = neighbour;
  return count;
end $$;

revoke execute on function map_neighbour_gone(), map_neighbours_to_fetch(), map_neighbour_failed(int, uuid, text, text), map_neighbour_take(int, uuid, jsonb, int) from public;
grant execute on function map_neighbours_to_fetch(), map_neighbour_failed(int, uuid, text, text), map_neighbour_take(int, uuid, jsonb, int) to rt_app;
