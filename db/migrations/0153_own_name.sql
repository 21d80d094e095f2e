-- Up Migration
-- What the roles of the program may do beside the pages (ADR 0042).

-- 1. Free text stays with the authorities it is between: why something was disclosed by law is for who decided and who received, why the glass was
-- broken for the authority of who did and of who carries the person.
revoke select on disclosure, break_glass from rt_app;
do $$
declare t text;
begin
  foreach t in array array['disclosure', 'break_glass'] loop
    execute (select format('grant select (%s) on %I to rt_app', string_agg(quote_ident(column_name), ', '), t)
      from information_schema.columns where table_schema = 'public' and table_name = t and column_name not in ('ground_detail', 'reason'));
  end loop;
end $$;

create function viewer_in_authority(authority int) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from unit u where u.association_id = viewer_association() and u.authority_id = viewer_in_authority.authority and u.unit_id * 16 = any (viewer_grantees()))
$$;
create function ground_detail_of(disclosure uuid) returns text language sql stable security definer set search_path = public as $$
  select d.ground_detail from disclosure d
  where d.association_id = viewer_association() and d.disclosure_id = ground_detail_of.disclosure and may_open(d.thread_id)
    and (viewer_in_authority(d.from_authority_id) or coalesce(d.to_unit_id, d.to_authority_id) * 16 + 7 = any (viewer_grantees()))
$$;
create function glass_reason(glass uuid) returns text language sql stable security definer set search_path = public as $$
  select b.reason from break_glass b join unit u on u.association_id = b.association_id and u.unit_id = b.unit_id
  where b.association_id = viewer_association() and b.break_glass_id = glass
    and (b.user_id = viewer_user()
      or (viewer_holds(b.thread_id) and (viewer_in_authority(u.authority_id) or viewer_in_authority(
        (select c.authority_id from unit c where c.association_id = b.association_id and c.unit_id = carrying_unit(b.thread_id))))))
$$;

-- 2. What was decided on a ground of law is ended by the authority that decided it; a consent may be taken back with anybody who works with the person.
alter policy withdraw on disclosure using (association_id = (select viewer_association())
  and (viewer_in_unit(unit_id) or (viewer_holds(thread_id) and (ground = 'consent' or viewer_in_authority(from_authority_id)))));

-- 3. Who sees a row today is answered about the viewer only.
alter function row_open_now(int, uuid, int, int, text, int) security definer set search_path = public;
revoke execute on function acl_now(int, uuid, int, int, text, date) from rt_app;

-- 4. A unit lets go for itself, or is let go by the one that carries the person, or by whoever takes back what bound it.
create or replace function release_thread(thread uuid, holder int, last_day date) returns void language plpgsql security definer set search_path = public as $$
begin
  perform lock_sight(viewer_association(), thread);
  if not viewer_holds(thread) or not coalesce(viewer_in_unit(holder) or viewer_in_unit(carrying_unit(thread)), false) then
    raise exception 'not the viewer''s to let go' using errcode = '42501';
  end if;
  update thread_unit h set until = greatest(last_day, h.since) where h.association_id = viewer_association() and h.thread_id = thread and h.unit_id = holder;
  perform refresh_acl_of(viewer_association(), thread);
end $$;
create or replace function let_go(thread uuid, holder int, last_day date) returns boolean language plpgsql security definer set search_path = public as $$
begin
  perform lock_sight(viewer_association(), thread);
  if not viewer_holds(thread) then raise exception 'does not hold this thread' using errcode = '42501'; end if;
  if exists (select 1 from thread t where t.association_id = viewer_association() and t.thread_id = thread and (t.unit_id = holder or t.team_unit_id = holder))
     or exists (select 1 from referral r where r.association_id = viewer_association() and r.thread_id = thread
                and ((r.to_unit_id = holder and r.state in ('sent', 'received', 'study_visit', 'accepted')) or (r.unit_id = holder and r.sent_on is not null)))
  then return false; end if;
  update thread_unit h set until = greatest(last_day, h.since) where h.association_id = viewer_association() and h.thread_id = thread and h.unit_id = holder;
  perform refresh_acl_of(viewer_association(), thread);
  return true;
end $$;

-- 5. Whoever holds a thread keeps language and interpreter up to date; its course and the person's words are for the unit that carries the person,
-- and a team takes a person in for itself.
revoke update (case_number, opened_on) on thread from rt_app;
create function course_of_carrier() returns trigger language plpgsql as $$
begin
  if not coalesce(viewer_in_unit(coalesce(new.team_unit_id, new.unit_id)), false) then
    raise exception 'the unit that carries the person writes this' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger course_of_carrier before update on thread for each row
  when (current_user = 'rt_app' and (new.own_words, new.team_unit_id, new.state, new.intake_on, new.discharged_on)
    is distinct from (old.own_words, old.team_unit_id, old.state, old.intake_on, old.discharged_on)) execute function course_of_carrier();

