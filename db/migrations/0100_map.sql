-- Up Migration
-- Feature map: what exists, for whom, by whom (ADR 0030). No row here is about a participant. Rows belong to an authority, or to none (civil
-- society), and are then kept by the association. Whoever is signed in to an association reads its whole map; somebody who is not reads what
-- is shown, of an association that has opened its map, and reads nothing else of the database.

alter table association add column map_public boolean not null default false;

-- Whose map this transaction reads: the viewer's association, or the one a signed-out visitor is at (app.visited), if its map is open.
create function map_association() returns int language sql stable security definer set search_path = public as $$
  select coalesce(viewer_association(),
    (select o.association_id from association o where o.association_id = nullif(current_setting('app.visited', true), '')::int and o.map_public))
$$;

-- The viewer keeps the whole map today: the association's head or its administrator.
create function viewer_keeps_map() returns boolean language sql stable security definer set search_path = public as $$
  select exists (
    select from user_role r join account_user u on u.id = r.user_id and u.active
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role in ('association_head', 'administrator')
      and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today()))
$$;

-- May the viewer write what belongs to this authority (null: to none)? Staff of the authority, or the map's keeper.
create function map_owns(authority int) returns boolean language plpgsql stable as $$
begin
  return coalesce(authority * 16 + 7 = any (viewer_grantees()), false) or viewer_keeps_map();
end $$;

create table map_entry (
  association_id int not null references association,
  entry_id uuid not null default uuidv7(),
  kind text not null check (kind in ('intervention', 'activity', 'provider')),
  -- Whose it is. Null: no authority's (civil society); the association keeps the row.
  authority_id int,
  unit_id int,
  -- Who does it: an entry of the kind provider.
  provider_id uuid,
  -- Of a provider: what sort of organisation it is.
  sector text check (sector in ('municipality', 'region', 'state', 'civil', 'company', 'association')),
  name text not null check (length(name) between 1 and 200),
  other_names text[] not null default '{}',
  status text not null default 'active' check (status in ('planned', 'active', 'paused', 'closed', 'removed')),
  is_public boolean not null default true,
  -- What visitors who are not signed in may find.
  shown boolean not null generated always as (is_public and status in ('planned', 'active', 'paused')) stored,
  target_groups text[] not null default '{}',
  -- Whole years, both included. Both null: not stated. 0 and null: all ages.
  age_from smallint check (age_from between 0 and 120),
  age_to smallint check (age_to between 0 and 120),
  need_levels text[] not null default '{}' check (need_levels <@ array['small', 'medium', 'large']),
  work_distances text[] not null default '{}' check (work_distances <@ array['near', 'midway', 'far', 'none']),
  method text not null default '',
  -- Typed figures carry the day they were stated.
  capacity int check (capacity between 0 and 100000),
  capacity_on date,
  free_places int check (free_places between 0 and 100000),
  free_places_on date,
  queued int check (queued between 0 and 100000),
  queued_on date,
  waiting_days int check (waiting_days between 0 and 3650),
  waiting_days_on date,
  duration_from int check (duration_from between 0 and 5000),
  duration_to int check (duration_to between 0 and 5000),
  duration_unit text not null default 'week' check (duration_unit in ('day', 'week', 'month')),
  conditions text not null default '',
  -- Languages spoken there (BCP 47).
  languages text[] not null default '{}',
  -- A function, never a private person.
  contact_name text not null default '',
  contact_email text not null default '',
  contact_phone text not null default '',
  website text not null default '',
  ways_in text[] not null default '{}' check (ways_in <@ array['self', 'referral', 'decision', 'care']),
  how_to_refer text not null default '',
  receiver_needs text not null default '',
  -- The unit of this program that takes referrals for it; its queue and places are then measured, not stated.
  intake_unit_id int,
  parallel_note text not null default '',
  cost_kr int check (cost_kr between 0 and 1000000),
  cost_note text not null default '',
  about_sv text not null default '',
  about_easy text not null default '',
  about_en text not null default '',
  about_ar text not null default '',
  search_words text[] not null default '{}',
  -- What could not be read when the row came from a sheet, by column; kept until somebody has taken care of it.
  unread jsonb not null default '{}' check (jsonb_typeof(unread) = 'object'),
  -- What the owner's own list calls the row, so that it is found again.
  external_ref text not null default '',
  verified_on date,
  verified_by uuid references account_user,
  created_on date not null default viewer_today(),
  changed_at timestamptz not null default now(),
  version int not null default 1,
  primary key (association_id, entry_id),
  foreign key (association_id, authority_id) references authority,
  foreign key (association_id, unit_id) references unit,
  foreign key (association_id, intake_unit_id) references unit,
  foreign key (association_id, provider_id) references map_entry,
  check (age_to is null or age_to >= coalesce(age_from, 0)),
  check (duration_to is null or duration_to >= coalesce(duration_from, 0)),
  check ((capacity is null) = (capacity_on is null)),
  check ((free_places is null) = (free_places_on is null)),
  check ((queued is null) = (queued_on is null)),
  check ((waiting_days is null) = (waiting_days_on is null)),
  check (kind <> 'provider' or (provider_id is null and intake_unit_id is null))
);
create index map_entry_authority on map_entry (association_id, authority_id, name);
create index map_entry_provider on map_entry (association_id, provider_id);
create index map_entry_ref on map_entry (association_id, external_ref) where external_ref <> '';
create index map_entry_changed on map_entry (association_id, changed_at);

