-- Up Migration
-- Import of an existing team's list. What was uploaded stays with the person who uploaded it, and only until it is brought in or a day has passed.

create table import_run (
  association_id int not null references association,
  import_run_id uuid not null default uuidv7(),
  user_id uuid not null references account_user,
  -- The team whose participants they become.
  unit_id int not null,
  authority_id int not null,
  file_name text not null,
  -- The workbook itself, only while one of its sheets is to be chosen.
  file bytea,
  sheets text[] not null default '{}',
  sheet text not null default '',
  state text not null check (state in ('sheet', 'mapping', 'checking', 'checked', 'writing', 'done')),
  -- Rows of headings: the first of them among the rows with something in them, and how many there are.
  header_from int not null default 0,
  header_depth int not null default 1 check (header_depth between 0 and 2),
  -- What each column means: a target, 'skip' (left out by choice) or null (nobody has said).
  choices jsonb not null default '[]',
  warnings jsonb not null default '[]',
  leave_out boolean not null default false,
  -- How far the work beside the pages has come; beat_at tells whether it still goes on.
  progress int not null default 0,
  total int not null default 0,
  beat_at timestamptz not null default now(),
  -- Why it stopped without a result, as a key of the texts.
  stopped text not null default '',
  counts jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '24 hours',
  version int not null default 1,
  primary key (association_id, import_run_id),
  foreign key (association_id, unit_id) references unit
);
create index import_run_user on import_run (association_id, user_id);
create index import_run_expires on import_run (expires_at);

create table import_row (
  association_id int not null,
  import_run_id uuid not null,
  user_id uuid not null,
  unit_id int not null,
  row_number int not null,
  cells text[] not null,
  -- Of the dry run: what becomes of the person of this row. Null for headings and rows with nothing in the chosen columns.
  outcome text check (outcome in ('new', 'added', 'same', 'bad')),
  primary key (association_id, import_run_id, row_number),
  foreign key (association_id, import_run_id) references import_run on delete cascade
);

create table import_problem (
  association_id int not null,
  import_run_id uuid not null,
  user_id uuid not null,
  unit_id int not null,
  problem_no int not null,
  row_number int not null,
  column_no int,
  kind text not null,
  error boolean not null,
  value text not null,
  detail jsonb not null,
  primary key (association_id, import_run_id, problem_no),
  foreign key (association_id, import_run_id) references import_run on delete cascade
);

-- Nobody but who uploaded it, and they only as long as they work in the team.
do $$
declare t text;
begin
  foreach t in array array['import_run', 'import_row', 'import_problem'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy own on %I to rt_app
      using (association_id = (select viewer_association()) and user_id = (select viewer_user()) and unit_id * 16 = any ((select viewer_grantees())::int[]))
      with check (association_id = (select viewer_association()) and user_id = (select viewer_user()) and unit_id * 16 = any ((select viewer_grantees())::int[]))$p$, t);
    execute format('grant select, insert, update, delete on %I to rt_app', t);
  end loop;
end $$;

-- What has been brought in about a person, as digests: the same list again changes nothing, also after somebody has gone on working with the thread.
-- The category is one that no disclosure names: the team's own.
create table import_mark (
  association_id int not null,
  import_mark_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null default 'referral' check (category = 'referral'),
  marks text[] not null,
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, import_mark_id),
  unique (association_id, thread_id, unit_id),
  foreign key (association_id, thread_id) references thread
);
create index import_mark_unit on import_mark (association_id, unit_id);
select protect_rows('import_mark', false, true);

-- Many new threads begin in the viewer's own unit at once. Only threads that nobody holds yet: no way into another's.
create function hold_threads(threads uuid[], holder int, days date[]) returns void language plpgsql security definer set search_path = public as $$
begin
  if not coalesce(viewer_in_unit(holder), false) then
    raise exception 'a thread begins in the own unit of the viewer' using errcode = '42501';
  end if;
  if exists (select from unit u where u.association_id = viewer_association() and u.unit_id = holder and u.kind = 'association') then
    raise exception 'the association holds no thread' using errcode = '42501';
  end if;
  if exists (select from thread_unit h where h.association_id = viewer_association() and h.thread_id = any (threads))
     or exists (select from thread t where t.association_id = viewer_association() and t.thread_id = any (threads)) then
    raise exception 'a thread begins once' using errcode = '42501';
  end if;
  insert into thread_unit (association_id, thread_id, unit_id, since)
  select viewer_association(), n.thread, holder, least(n.day, viewer_today()) from unnest(threads, days) as n (thread, day);
end $$;

-- Case numbers for many threads, taken at once. Those not used in the end are gone, as a number struck out in a ledger.
create function reserve_case_numbers(on_day date, wanted int) returns text[] language plpgsql security definer set search_path = public as $$
declare reached int;
begin
  if viewer_association() is null or wanted not between 1 and 100000 then raise exception 'no numbers' using errcode = '42501'; end if;
  insert into case_counter as c (association_id, year, last) values (viewer_association(), extract(year from on_day)::int, wanted)
  on conflict (association_id, year) do update set last = c.last + wanted
  returning c.last into reached;
  return array(select extract(year from on_day)::int || '-' || lpad(n::text, greatest(4, length(n::text)), '0') from generate_series(reached - wanted + 1, reached) n);
end $$;

-- lpad() shortens what is longer: the ten thousandth thread of a year got the number of the thousandth.
create or replace function next_case_number(on_day date) returns text language sql security definer set search_path = public as $$
  insert into case_counter as c (association_id, year, last) values (viewer_association(), extract(year from on_day)::int, 1)
  on conflict (association_id, year) do update set last = c.last + 1
  returning c.year || '-' || lpad(c.last::text, greatest(4, length(c.last::text)), '0')
$$;

-- Uploads of which a day has passed. Deletes for everybody and tells nothing.
create function sweep_imports() returns void language sql security definer set search_path = public as $$
  delete from import_run where expires_at < now()
$$;

revoke execute on function hold_threads(uuid[], int, date[]), reserve_case_numbers(date, int), sweep_imports() from public;
grant execute on function hold_threads(uuid[], int, date[]), reserve_case_numbers(date, int), sweep_imports() to rt_app;
