-- Up Migration
-- Feature thread: one person, all authorities, first contact to self-support.
-- Columns of every table about a person: association_id, thread_id, unit_id (owning unit), authority_id (controller), category, acl, acl_until.

create table thread (
  association_id int not null references association,
  thread_id uuid not null default uuidv7(),
  unit_id int not null,
  authority_id int not null,
  category text not null default 'identity' check (category = 'identity'),
  -- Year and running number, said on the telephone; reveals nothing.
  case_number text not null,
  state text not null default 'begun' check (state in ('begun', 'referred', 'queued', 'active', 'discharged')),
  team_unit_id int,
  language text not null default 'sv',
  interpreter boolean not null default false,
  own_words text not null default '',
  opened_on date not null,
  intake_on date,
  discharged_on date,
  version int not null default 1,
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, thread_id),
  foreign key (association_id, unit_id) references unit,
  foreign key (association_id, team_unit_id) references unit,
  unique (association_id, case_number)
);
create index thread_team on thread (association_id, team_unit_id, state);
create index thread_home on thread (association_id, unit_id, state);

-- Case numbers run by association and year.
create table case_counter (
  association_id int not null references association,
  year int not null,
  last int not null,
  primary key (association_id, year)
);
create function next_case_number(on_day date) returns text language sql security definer set search_path = public as $$
  insert into case_counter as c (association_id, year, last) values (viewer_association(), extract(year from on_day)::int, 1)
  on conflict (association_id, year) do update set last = c.last + 1
  returning c.year || '-' || lpad(c.last::text, 4, '0')
$$;

-- Who the person is. Apart from the thread, because a protected identity is for named users only.
create table participant_identity (
  association_id int not null,
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null default 'identity' check (category = 'identity'),
  given_name text not null,
  family_name text not null,
  -- Folded "family given", for search in the own unit (src/shared/text.ts).
  name_key text collate "C" not null,
  person_number text check (person_number ~ '^\d{12}$'),
  birth_day date,
  sex text check (sex in ('woman', 'man')),
  phone text not null default '',
  email text not null default '',
  address text not null default '',
  protection text not null default 'none' check (protection in ('none', 'marking', 'protected_registration')),
  named_user_ids uuid[] not null default '{}',
  version int not null default 1,
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, thread_id),
  foreign key (association_id, thread_id) references thread
);
create index participant_identity_number on participant_identity (association_id, person_number) where person_number is not null;
create index participant_identity_name on participant_identity (association_id, unit_id, name_key);

create table referral (
  association_id int not null,
  referral_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null default 'referral' check (category = 'referral'),
  also_unit_id int,
  state text not null default 'draft' check (state in ('draft', 'sent', 'received', 'study_visit', 'accepted', 'declined', 'redirected', 'withdrawn')),
  to_unit_id int,
  to_intervention text not null default '',
  reason text not null default '',
  tried_before text not null default '',
  own_words text not null default '',
  -- The common first-assessment checklist "en väg in": item → yes | no | unknown
  checklist jsonb not null default '{}',
  -- The person agrees to the referral being sent (OSL 10:1); how and when is in the note of it.
  agreed_how text check (agreed_how in ('oral', 'written')),
  language text not null default 'sv',
  interpreter boolean not null default false,
  language_support text not null default '',
  wished_start date,
  contact_user_id uuid not null references account_user,
  sent_on date,
  received_on date,
  study_visit_on date,
  study_visit_outcome text check (study_visit_outcome in ('planned', 'done', 'no_show', 'cancelled')),
  decided_on date,
  decision_reason text not null default '',
  decided_by uuid references account_user,
  redirected_to text not null default '',
  created_by uuid not null references account_user,
  created_at timestamptz not null default now(),
  version int not null default 1,
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, referral_id),
  foreign key (association_id, thread_id) references thread,
  foreign key (association_id, to_unit_id) references unit
);
create index referral_thread on referral (association_id, thread_id);
create index referral_from on referral (association_id, unit_id, state);
create index referral_to on referral (association_id, to_unit_id, state);

