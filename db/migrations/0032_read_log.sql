-- Up Migration
-- The read log, told to the person, sealed against change, and looked through by sample; and the glass.

-- Rows of a log that was restored into another cluster carry transactions of that one: each cluster is an era of its own.
alter table read_log add column era int not null default 1;
alter table read_log_seal add column era int not null default 1;
drop index read_log_unsealed;
create index read_log_unsealed on read_log (association_id, era, tx, read_log_id);
create index read_log_at on read_log (association_id, at);

-- What of a row is sealed, the same whatever the time zone and the version of the database.
create function read_log_canonical(r read_log) returns text language sql stable set search_path = public as $$
  select jsonb_build_array(r.read_log_id, r.era, r.tx::text, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), r.user_id, r.unit_id,
    r.authority_id, r.what, r.ground, r.thread_id, to_jsonb(r.thread_ids))::text
$$;

-- One link of the chain: the hash of the rows of these transactions after the hash of the link before.
create function read_log_hash(association int, in_era int, after_tx xid8, to_tx xid8, previous text, out rows int, out hash text)
  language sql stable set search_path = public as $$
  select count(*)::int,
    encode(sha256(convert_to(previous || E'\n' || coalesce(string_agg(read_log_canonical(r), E'\n' order by r.tx, r.read_log_id), ''), 'UTF8')), 'hex')
  from read_log r
  where r.association_id = association and r.era = in_era and (after_tx is null or r.tx > after_tx) and r.tx <= to_tx
$$;

-- Begins a new era where the log holds transactions this cluster has not reached: it was restored from another one. Called once, when
-- the program starts and before anybody looks at anything.
create function begin_read_log_era() returns boolean language plpgsql security definer set search_path = public as $$
declare latest record;
begin
  perform pg_advisory_xact_lock(hashtext('read_log_era'));
  select l.era, l.tx into latest from association a,
    lateral (select r.era, r.tx from read_log r where r.association_id = a.association_id order by r.era desc, r.tx desc limit 1) l
  order by l.era desc, l.tx desc limit 1;
  if latest.tx is null or latest.tx < pg_snapshot_xmax(pg_current_snapshot()) then return false; end if;
  execute format('alter table read_log alter column era set default %s', latest.era + 1);
  return true;
end $$;

-- Seals what is complete: no transaction before the horizon can still write. At most some thousand rows a link.
create function seal_read_log(association int) returns int language plpgsql security definer set search_path = public as $$
declare last record; part record; link record; cut xid8; sealed int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('read_log_seal'), association);
  loop
    select * into last from read_log_seal s where s.association_id = association order by s.seal_no desc limit 1;
    select min(r.era) as era into part from read_log r
    where r.association_id = association
      and (last.seal_no is null or r.era > last.era or (r.era = last.era and r.tx > last.last_tx))
      and (r.tx < pg_snapshot_xmin(pg_current_snapshot()) or r.era < (select max(m.era) from read_log m where m.association_id = association));
    exit when part.era is null;
    select max(batch.tx) into cut from (
      select r.tx from read_log r
      where r.association_id = association and r.era = part.era and (last.seal_no is null or r.era > last.era or r.tx > last.last_tx)
        and (r.tx < pg_snapshot_xmin(pg_current_snapshot()) or r.era < (select max(m.era) from read_log m where m.association_id = association))
      order by r.tx, r.read_log_id limit 5000) batch;
    select * into link from read_log_hash(association, part.era, case when last.era = part.era then last.last_tx end, cut, coalesce(last.hash, ''));
    insert into read_log_seal (association_id, seal_no, era, first_tx, last_tx, rows, previous, hash)
    values (association, coalesce(last.seal_no, 0) + 1, part.era,
      (select min(r.tx) from read_log r where r.association_id = association and r.era = part.era and (last.seal_no is null or r.era > last.era or r.tx > last.last_tx)),
      cut, link.rows, coalesce(last.hash, ''), link.hash);
    sealed := sealed + link.rows;
  end loop;
  return sealed;
end $$;
create function seal_read_logs() returns int language sql security definer set search_path = public as $$
  select coalesce(sum(seal_read_log(association_id)), 0)::int from association
$$;

-- Who has looked at one person, one row a look, lists and searches among them. For those who hold the thread, to show the person.
create function read_log_of(thread uuid) returns table (at timestamptz, user_id uuid, user_name text, unit_id int, authority_id int, what text, ground text)
  language sql stable security definer set search_path = public as $$
  select r.at, r.user_id, u.name, r.unit_id, r.authority_id, r.what, r.ground
  from read_log r join account_user u on u.id = r.user_id
  where r.association_id = viewer_association() and viewer_holds(thread) and (r.thread_id = thread or r.thread_ids @> array[thread])
$$;

-- Does the viewer look through the log? Of the own authority; an administrator or reviewer of the association's office looks through all of it,
-- and sees no participant in it: only case numbers.
create function reviewed_authorities() returns int[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(distinct a.authority_id), '{}')
  from user_role r
  join account_user u on u.id = r.user_id and u.active
  join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id
  join authority a on a.association_id = un.association_id and (a.authority_id = un.authority_id or un.kind = 'association')
  where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role in ('log_reviewer', 'administrator')
    and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today())
$$;