-- 6. What says who did something says that it was the viewer.
do $$
declare t record;
begin
  for t in select * from (values ('note', 'author_id'), ('note_objection', 'recorded_by'), ('disclosure', 'decided_by'), ('consent', 'taken_by'),
      ('thread_event', 'actor_id'), ('queue_move', 'moved_by'), ('referral', 'created_by')) v (name, person) loop
    execute format('create policy own_name on %I as restrictive for insert to rt_app with check (%I = viewer_user())', t.name, t.person);
  end loop;
end $$;

-- 7. A role ends earlier, never later, and not one's own; what was changed is told in the changer's own name and right.
alter policy finish on user_role using (association_id = (select viewer_association()) and (select viewer_administers()) and user_id <> (select viewer_user()));
create function role_only_ends() returns trigger language plpgsql as $$
begin
  if current_user = 'rt_app' and (new.valid_until is null or new.valid_until > coalesce(old.valid_until, 'infinity')) then
    raise exception 'a role is given anew, not made longer' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger only_ends before update on user_role for each row execute function role_only_ends();
alter policy write_own on access_event with check (association_id = (select viewer_association()) and actor_id = (select viewer_user())
  and case when kind in ('name_changed', 'password_changed') then subject_user_id = (select viewer_user())
    else kind not in ('invitation_accepted', 'password_set', 'passkey_added', 'passkey_removed') and (select viewer_administers()) end);

-- 8. Accounts. The account library works where no viewer is set; a page always has one, and changes its own account, or as administrator those of the
-- association. Passwords, keys and sessions of others are read by no page.
alter table account_user enable row level security;
create policy sight on account_user for select to rt_app using (true);
create policy library_add on account_user for insert to rt_app with check (viewer_user() is null);
create policy change on account_user for update to rt_app
  using (viewer_user() is null or id = viewer_user() or (association_id = viewer_association() and viewer_administers()))
  with check (viewer_user() is null or id = viewer_user() or (association_id = viewer_association() and viewer_administers()));
create policy library_remove on account_user for delete to rt_app using (viewer_user() is null);
do $$
declare t text;
begin
  foreach t in array array['account_session', 'account_credential', 'account_passkey'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I to rt_app using (viewer_user() is null or user_id = viewer_user()) with check (viewer_user() is null or user_id = viewer_user())', t);
  end loop;
  foreach t in array array['account_verification', 'account_rate_limit', 'sign_in_attempt'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
create policy library on account_verification to rt_app using (viewer_user() is null) with check (viewer_user() is null);
create policy library on account_rate_limit to rt_app using (viewer_user() is null) with check (viewer_user() is null);
-- Wrong passwords are counted also where somebody signed in is asked for theirs.
create policy counted on sign_in_attempt to rt_app using (true) with check (true);
-- Whose account is closed is signed out.
create policy close on account_session for delete to rt_app using (viewer_administers() and exists (
  select from account_user u where u.id = user_id and u.association_id = viewer_association()));
create policy close_sight on account_session for select to rt_app using (viewer_administers() and exists (
  select from account_user u where u.id = user_id and u.association_id = viewer_association()));

-- 9. Numbers for as many as one list may have, for who works with participants.
create or replace function reserve_case_numbers(on_day date, wanted int) returns text[] language plpgsql security definer set search_path = public as $$
declare reached int;
begin
  if viewer_association() is null or wanted not between 1 and 20000 or cardinality(viewer_grantees()) = 0
     or extract(year from on_day) <> extract(year from viewer_today()) then raise exception 'no numbers' using errcode = '42501'; end if;
  insert into case_counter as c (association_id, year, last) values (viewer_association(), extract(year from on_day)::int, wanted)
  on conflict (association_id, year) do update set last = c.last + wanted
  returning c.last into reached;
  return array(select extract(year from on_day)::int || '-' || lpad(n::text, greatest(4, length(n::text)), '0') from generate_series(reached - wanted + 1, reached) n);
end $$;

revoke execute on function viewer_in_authority(int), ground_detail_of(uuid), glass_reason(uuid), course_of_carrier(), role_only_ends() from public;
grant execute on function viewer_in_authority(int), ground_detail_of(uuid), glass_reason(uuid) to rt_app;