-- A provider is an entry of that kind, and a unit is its authority's own: kinds are never mixed up.
create function map_entry_fits() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.provider_id is not null and not exists (
    select from map_entry p where p.association_id = new.association_id and p.entry_id = new.provider_id and p.kind = 'provider'
  ) then
    raise exception 'a provider is an entry of that kind' using errcode = '23514', constraint = 'map_entry_provider_kind';
  end if;
  if new.unit_id is not null and not exists (
    select from unit u where u.association_id = new.association_id and u.unit_id = new.unit_id and u.authority_id = new.authority_id
  ) then
    raise exception 'the unit is not the authority''s' using errcode = '23514', constraint = 'map_entry_unit';
  end if;
  if new.kind <> 'provider' and exists (select from map_entry e where e.association_id = new.association_id and e.provider_id = new.entry_id) then
    raise exception 'others name it as their provider' using errcode = '23514', constraint = 'map_entry_provides';
  end if;
  return new;
end $$;
create trigger fits before insert or update of kind, provider_id, unit_id, authority_id on map_entry for each row execute function map_entry_fits();

-- A place, shared by the entries that are there. `shown` is stamped: some entry that is there is shown (a shelter's address never is).
create table map_place (
  association_id int not null references association,
  place_id uuid not null default uuidv7(),
  authority_id int,
  name text not null check (length(name) between 1 and 200),
  kind text not null default 'physical' check (kind in ('physical', 'virtual')),
  address text not null default '',
  postal_code text not null default '',
  city text not null default '',
  -- The part of the country the coverage of the map is told by: a town, a district.
  area text not null default '',
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  how_to_get_there text not null default '',
  accessibility text not null default '',
  shown boolean not null default false,
  version int not null default 1,
  primary key (association_id, place_id),
  foreign key (association_id, authority_id) references authority,
  check ((latitude is null) = (longitude is null))
);
create index map_place_name on map_place (association_id, name);

create table map_entry_place (
  association_id int not null,
  entry_id uuid not null,
  place_id uuid not null,
  shown boolean not null default false,
  primary key (association_id, entry_id, place_id),
  foreign key (association_id, entry_id) references map_entry,
  foreign key (association_id, place_id) references map_place
);
create index map_entry_place_place on map_entry_place (association_id, place_id);

-- When it is open: a period, weekdays with hours, or both. Without weekdays: the period itself (a term, a course).
create table map_opening (
  association_id int not null,
  opening_id uuid not null default uuidv7(),
  entry_id uuid not null,
  from_on date,
  until_on date,
  weekdays text[] not null default '{}' check (weekdays <@ array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']),
  opens_at text check (opens_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  closes_at text check (closes_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  note text not null default '',
  shown boolean not null default false,
  primary key (association_id, opening_id),
  foreign key (association_id, entry_id) references map_entry,
  check (until_on is null or from_on is null or until_on >= from_on),
  check (closes_at is null or (opens_at is not null and closes_at > opens_at))
);
create index map_opening_entry on map_opening (association_id, entry_id);

-- onward: the usual way from one entry to the next. parallel: the two may run at the same time.
create table map_link (
  association_id int not null,
  from_entry_id uuid not null,
  to_entry_id uuid not null,
  kind text not null check (kind in ('onward', 'parallel')),
  note text not null default '',
  shown boolean not null default false,
  primary key (association_id, from_entry_id, to_entry_id, kind),
  foreign key (association_id, from_entry_id) references map_entry,
  foreign key (association_id, to_entry_id) references map_entry,
  check (from_entry_id <> to_entry_id)
);
create index map_link_to on map_link (association_id, to_entry_id);

-- What happened to an entry, append-only, with the whole entry as it was afterwards: the map of any day can be read from it.
create table map_event (
  association_id int not null,
  map_event_id uuid not null default uuidv7(),
  entry_id uuid not null,
  kind text not null check (kind in ('created', 'changed', 'verified', 'status', 'removed', 'restored')),
  version int not null,
  on_day date not null,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid references account_user,
  -- Rows that came in together (a sheet), so that they can be undone together.
  batch_id uuid,
  -- Names of the fields that became different.
  fields text[] not null default '{}',
  snapshot jsonb not null,
  primary key (association_id, map_event_id),
  unique (association_id, entry_id, version),
  foreign key (association_id, entry_id) references map_entry
);
create index map_event_day on map_event (association_id, on_day);
create index map_event_batch on map_event (association_id, batch_id) where batch_id is not null;

-- Whether a visitor sees a row is stamped on it, so that no policy looks into another table.
create function map_shown(association int, entry uuid) returns boolean language sql stable security definer set search_path = public as $$
  select coalesce((select e.shown from map_entry e where e.association_id = association and e.entry_id = entry), false)
$$;
create function map_show_place(association int, place uuid) returns void language sql security definer set search_path = public as $$
  update map_place p set shown = n.shown
  from (select exists (select from map_entry_place x where x.association_id = association and x.place_id = place and x.shown) as shown) n
  where p.association_id = association and p.place_id = place and p.shown <> n.shown
$$;
create function map_stamp() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_table_name = 'map_link' then
    new.shown := map_shown(new.association_id, new.from_entry_id) and map_shown(new.association_id, new.to_entry_id);
  else
    new.shown := map_shown(new.association_id, new.entry_id);
  end if;
  return new;
end $$;
create trigger stamp before insert on map_entry_place for each row execute function map_stamp();
create trigger stamp before insert on map_opening for each row execute function map_stamp();
create trigger stamp before insert on map_link for each row execute function map_stamp();

create function map_place_changed() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_op = 'DELETE' then
    perform map_show_place(old.association_id, old.place_id);
  else
    perform map_show_place(new.association_id, new.place_id);
  end if;
  return null;
end $$;
create trigger show_place after insert or delete on map_entry_place for each row execute function map_place_changed();

create function map_entry_turned() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update map_opening set shown = new.shown where association_id = new.association_id and entry_id = new.entry_id;
  update map_entry_place set shown = new.shown where association_id = new.association_id and entry_id = new.entry_id;
  perform map_show_place(association_id, place_id) from map_entry_place where association_id = new.association_id and entry_id = new.entry_id;
  update map_link set shown = map_shown(association_id, from_entry_id) and map_shown(association_id, to_entry_id)
  where association_id = new.association_id and (from_entry_id = new.entry_id or to_entry_id = new.entry_id);
  return null;
end $$;
create trigger turned after update of is_public, status on map_entry for each row when (old.shown is distinct from new.shown) execute function map_entry_turned();

-- Asked where rows beside an entry are written, never where they are read.
create function map_may_write(entry uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from map_entry e where e.association_id = viewer_association() and e.entry_id = entry and map_owns(e.authority_id))
$$;

do $$
declare t text;
begin
  foreach t in array array['map_entry', 'map_place', 'map_entry_place', 'map_opening', 'map_link'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy sight on %I for select to rt_app using (association_id = (select map_association()) and (shown or (select viewer_user()) is not null))', t);
    execute format('grant select on %I to rt_app', t);
  end loop;
  foreach t in array array['map_entry_place', 'map_opening'] loop
    execute format('create policy add on %I for insert to rt_app with check (association_id = (select viewer_association()) and map_may_write(entry_id))', t);
    execute format('create policy take_away on %I for delete to rt_app using (association_id = (select viewer_association()) and map_may_write(entry_id))', t);
    execute format('grant delete on %I to rt_app', t);
  end loop;
end $$;
create policy add on map_link for insert to rt_app with check (association_id = (select viewer_association()) and (map_may_write(from_entry_id) or map_may_write(to_entry_id)));
create policy take_away on map_link for delete to rt_app using (association_id = (select viewer_association()) and (map_may_write(from_entry_id) or map_may_write(to_entry_id)));
create policy add on map_entry for insert to rt_app with check (association_id = (select viewer_association()) and map_owns(authority_id));
create policy change on map_entry for update to rt_app using (association_id = (select viewer_association()) and map_owns(authority_id)) with check (map_owns(authority_id));
create policy add on map_place for insert to rt_app with check (association_id = (select viewer_association()) and map_owns(authority_id));
create policy change on map_place for update to rt_app using (association_id = (select viewer_association()) and map_owns(authority_id)) with check (map_owns(authority_id));

alter table map_event enable row level security;
create policy sight on map_event for select to rt_app using (association_id = (select viewer_association()) and (select viewer_user()) is not null);
create policy add on map_event for insert to rt_app with check (association_id = (select viewer_association()) and actor_id = (select viewer_user()) and map_may_write(entry_id));
grant select on map_event to rt_app;

-- Who sees a row, and when it happened, is the database's to write.
grant insert (association_id, map_event_id, entry_id, kind, version, on_day, actor_id, batch_id, fields, snapshot) on map_event to rt_app;
grant insert (association_id, entry_id, place_id) on map_entry_place to rt_app;
grant insert (association_id, opening_id, entry_id, from_on, until_on, weekdays, opens_at, closes_at, note) on map_opening to rt_app;
grant insert (association_id, from_entry_id, to_entry_id, kind, note) on map_link to rt_app;
grant delete on map_link to rt_app;
do $$
declare entry_columns text; place_columns text;
begin
  select string_agg(quote_ident(column_name), ', ') filter (where table_name = 'map_entry'), string_agg(quote_ident(column_name), ', ') filter (where table_name = 'map_place')
  into entry_columns, place_columns
  from information_schema.columns
  where table_schema = 'public' and table_name in ('map_entry', 'map_place')
    and column_name not in ('association_id', 'entry_id', 'place_id', 'shown', 'created_on');
  execute format('grant insert (association_id, entry_id, created_on, %s), update (%s) on map_entry to rt_app', entry_columns, entry_columns);
  execute format('grant insert (association_id, place_id, %s), update (%s) on map_place to rt_app', place_columns, place_columns);
end $$;

-- Names a map is told by, for those who read it: authorities and units, nothing about persons.
create function map_authorities() returns table (authority_id int, kind text, name text) language sql stable security definer set search_path = public as $$
  select a.authority_id, a.kind, a.name from authority a where a.association_id = map_association() order by a.authority_id
$$;
create function map_units() returns table (unit_id int, authority_id int, kind text, name text, phone text, active boolean)
  language sql stable security definer set search_path = public as $$
  select u.unit_id, u.authority_id, u.kind, u.name, u.phone, u.active from unit u where u.association_id = map_association() order by u.unit_id
$$;

-- The maps that are open to everybody, for the page where nobody is signed in.
create function open_maps() returns table (association_id int, name text, short_name text, demo boolean) language sql stable security definer set search_path = public as $$
  select o.association_id, o.name, o.short_name, o.demo from association o where o.map_public order by o.association_id limit 500
$$;

-- The keeper opens or closes the association's map.
create function set_map_public(open boolean) returns boolean language plpgsql security definer set search_path = public as $$
begin
  if not viewer_keeps_map() then return false; end if;
  update association set map_public = open where association_id = viewer_association();
  return true;
end $$;
create function map_is_public() returns boolean language sql stable security definer set search_path = public as $$
  select coalesce((select o.map_public from association o where o.association_id = map_association()), false)
$$;

revoke execute on function map_association(), viewer_keeps_map(), map_owns(int), map_entry_fits(), map_shown(int, uuid), map_show_place(int, uuid), map_stamp(), map_place_changed(),
  map_entry_turned(), map_may_write(uuid), map_authorities(), map_units(), open_maps(), set_map_public(boolean), map_is_public() from public;
grant execute on function map_association(), viewer_keeps_map(), map_owns(int), map_may_write(uuid), map_authorities(), map_units(), open_maps(), set_map_public(boolean),
  map_is_public() to rt_app;
