-- Up Migration
-- Feature access: which participant a code is about. Surveys and interviews know a person by the code only and never see this; the unit that made the
-- code finds the way back. The category is one that no disclosure names: the unit's own.
create table pseudonym (
  association_id int not null,
  pseudonym_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null default 'pseudonym' check (category = 'pseudonym'),
  code text not null check (code ~ '^[2-9A-HJ-NP-Z]{6,12}$'),
  made_on date not null default viewer_today(),
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, pseudonym_id),
  unique (association_id, unit_id, thread_id),
  unique (association_id, unit_id, code)
);
create index pseudonym_thread on pseudonym (association_id, thread_id);
select protect_rows('pseudonym', false, false);