create table queue_entry (
  association_id int not null,
  queue_entry_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null default 'referral' check (category = 'referral'),
  also_unit_id int,
  referral_id uuid not null,
  entered_on date not null,
  -- Place in the order; ties by the day of entry. Changed only with a reason.
  place int not null default 1000,
  place_reason text not null default '',
  left_on date,
  left_how text check (left_how in ('intake', 'no_show', 'withdrawn', 'redirected')),
  version int not null default 1,
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, queue_entry_id),
  foreign key (association_id, referral_id) references referral
);
create index queue_entry_unit on queue_entry (association_id, unit_id, left_on);
create index queue_entry_thread on queue_entry (association_id, thread_id);

create table assignment (
  association_id int not null,
  assignment_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null default 'identity' check (category = 'identity'),
  user_id uuid not null references account_user,
  role text not null check (role in ('lead', 'social', 'work', 'referrer', 'other')),
  from_on date not null,
  until_on date,
  -- How and when the person was told the new name, before the change took effect.
  told_on date,
  told_how text not null default '',
  -- Why nobody follows, where somebody leaves without a successor.
  gap_reason text not null default '',
  version int not null default 1,
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, assignment_id),
  foreign key (association_id, thread_id) references thread,
  check (until_on is null or until_on >= from_on)
);
create index assignment_thread on assignment (association_id, thread_id);
create index assignment_user on assignment (association_id, user_id, until_on);

create table track (
  association_id int not null,
  track_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null default 'plan' check (category = 'plan'),
  name text not null,
  lane text not null default 'team' check (lane in ('municipality', 'team', 'region', 'employment', 'insurance', 'workplace', 'other')),
  place text not null default '',
  supervisor text not null default '',
  -- Quarter hours a week: 0–160 is 0–40 hours.
  quarter_hours smallint not null check (quarter_hours between 0 and 160),
  purpose text not null default '',
  start_on date not null,
  planned_end_on date,
  end_on date,
  outcome text check (outcome in ('completed', 'work', 'studies', 'other_track', 'ill_health', 'interrupted', 'other')),
  outcome_note text not null default '',
  version int not null default 1,
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, track_id),
  foreign key (association_id, thread_id) references thread,
  check (end_on is null or end_on >= start_on),
  check (planned_end_on is null or planned_end_on >= start_on)
);
create index track_thread on track (association_id, thread_id);

create table track_pause (
  association_id int not null,
  track_pause_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null default 'plan' check (category = 'plan'),
  track_id uuid not null,
  from_on date not null,
  until_on date,
  reason text not null default '',
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, track_pause_id),
  foreign key (association_id, track_id) references track,
  check (until_on is null or until_on >= from_on)
);
create index track_pause_thread on track_pause (association_id, thread_id);

-- Append-only: a correction is a new note that names the one it corrects (SoL 14:3–7).
create table note (
  association_id int not null,
  note_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null check (category in ('plan', 'attendance', 'assessment', 'health', 'economy', 'notes')),
  body text not null check (length(body) <= 1000000),
  happened_on date not null,
  author_id uuid not null references account_user,
  written_at timestamptz not null default now(),
  corrects_note_id uuid,
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, note_id),
  foreign key (association_id, thread_id) references thread,
  foreign key (association_id, corrects_note_id) references note
);
create index note_thread on note (association_id, thread_id, happened_on);

-- What the person says against a note, recorded beside it, never in place of it.
create table note_objection (
  association_id int not null,
  note_objection_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null,
  note_id uuid not null,
  body text not null,
  made_on date not null,
  recorded_by uuid not null references account_user,
  recorded_at timestamptz not null default now(),
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, note_objection_id),
  foreign key (association_id, note_id) references note
);
create index note_objection_thread on note_objection (association_id, thread_id);

-- Children and other adults of the household, as this person told it. No link to another thread: two adults' secrets are kept apart.
create table household_member (
  association_id int not null,
  household_member_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null default 'assessment' check (category = 'assessment'),
  kind text not null check (kind in ('child', 'adult')),
  label text not null default '',
  birth_year int check (birth_year between 1890 and 2199),
  relation text not null default '',
  has_support boolean not null default false,
  lives_here text not null default 'yes' check (lives_here in ('yes', 'sometimes', 'no')),
  from_on date not null,
  until_on date,
  told_by text not null default 'person' check (told_by in ('person', 'authority')),
  version int not null default 1,
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, household_member_id),
  foreign key (association_id, thread_id) references thread
);
create index household_member_thread on household_member (association_id, thread_id);

