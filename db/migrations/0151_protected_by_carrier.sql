-- Up Migration
-- Who sets and lifts the protection of an identity, and names who may know it (OSL 21:3, 21:3 a; ADR 0041): the unit that carries the person, by its
-- leader, or by anybody who works there where it has none. Where it is protected, only somebody who is named; where nobody of the
-- carrying unit is named any longer, its leader takes it up again. At least one of the carrying unit is always named.
alter table participant_identity
  -- The last time the protection was lifted: when, by whom, and who had been named; told to them.
  add column lifted_on date,
  add column lifted_by uuid references account_user,
  add column lifted_from uuid[] not null default '{}';

revoke update (protection, named_user_ids) on participant_identity from rt_app;

create function works_in(person uuid, unit int) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from user_role r join account_user u on u.id = r.user_id and u.active
    where r.association_id = viewer_association() and r.unit_id = works_in.unit and r.user_id = person and r.role in ('caseworker', 'team_member', 'team_leader')
      and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today()))
$$;

-- The viewer answers for a unit: leads it, or works there where nobody does.
create function viewer_leads(unit int) returns boolean language sql stable security definer set search_path = public as $$
  with leader as (
    select r.user_id from user_role r join account_user u on u.id = r.user_id and u.active
    where r.association_id = viewer_association() and r.unit_id = viewer_leads.unit and r.role = 'team_leader'
      and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today()))
  select viewer_in_unit(unit) and (exists (select from leader where user_id = viewer_user()) or not exists (select from leader))
$$;

create function carrying_unit(thread uuid) returns int language sql stable security definer set search_path = public as $$
  select coalesce(t.team_unit_id, t.unit_id) from thread t where t.association_id = viewer_association() and t.thread_id = thread
$$;

create function may_protect(i participant_identity) returns boolean language sql stable security definer set search_path = public as $$
  select i.association_id = viewer_association() and viewer_holds(i.thread_id) and viewer_leads(carrying_unit(i.thread_id))
    and (i.protection = 'none' or viewer_user() = any (i.named_user_ids)
      or not exists (select from unnest(i.named_user_ids) n where works_in(n, carrying_unit(i.thread_id))))
$$;

-- What stands today, for whoever may change it; no row for others.
create function protection_now(thread uuid) returns table (protection text, named_user_ids uuid[], version int)
  language sql stable security definer set search_path = public as $$
  select i.protection, i.named_user_ids, i.version from participant_identity i
  where i.association_id = viewer_association() and i.thread_id = protection_now.thread and may_protect(i)
$$;

-- Sets it, or lifts it with level none. False where it was changed meanwhile.
create function set_protection(thread uuid, level text, named uuid[], expected int) returns boolean language plpgsql security definer set search_path = public as $$
declare i participant_identity;
begin
  select * into i from participant_identity p where p.association_id = viewer_association() and p.thread_id = set_protection.thread for update;
  if i.thread_id is null or not coalesce(may_protect(i), false) then
    raise exception 'the unit that carries the person protects them' using errcode = '42501';
  end if;
  if i.version <> expected then return false; end if;
  if level <> 'none' then
    if not exists (select from unnest(named) n where works_in(n, carrying_unit(i.thread_id))) then
      raise exception 'somebody of the carrying unit must be named' using errcode = '23514', constraint = 'participant_identity_named';
    end if;
    if exists (select from unnest(named) n where not exists (
        select from thread_unit h where h.association_id = i.association_id and h.thread_id = i.thread_id and h.until is null and works_in(n, h.unit_id))) then
      raise exception 'only who works with the person is named' using errcode = '23514', constraint = 'participant_identity_named';
    end if;
  end if;
  update participant_identity p set protection = level, named_user_ids = case when level = 'none' then '{}' else named end, version = p.version + 1,
    lifted_on = case when level = 'none' and p.protection <> 'none' then viewer_today() else p.lifted_on end,
    lifted_by = case when level = 'none' and p.protection <> 'none' then viewer_user() else p.lifted_by end,
    lifted_from = case when level = 'none' and p.protection <> 'none' then p.named_user_ids else p.lifted_from end
  where p.association_id = i.association_id and p.thread_id = i.thread_id;
  return true;
end $$;

-- A referral of a protected person is sent by somebody who is named, who names those at the receiver that are to answer it.
create function name_receivers(referral uuid, receivers uuid[]) returns void language plpgsql security definer set search_path = public as $$
declare r referral;
begin
  select * into r from referral x where x.association_id = viewer_association() and x.referral_id = name_receivers.referral
    and x.state = 'sent' and viewer_in_unit(x.unit_id) and viewer_holds(x.thread_id);
  if r.referral_id is null or exists (select from unnest(receivers) n where not works_in(n, r.to_unit_id) and not works_in(n, r.unit_id)) then
    raise exception 'no such receivers' using errcode = '42501';
  end if;
  update participant_identity i
  set named_user_ids = (select array_agg(distinct id) from unnest(i.named_user_ids || receivers) id), version = i.version + 1
  where i.association_id = r.association_id and i.thread_id = r.thread_id and i.protection <> 'none' and viewer_user() = any (i.named_user_ids);
end $$;

-- Who takes a person in must have somebody named among them, or nobody there would know whom they meet.
create function named_carrier() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.team_unit_id is not null and exists (
    select from participant_identity i where i.association_id = new.association_id and i.thread_id = new.thread_id and i.protection <> 'none'
      and not exists (select from unnest(i.named_user_ids) n where works_in(n, new.team_unit_id))) then
    raise exception 'somebody of the carrying unit must be named' using errcode = '23514', constraint = 'participant_identity_named';
  end if;
  return new;
end $$;
create trigger named_carrier before update of team_unit_id on thread for each row
  when (current_user = 'rt_app' and new.team_unit_id is distinct from old.team_unit_id) execute function named_carrier();

-- What was lifted in the last two weeks, for those who had been named.
create function protections_lifted() returns table (thread_id uuid, case_number text, lifted_on date, lifted_by text)
  language sql stable security definer set search_path = public as $$
  select i.thread_id, t.case_number, i.lifted_on, u.name
  from participant_identity i join thread t on t.association_id = i.association_id and t.thread_id = i.thread_id join account_user u on u.id = i.lifted_by
  where i.association_id = viewer_association() and viewer_user() = any (i.lifted_from) and i.lifted_by <> viewer_user()
    and i.lifted_on > viewer_today() - 14 and viewer_holds(i.thread_id)
  order by i.lifted_on desc, i.thread_id limit 20
$$;
create index participant_identity_lifted on participant_identity (association_id, lifted_on) where lifted_on is not null;
-- Written by set_protection() only.
revoke insert on participant_identity from rt_app;
do $$
begin
  execute (select format('grant insert (%s) on participant_identity to rt_app', string_agg(quote_ident(column_name), ', '))
    from information_schema.columns where table_schema = 'public' and table_name = 'participant_identity' and column_name not like 'lifted\_%');
end $$;

revoke execute on function works_in(uuid, int), viewer_leads(int), carrying_unit(uuid), may_protect(participant_identity), protection_now(uuid),
  set_protection(uuid, text, uuid[], int), name_receivers(uuid, uuid[]), named_carrier(), protections_lifted() from public;
grant execute on function protection_now(uuid), set_protection(uuid, text, uuid[], int), name_receivers(uuid, uuid[]), protections_lifted() to rt_app;
