-- Up Migration
-- What two administrators change in two windows: the later save is shown both texts, and nobody's is lost.
alter table unit add column version int not null default 1;
alter table authority add column version int not null default 1;
alter table authority_sign_in add column version int not null default 1;
grant update (version) on unit, authority to rt_app;

-- A passkey added is a new way into the account: written like one removed.
alter table access_event drop constraint access_event_kind_check;
alter table access_event add constraint access_event_kind_check check (kind in ('role_given', 'role_ended', 'account_closed', 'account_opened', 'invited',
  'invitation_renewed', 'invitation_withdrawn', 'invitation_accepted', 'password_link', 'password_set', 'unit_added', 'unit_changed', 'authority_added',
  'authority_changed', 'sign_in_changed', 'name_changed', 'password_changed', 'passkey_added', 'passkey_removed'));

-- The account library adds the row itself, so the table writes the event: no way around it.
create function write_passkey_event() returns trigger language plpgsql security definer set search_path = public as $$
declare
  person uuid := case when tg_op = 'INSERT' then new.user_id else old.user_id end;
begin
  insert into access_event (association_id, actor_id, kind, subject_user_id)
  select u.association_id, u.id, case when tg_op = 'INSERT' then 'passkey_added' else 'passkey_removed' end, u.id
  from account_user u where u.id = person and u.association_id is not null;
  return null;
end $$;
create trigger written after insert or delete on account_passkey for each row execute function write_passkey_event();
revoke execute on function write_passkey_event() from public;