create table next_step (
  association_id int not null,
  next_step_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null default 'plan' check (category = 'plan'),
  what text not null,
  -- Who: a named user, or the person. Never nobody ("man").
  who_user_id uuid references account_user,
  who_person boolean not null default false,
  due_on date not null,
  done_on date,
  dropped_reason text not null default '',
  version int not null default 1,
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, next_step_id),
  foreign key (association_id, thread_id) references thread,
  check (who_person <> (who_user_id is not null))
);
create index next_step_thread on next_step (association_id, thread_id);
create index next_step_who on next_step (association_id, who_user_id, due_on) where done_on is null;
create index next_step_unit on next_step (association_id, unit_id, due_on) where done_on is null;

create table discharge (
  association_id int not null,
  discharge_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null default 'plan' check (category = 'plan'),
  reason text not null check (reason in ('goal_reached', 'other_support', 'own_wish', 'ill_health', 'no_contact', 'moved', 'other')),
  destination text not null check (destination in ('work', 'studies', 'right_benefit', 'care', 'moved', 'other')),
  comment text not null default '',
  on_day date not null,
  closing_talk_on date,
  no_talk_reason text not null default '',
  reopened_on date,
  reopen_reason text not null default '',
  version int not null default 1,
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, discharge_id),
  foreign key (association_id, thread_id) references thread
);
create index discharge_thread on discharge (association_id, thread_id);
create index discharge_unit on discharge (association_id, unit_id, on_day);

-- Everything that happens to a person: one row, written in the transaction of the change it describes. Append-only.
create table thread_event (
  association_id int not null,
  seq bigint generated always as identity,
  event_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null,
  also_unit_id int,
  kind text not null,
  -- The table and key of the row this is about.
  subject text not null,
  subject_id uuid not null,
  on_day date not null,
  recorded_at timestamptz not null default now(),
  actor_id uuid references account_user,
  data jsonb not null default '{}',
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, seq),
  foreign key (association_id, thread_id) references thread
);
create index thread_event_thread on thread_event (association_id, thread_id, seq);
create index thread_event_kind on thread_event (association_id, kind, on_day);

select protect_rows('thread', false, true);
select protect_rows('participant_identity', false, true);
select protect_rows('referral', true, true);
select protect_rows('queue_entry', true, true);
select protect_rows('assignment', false, true);
select protect_rows('track', false, true);
select protect_rows('track_pause', false, true);
select protect_rows('note', false, false);
select protect_rows('note_objection', false, false);
select protect_rows('household_member', false, true);
select protect_rows('next_step', false, true);
select protect_rows('discharge', false, true);
select protect_rows('thread_event', true, false);

-- Does one of the viewer's own units hold the thread? (A look by disclosure is not a hold.)
create function viewer_holds(thread uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread and h.until is null
                 and h.unit_id * 16 = any (viewer_grantees()))
$$;

-- A thread begins before its row can be seen: hold_thread() is called first, so that write_own finds the holder.
-- The team that has taken the person in changes the thread too, though another unit began it.
drop policy change_own on thread;
create policy change_held on thread for update to rt_app
  using (association_id = (select viewer_association()) and acl && (select viewer_grantees()) and (viewer_in_unit(unit_id) or coalesce(viewer_in_unit(team_unit_id), false) or viewer_holds(thread_id)))
  with check (association_id = (select viewer_association()));

-- Protected identity: named users only, whatever else was granted; breaking the glass opens it.
create policy protected on participant_identity as restrictive for select to rt_app
  using (protection = 'none' or (select viewer_user()) = any (named_user_ids) or thread_id = any ((select viewer_glass())::uuid[]));

-- The team that holds the person keeps who they are up to date, though another unit wrote it first.
drop policy change_own on participant_identity;
create policy change_held on participant_identity for update to rt_app
  using (association_id = (select viewer_association()) and acl && (select viewer_grantees()) and viewer_holds(thread_id)
         and (protection = 'none' or (select viewer_user()) = any (named_user_ids)))
  with check (association_id = (select viewer_association()));

revoke execute on function next_case_number(date), viewer_holds(uuid) from public;
grant execute on function next_case_number(date), viewer_holds(uuid) to rt_app;
