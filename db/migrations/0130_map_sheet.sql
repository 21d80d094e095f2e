-- Up Migration
-- The map's spreadsheet in: what was uploaded stays with who uploaded it until it is brought in or a week has passed. Nothing of the map changes before
-- that person has said so; what has been brought in carries the import's number as its batch (map_event.batch_id) and can be taken back as a whole.

create table map_import (
  association_id int not null references association,
  -- Also the batch of what it writes.
  map_import_id uuid not null default uuidv7(),
  user_id uuid not null references account_user,
  -- Whose the rows are that do not say (null: no authority's), and what they are.
  authority_id int,
  kind text not null default 'intervention' check (kind in ('intervention', 'activity', 'provider')),
  file_name text not null,
  -- The workbook itself, only while one of its sheets is to be chosen.
  file bytea,
  sheets text[] not null default '{}',
  sheet text not null default '',
  state text not null check (state in ('sheet', 'mapping', 'checked', 'done', 'undone')),
  header_from int not null default 0,
  header_depth int not null default 1 check (header_depth between 0 and 2),
  headings text[] not null default '{}',
  -- What each column means: a column of the template, 'keep' (kept as text beside the entry) or 'skip'.
  choices text[] not null default '{}',
  warnings text[] not null default '{}',
  counts jsonb not null default '{}',
  -- Why it stands still, as a key of the texts.
  stopped text not null default '',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days',
  done_on date,
  undone_on date,
  -- Entries that an undo left as they are: they were changed afterwards, or are in use.
  left_entries uuid[] not null default '{}',
  version int not null default 1,
  primary key (association_id, map_import_id),
  foreign key (association_id, authority_id) references authority
);
create index map_import_user on map_import (association_id, user_id);
create index map_import_expires on map_import (expires_at);

create table map_import_row (
  association_id int not null,
  map_import_id uuid not null,
  user_id uuid not null,
  row_number int not null,
  cells text[] not null,
  -- Of the dry run. Null: a heading, or nothing in the row.
  outcome text check (outcome in ('new', 'differs', 'same', 'joined', 'out')),
  entry_id uuid,
  name text not null default '',
  differences jsonb not null default '[]',
  problems jsonb not null default '[]',
  -- What the person has chosen for each field where the sheet and the map differ.
  picks jsonb not null default '{}',
  primary key (association_id, map_import_id, row_number),
  foreign key (association_id, map_import_id) references map_import on delete cascade
);

-- Where a sheet and the map said different things and the map's words stayed: the same sheet does not ask again.
create table map_sheet_choice (
  association_id int not null,
  entry_id uuid not null,
  field text not null,
  ours text not null,
  theirs text not null,
  map_import_id uuid not null,
  primary key (association_id, entry_id, field),
  foreign key (association_id, entry_id) references map_entry
);

alter table map_import enable row level security;
alter table map_import_row enable row level security;
alter table map_sheet_choice enable row level security;
create policy own on map_import to rt_app
  using (association_id = (select viewer_association()) and user_id = (select viewer_user()))
  with check (association_id = (select viewer_association()) and user_id = (select viewer_user()));
-- The keeper sees what has been brought in, and may take it back.
create policy kept_sight on map_import for select to rt_app
  using (association_id = (select viewer_association()) and state in ('done', 'undone') and (select viewer_keeps_map()));
create policy kept_change on map_import for update to rt_app
  using (association_id = (select viewer_association()) and state in ('done', 'undone') and (select viewer_keeps_map()))
  with check (association_id = (select viewer_association()) and state in ('done', 'undone'));
create policy own on map_import_row to rt_app
  using (association_id = (select viewer_association()) and user_id = (select viewer_user()))
  with check (association_id = (select viewer_association()) and user_id = (select viewer_user()));
create policy sight on map_sheet_choice for select to rt_app
  using (association_id = (select viewer_association()) and (select viewer_user()) is not null);
create policy add on map_sheet_choice for insert to rt_app
  with check (association_id = (select viewer_association()) and map_may_write(entry_id));
create policy change on map_sheet_choice for update to rt_app
  using (association_id = (select viewer_association()) and map_may_write(entry_id))
  with check (association_id = (select viewer_association()) and map_may_write(entry_id));
create policy take_away on map_sheet_choice for delete to rt_app
  using (association_id = (select viewer_association()) and map_may_write(entry_id));
grant select, insert, delete on map_import to rt_app;
grant update (authority_id, kind, file, sheet, state, header_from, header_depth, headings, choices, warnings, counts, stopped, done_on, undone_on, left_entries, version)
  on map_import to rt_app;
grant select, insert, update, delete on map_import_row to rt_app;
grant select, insert, update, delete on map_sheet_choice to rt_app;

-- What nobody has brought in within a week is gone; of what was brought in the rows of the file go, the account of it stays. Tells nothing.
create function sweep_map_imports() returns void language sql security definer set search_path = public as $$
  delete from map_import where expires_at < now() and state not in ('done', 'undone');
  delete from map_import_row r using map_import i
    where i.association_id = r.association_id and i.map_import_id = r.map_import_id and i.expires_at < now();
$$;
revoke execute on function sweep_map_imports() from public;
grant execute on function sweep_map_imports() to rt_app;
