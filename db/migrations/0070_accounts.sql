-- Up Migration
-- Feature access: accounts are administered. Who may change units, roles and accounts is decided here, not only by the pages.

-- The viewer administers the association today. Administrators see no participants: see check_role().
create function viewer_administers() returns boolean language sql stable security definer set search_path = public as $$
  select exists (
    select from user_role r join account_user u on u.id = r.user_id and u.active
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role = 'administrator'
      and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today()))
$$;

create function viewer_reviews_log() returns boolean language sql stable security definer set search_path = public as $$
  select exists (
    select from user_role r join account_user u on u.id = r.user_id and u.active
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.role = 'log_reviewer'
      and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today()))
$$;

-- A role ended at once on its first day held on no day: its last day is the one before the first.
alter table user_role drop constraint user_role_check;
alter table user_role add constraint user_role_period check (valid_until is null or valid_until >= valid_from - 1);

-- Nobody is administrator and works with participants in the same days (ADR 0020), and nobody in a unit of the association does.
create function check_role() returns trigger language plpgsql security definer set search_path = public as $$
declare
  meets constant text[] := array['caseworker', 'team_member', 'team_leader'];
begin
  if new.role = any (meets) and exists (
    select from unit u join authority a on a.association_id = u.association_id and a.authority_id = u.authority_id
    where u.association_id = new.association_id and u.unit_id = new.unit_id and (u.kind = 'association' or a.kind = 'association')
  ) then
    raise exception 'the association itself meets no participants' using errcode = '23514', constraint = 'user_role_association';
  end if;
  if (new.role = 'administrator' or new.role = any (meets)) and exists (
    select from user_role r
    where r.association_id = new.association_id and r.user_id = new.user_id and r.user_role_id <> new.user_role_id
      and case when new.role = 'administrator' then r.role = any (meets) else r.role = 'administrator' end
      and daterange(r.valid_from, r.valid_until, '[]') && daterange(new.valid_from, new.valid_until, '[]')
      and (r.valid_until is null or r.valid_until >= r.valid_from)
  ) then
    raise exception 'an administrator meets no participants' using errcode = '23514', constraint = 'user_role_administrator';
  end if;
  return new;
end $$;
create trigger check_role before insert or update on user_role for each row
  when (new.valid_until is null or new.valid_until >= new.valid_from) execute function check_role();

-- Roles are given by an administrator to somebody else of the same association, in her or his own name; they end, they are never deleted.
create policy give on user_role for insert to rt_app with check (
  association_id = (select viewer_association()) and (select viewer_administers()) and user_id <> (select viewer_user())
  and granted_by = (select viewer_user())
  and exists (select from account_user u where u.id = user_id and u.association_id = (select viewer_association()) and u.active));
create policy finish on user_role for update to rt_app using (association_id = (select viewer_association()) and (select viewer_administers()))
  with check (association_id = (select viewer_association()));
grant insert on user_role to rt_app;
grant update (valid_until) on user_role to rt_app;

create policy administer_add on authority for insert to rt_app with check (association_id = (select viewer_association()) and (select viewer_administers()));
create policy administer on authority for update to rt_app using (association_id = (select viewer_association()) and (select viewer_administers()));
create policy administer_add on unit for insert to rt_app with check (association_id = (select viewer_association()) and (select viewer_administers()));
create policy administer on unit for update to rt_app using (association_id = (select viewer_association()) and (select viewer_administers()));
grant insert on authority, unit to rt_app;
grant update (name) on authority to rt_app;
grant update (name, kind, capacity, way_of_working, phone, active) on unit to rt_app;
grant usage on sequence body_seq to rt_app;

-- What was changed about accounts, roles, units and authorities: who, what, when. Append-only.
create table access_event (
  association_id int not null references association,
  access_event_id uuid not null default uuidv7(),
  at timestamptz not null default clock_timestamp(),
  actor_id uuid not null references account_user,
  kind text not null check (kind in ('role_given', 'role_ended', 'account_closed', 'account_opened', 'invited', 'invitation_renewed', 'invitation_withdrawn',
    'invitation_accepted', 'password_link', 'password_set', 'unit_added', 'unit_changed', 'authority_added', 'authority_changed', 'sign_in_changed')),
  subject_user_id uuid references account_user,
  unit_id int,
  authority_id int,
  -- Roles, periods, names of units: nothing about a participant.
  data jsonb not null default '{}',
  primary key (association_id, access_event_id)
);
create index access_event_subject on access_event (association_id, subject_user_id);
alter table access_event enable row level security;
create policy sight on access_event for select to rt_app using (association_id = (select viewer_association()) and ((select viewer_administers()) or (select viewer_reviews_log())));
create policy write_own on access_event for insert to rt_app with check (association_id = (select viewer_association()) and actor_id = (select viewer_user()));
grant select on access_event to rt_app;
-- The time is the database's own.
grant insert (association_id, actor_id, kind, subject_user_id, unit_id, authority_id, data) on access_event to rt_app;