-- A check of a sample: which looks were drawn, who looked through them, what was found.
create table log_review (
  association_id int not null references association,
  log_review_id uuid not null default uuidv7(),
  reviewer_id uuid not null references account_user,
  authority_ids int[] not null,
  from_day date not null,
  until_day date not null,
  read_log_ids bigint[] not null,
  drawn_at timestamptz not null default now(),
  signed_at timestamptz,
  -- Looks that need an answer, with what was seen; the others were found in order.
  remarks jsonb not null default '{}',
  conclusion text not null default '',
  version int not null default 1,
  primary key (association_id, log_review_id),
  check (until_day >= from_day)
);
create index log_review_drawn on log_review (association_id, drawn_at);
alter table log_review enable row level security;
create policy reviewers on log_review for select to rt_app using (association_id = (select viewer_association()) and authority_ids && (select reviewed_authorities()));
create policy sign on log_review for update to rt_app
  using (association_id = (select viewer_association()) and reviewer_id = (select viewer_user()) and signed_at is null)
  with check (reviewer_id = (select viewer_user()));
grant select on log_review to rt_app;
grant update (signed_at, remarks, conclusion, version) on log_review to rt_app;

-- Draws a sample of looks of a period: at random, and all that are rare and telling (broken glass, refused).
create function draw_log_review(from_day date, until_day date, size int) returns uuid language plpgsql security definer set search_path = public as $$
declare authorities int[] := reviewed_authorities(); id uuid; begins timestamptz := from_day::timestamp at time zone 'Europe/Stockholm';
  ends timestamptz := (until_day + 1)::timestamp at time zone 'Europe/Stockholm';
begin
  if authorities = '{}' then raise exception 'does not review the log' using errcode = '42501'; end if;
  insert into log_review (association_id, reviewer_id, authority_ids, from_day, until_day, read_log_ids)
  select viewer_association(), viewer_user(), authorities, from_day, until_day, coalesce(array_agg(drawn.read_log_id), '{}')
  from (
    select r.read_log_id from read_log r
    where r.association_id = viewer_association() and r.authority_id = any (authorities) and r.at >= begins and r.at < ends
    order by (r.what in ('break_glass', 'denied') or r.ground = 'break_glass') desc, random() limit least(greatest(size, 1), 200)) drawn
  returning log_review_id into id;
  return id;
end $$;

-- The looks of a sample, with case numbers and no names of participants.
create function looks_of_review(review uuid) returns table (read_log_id bigint, at timestamptz, user_name text, unit_name text, authority_name text, what text, ground text,
    case_numbers text[], reason text, opened_before boolean)
  language sql stable security definer set search_path = public as $$
  select r.read_log_id, r.at, u.name, un.name, a.name, r.what, r.ground,
    (select array_agg(t.case_number order by t.case_number) from thread t where t.association_id = r.association_id and t.thread_id = any (coalesce(r.thread_ids, array[r.thread_id]))),
    (select b.reason from break_glass b where b.association_id = r.association_id and b.thread_id = r.thread_id and b.user_id = r.user_id
       and r.at between b.opened_at - interval '1 minute' and b.until order by b.opened_at desc limit 1),
    exists (select from read_log p where p.association_id = r.association_id and p.thread_id = r.thread_id and p.user_id = r.user_id and p.at < r.at)
  from log_review v
  join read_log r on r.association_id = v.association_id and r.read_log_id = any (v.read_log_ids)
  join account_user u on u.id = r.user_id
  left join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id
  left join authority a on a.association_id = r.association_id and a.authority_id = r.authority_id
  where v.association_id = viewer_association() and v.log_review_id = review and v.authority_ids && reviewed_authorities()
  order by r.at, r.read_log_id
$$;

-- Breaks the glass: the reason is written first, then, and only then, the database says whether there is anybody. Told to those who hold the
-- thread by the row, the event and the log. A number nobody has leaves a look in the log too.
create function open_glass(person text, case_no text, unit int, why text) returns table (thread_id uuid, break_glass_id uuid)
  language plpgsql security definer set search_path = public as $$
declare found uuid; glass uuid; owner_authority int;
begin
  if not coalesce(viewer_in_unit(unit), false) then raise exception 'not a unit of the viewer' using errcode = '42501'; end if;
  if length(trim(why)) < 10 then raise exception 'a reason is needed' using errcode = '23514'; end if;
  select u.authority_id into owner_authority from unit u where u.association_id = viewer_association() and u.unit_id = unit;
  -- Of several threads of one person the latest.
  select t.thread_id into found from thread t
  left join participant_identity i on i.association_id = t.association_id and i.thread_id = t.thread_id
  where t.association_id = viewer_association() and (t.case_number = case_no or i.person_number = person)
  order by t.opened_on desc, t.thread_id desc limit 1;
  insert into read_log (association_id, user_id, unit_id, authority_id, what, ground, thread_id)
  values (viewer_association(), viewer_user(), unit, owner_authority, 'break_glass', case when found is null then 'none' else 'break_glass' end, found);
  if found is null then return; end if;
  insert into break_glass (association_id, thread_id, user_id, unit_id, reason, until)
  values (viewer_association(), found, viewer_user(), unit, trim(why), now() + interval '1 hour') returning break_glass.break_glass_id into glass;
  insert into thread_event (association_id, thread_id, unit_id, authority_id, category, kind, subject, subject_id, on_day, actor_id)
  values (viewer_association(), found, unit, owner_authority, 'identity', 'glass-broken', 'break_glass', glass, viewer_today(), viewer_user());
  return query select found, glass;
end $$;

revoke execute on function read_log_canonical(read_log), read_log_hash(int, int, xid8, xid8, text), begin_read_log_era(), seal_read_log(int), seal_read_logs(), read_log_of(uuid),
  reviewed_authorities(), draw_log_review(date, date, int), looks_of_review(uuid), open_glass(text, text, int, text) from public;
grant execute on function begin_read_log_era(), seal_read_logs(), read_log_of(uuid), reviewed_authorities(), draw_log_review(date, date, int), looks_of_review(uuid),
  open_glass(text, text, int, text) to rt_app;
