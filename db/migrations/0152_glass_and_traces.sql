-- Up Migration
-- Breaking the glass, and what leaves a trace (ADR 0041, standards 5.14).

-- 1. A protected identity is for named users only, also through broken glass.
alter policy protected on participant_identity using (protection = 'none' or viewer_user() = any (named_user_ids));

-- 2. What was asked for, without the term; and who looked belongs to the viewer.
alter table read_log add column search_by text check (search_by in ('name', 'number', 'case'));
grant insert (search_by) on read_log to rt_app;
create or replace function read_log_canonical(r read_log) returns text language sql stable set search_path = public as $$
  select (jsonb_build_array(r.read_log_id, r.era, r.tx::text, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), r.user_id, r.unit_id,
    r.authority_id, r.what, r.ground, r.thread_id, to_jsonb(r.thread_ids)) || case when r.search_by is null then '[]'::jsonb else jsonb_build_array(r.search_by) end)::text
$$;

create function own_body(unit int, authority int) returns boolean language sql stable security definer set search_path = public as $$
  select case when unit is null then authority is null else viewer_in_unit(unit) and exists (
    select from unit u where u.association_id = viewer_association() and u.unit_id = own_body.unit and u.authority_id = own_body.authority) end
$$;
drop policy write_own on read_log;
create policy write_own on read_log for insert to rt_app with check (
  association_id = (select viewer_association()) and user_id = (select viewer_user()) and own_body(unit_id, authority_id)
  and what in ('view', 'list', 'search', 'export', 'denied', 'break_glass', 'access_report', 'preview')
  and case ground when 'break_glass' then thread_id is not null and glass_open(thread_id) when 'disclosure' then thread_id is not null and may_open(thread_id)
    when 'own_unit' then unit_id is not null or thread_ids = '{}' else ground = 'none' end);

-- An attempt to see what is absent or not the viewer's: written where there is something, and nowhere else.
create function log_denied(id uuid, unit int, authority int) returns void language sql security definer set search_path = public as $$
  insert into read_log (association_id, user_id, unit_id, authority_id, what, ground, thread_id)
  select viewer_association(), viewer_user(), unit, authority, 'denied', 'none', found.thread_id
  from (select t.thread_id from thread t where t.association_id = viewer_association() and t.thread_id = id
        union select r.thread_id from referral r where r.association_id = viewer_association() and r.referral_id = id limit 1) found
  where viewer_user() is not null and own_body(unit, authority)
$$;

-- 3. At most five times in a day and night, found or not. Whoever asks waits for the same user's other attempts.
create index read_log_glass on read_log (association_id, user_id, at) where what = 'break_glass';
create function glass_attempts_left() returns int language plpgsql security definer set search_path = public as $$
begin
  perform pg_advisory_xact_lock(hashtext('break_glass'), hashtext(viewer_user()::text));
  return (select greatest(5 - count(*), 0)::int from read_log r
    where r.association_id = viewer_association() and r.user_id = viewer_user() and r.what = 'break_glass' and r.at > clock_timestamp() - interval '24 hours');
end $$;

-- Whom somebody means: by the case number anybody; by a personal number never a protected person of whom the viewer is not told.
create function glass_thread(person text, case_no text, whole boolean) returns uuid language sql stable security definer set search_path = public as $$
  select t.thread_id from thread t
  left join participant_identity i on i.association_id = t.association_id and i.thread_id = t.thread_id
  where t.association_id = viewer_association()
    and (t.case_number = case_no or (i.person_number = person and (whole or i.protection = 'none' or viewer_user() = any (i.named_user_ids))))
  order by t.opened_on desc, t.thread_id desc limit 1
$$;

create or replace function open_glass(person text, case_no text, unit int, why text) returns table (thread_id uuid, break_glass_id uuid)
  language plpgsql security definer set search_path = public as $$
declare found uuid; glass uuid; owner_authority int;
begin
  if not coalesce(viewer_in_unit(unit), false) then raise exception 'not a unit of the viewer' using errcode = '42501'; end if;
  if length(trim(why)) < 10 then raise exception 'a reason is needed' using errcode = '23514'; end if;
  if glass_attempts_left() = 0 then raise exception 'too many attempts' using errcode = '42501'; end if;
  select u.authority_id into owner_authority from unit u where u.association_id = viewer_association() and u.unit_id = unit;
  found := glass_thread(person, case_no, false);
  if found is null then return; end if;
  insert into read_log (association_id, user_id, unit_id, authority_id, what, ground, thread_id)
  values (viewer_association(), viewer_user(), unit, owner_authority, 'break_glass', 'break_glass', found);
  insert into break_glass (association_id, thread_id, user_id, unit_id, reason, until)
  values (viewer_association(), found, viewer_user(), unit, trim(why), now() + interval '1 hour') returning break_glass.break_glass_id into glass;
  insert into thread_event (association_id, thread_id, unit_id, authority_id, category, kind, subject, subject_id, on_day, actor_id)
  values (viewer_association(), found, unit, owner_authority, 'held', 'glass-broken', 'break_glass', glass, viewer_today(), viewer_user());
  return query select found, glass;
end $$;

-- An attempt that opened nothing: written after everything else of it was taken back. Of a protected person it stands at the person, where
-- those who hold the thread find it; the one who tried is told that there is nobody.
create function log_glass_miss(person text, case_no text, unit int) returns void language sql security definer set search_path = public as $$
  insert into read_log (association_id, user_id, unit_id, authority_id, what, ground, thread_id)
  select viewer_association(), viewer_user(), u.unit_id, u.authority_id, 'break_glass', 'none', glass_thread(person, case_no, true)
  from unit u where u.association_id = viewer_association() and u.unit_id = unit and viewer_in_unit(unit)
$$;

revoke execute on function own_body(int, int), log_denied(uuid, int, int), glass_attempts_left(), glass_thread(text, text, boolean), log_glass_miss(text, text, int) from public;
grant execute on function own_body(int, int), log_denied(uuid, int, int), glass_attempts_left(), log_glass_miss(text, text, int) to rt_app;