-- A way into an account by a link, once. The link's token is kept only as a hash.
create table invitation (
  association_id int not null,
  invitation_id uuid not null default uuidv7(),
  -- A new account (null), or a new password for an account that is there.
  user_id uuid references account_user,
  name text not null check (length(name) between 1 and 200),
  email text not null check (email = lower(email)),
  language text not null check (language in ('sv', 'en', 'ar')),
  unit_id int,
  role text,
  valid_from date,
  valid_until date,
  token_hash text not null,
  -- How many links there have been; only the latest opens.
  round int not null default 1,
  invited_by uuid not null references account_user,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid references account_user,
  withdrawn_at timestamptz,
  primary key (association_id, invitation_id),
  foreign key (association_id, unit_id) references unit,
  check ((user_id is null) = (unit_id is not null and role is not null and valid_from is not null))
);
create unique index invitation_token on invitation (association_id, token_hash);
create unique index invitation_open on invitation (association_id, email) where used_at is null and withdrawn_at is null;
alter table invitation enable row level security;
create policy administer on invitation for select to rt_app using (association_id = (select viewer_association()) and (select viewer_administers()));
create policy administer_add on invitation for insert to rt_app with check (association_id = (select viewer_association()) and (select viewer_administers()) and invited_by = (select viewer_user()));
create policy administer_change on invitation for update to rt_app using (association_id = (select viewer_association()) and (select viewer_administers()));
grant select on invitation to rt_app;
grant insert (association_id, invitation_id, user_id, name, email, language, unit_id, role, valid_from, valid_until, token_hash, invited_by, expires_at) on invitation to rt_app;
grant update (token_hash, round, expires_at, withdrawn_at) on invitation to rt_app;

-- What the page of a link shows. Whoever has the link is nobody yet, so this is the only way to the row.
create function invitation_of_link(association int, hash text)
  returns table (name text, email text, language text, is_new boolean, unit text, authority text, authority_id int, role text, state text)
  language sql stable security definer set search_path = public as $$
  select i.name, i.email, i.language, i.user_id is null, un.name, a.name, a.authority_id, i.role,
    case when i.used_at is not null then 'used' when i.withdrawn_at is not null then 'withdrawn'
         when i.expires_at <= now() or i.valid_until < viewer_today() then 'expired' else 'open' end
  from invitation i
  left join unit un on un.association_id = i.association_id and un.unit_id = i.unit_id
  left join authority a on a.association_id = un.association_id and a.authority_id = un.authority_id
  where i.association_id = association and i.token_hash = hash
$$;

-- What the mail of a link needs: nothing once it has been used, withdrawn or replaced.
create function invitation_to_mail(association int, invitation uuid)
  returns table (email text, name text, language text, round int, is_new boolean, association_name text)
  language sql stable security definer set search_path = public as $$
  select i.email, i.name, i.language, i.round, i.user_id is null, o.name
  from invitation i join association o on o.association_id = i.association_id
  where i.association_id = association and i.invitation_id = invitation and i.used_at is null and i.withdrawn_at is null and i.expires_at > now()
$$;

-- Uses a link: makes the account with its role, or sets the new password. Null when the link opens nothing any more.
create function accept_invitation(association int, hash text, new_user uuid, credential uuid, password_hash text) returns uuid
  language plpgsql security definer set search_path = public as $$
declare
  i invitation;
  person uuid;
begin
  select * into i from invitation x
  where x.association_id = association and x.token_hash = hash and x.used_at is null and x.withdrawn_at is null and x.expires_at > now()
    and (x.valid_until is null or x.valid_until >= viewer_today())
  for update;
  if not found then return null; end if;
  if i.user_id is null then
    insert into account_user (id, name, email, email_verified, association_id, language)
    values (new_user, i.name, i.email, true, i.association_id, i.language) on conflict do nothing;
    if not found then return null; end if;
    person := new_user;
    insert into user_role (association_id, user_id, unit_id, role, valid_from, valid_until, granted_by)
    values (i.association_id, person, i.unit_id, i.role, greatest(i.valid_from, viewer_today()), i.valid_until, i.invited_by);
  else
    select u.id into person from account_user u where u.id = i.user_id and u.association_id = association and u.active;
    if not found or password_hash is null then return null; end if;
    delete from account_session s where s.user_id = person;
  end if;
  if password_hash is not null then
    insert into account_credential (id, user_id, account_id, provider_id, password) values (credential, person, person::text, 'credential', password_hash)
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now();
  end if;
  update invitation x set used_at = now(), used_by = person where x.association_id = association and x.invitation_id = i.invitation_id;
  insert into access_event (association_id, actor_id, kind, subject_user_id, unit_id, data)
  values (association, person, case when i.user_id is null then 'invitation_accepted' else 'password_set' end, person, i.unit_id,
    case when i.user_id is null then jsonb_build_object('role', i.role) else '{}' end);
  return person;
end $$;

revoke execute on function viewer_administers(), viewer_reviews_log(), check_role(), invitation_of_link(int, text), invitation_to_mail(int, uuid),
  accept_invitation(int, text, uuid, uuid, text) from public;
grant execute on function viewer_administers(), viewer_reviews_log(), invitation_of_link(int, text), invitation_to_mail(int, uuid),
  accept_invitation(int, text, uuid, uuid, text) to rt_app;
