-- Up Migration
-- The part of a unit in somebody's course ends, and some time after it the sight of what the others do (ADR 0043). What the unit has written itself,
-- and who the person is, stay as long as it keeps the thread.

-- For so many days after its part has ended a unit still sees the contacts, the events and the course of the others.
alter table association add column sight_days int not null default 90 check (sight_days between 1 and 365);
-- The last day on which the unit took part; null while it does.
alter table thread_unit add column ended_on date;
comment on column thread_unit.ended_on is 'The last day on which the unit took part in the course; null while it does. Written by settle_parts().';

-- The last day on which a unit took part in a course; null where it does today. A unit takes part while
--   it carries the person (the team that took them in, or until then the unit that began) and the thread is not ended,
--   a referral from it or to it waits for an answer or for a place,
--   the team has the person on its referral, or it began the thread and nobody else's referral led there, and that course is not ended.
create function part_ended(association int, thread uuid, holder int) returns date language sql stable security definer set search_path = public as $$
  with course as (
    select t.unit_id, t.team_unit_id, t.intake_on, t.discharged_on, t.state, coalesce(t.team_unit_id, t.unit_id) as carrier
    from thread t where t.association_id = association and t.thread_id = thread
  ), sent as (
    select r.unit_id, r.to_unit_id, r.state, r.sent_on, r.decided_on, r.taken_in_on,
      (select min(d.on_day) from discharge d where d.association_id = association and d.thread_id = thread and d.unit_id = r.to_unit_id
         and d.on_day >= r.taken_in_on and (d.reopened_on is null or d.reopened_on > r.taken_in_on)) as course_ended
    from referral r where r.association_id = association and r.thread_id = thread and r.state <> 'draft'
  ), led as (
    -- Referrals that led to the course the team is in now.
    select s.unit_id from sent s, course c where s.to_unit_id = c.team_unit_id and s.taken_in_on >= c.intake_on
  )
  select case
    when c.state <> 'discharged' and c.carrier = holder then null
    when exists (select from sent s where holder in (s.unit_id, s.to_unit_id)
      and (s.state in ('sent', 'received', 'study_visit') or (s.state = 'accepted' and (s.taken_in_on is null
        -- The team is just taking the person in: the thread says so next.
        or s.taken_in_on > coalesce(c.intake_on, '-infinity'))))) then null
    when c.state <> 'discharged' and exists (select from sent s where s.unit_id = holder and s.to_unit_id = c.team_unit_id and s.taken_in_on >= c.intake_on
      and s.course_ended is null) then null
    when c.state <> 'discharged' and c.unit_id = holder and not exists (select from led) and not exists (
      select from discharge d where d.association_id = association and d.thread_id = thread) then null
    else greatest(
      h.since,
      case when c.state = 'discharged' and c.carrier = holder then c.discharged_on end,
      -- It began the thread, and nothing says whose referral led to the team.
      case when c.unit_id = holder and not exists (select from led) then coalesce(
        (select min(d.on_day) from discharge d where d.association_id = association and d.thread_id = thread), c.discharged_on) end,
      (select max(d.on_day) from discharge d where d.association_id = association and d.thread_id = thread and d.unit_id = holder),
      (select max(greatest(s.sent_on, s.decided_on, s.taken_in_on, case when s.unit_id = holder then s.course_ended end)) from sent s
        where holder in (s.unit_id, s.to_unit_id)))
    end
  from thread_unit h, course c
  where h.association_id = association and h.thread_id = thread and h.unit_id = holder
$$;

-- Does the holding of a unit give sight of the others' part on a day?
create function sight_ends(association int, ended_on date) returns date language sql stable security definer set search_path = public as $$
  select ended_on + a.sight_days from association a where a.association_id = association
$$;

-- Categories that follow who holds the thread:
--   person    who the person is: all who hold it.
--   course    the thread's own row, who has the person and since when: those who take part, and for some days after; and whoever carries the person, or was the last to.
--   identity  contacts and events: those who take part, and for some days after; the own ones always.
--   held      who was let in and who broke the glass: as course, and the own ones always.
create or replace function acl_now(association int, thread uuid, owner_unit int, owner_authority int, row_category text, on_day date,
                        out acl int[], out acl_until date) language sql stable security definer set search_path = public as $$
  with current_disclosure as (
    select d.valid_from, d.valid_until, coalesce(d.to_unit_id, d.to_authority_id) as body
    from disclosure d
    where d.association_id = association and d.thread_id = thread and d.withdrawn_at is null and d.valid_until >= on_day
      and (row_category = 'person'
        or ((row_category in ('course', 'identity') or row_category = any (d.categories))
          and case when d.ground = 'consent' then d.from_authority_id = owner_authority else d.unit_id = owner_unit end))
  ), holder as (
    select h.unit_id, h.since, h.until, case when h.ended_on is not null then sight_ends(association, h.ended_on) end as blind_from,
      case when h.ended_on is not null then exists (select from thread t where t.association_id = association and t.thread_id = acl_now.thread
        and coalesce(t.team_unit_id, t.unit_id) = h.unit_id) end as carries
    from thread_unit h
    where row_category in ('person', 'course', 'identity', 'held') and h.association_id = association and h.thread_id = thread
  ), granted as (
    select owner_unit * 16 as grantee where row_category not in ('person', 'course', 'identity', 'held')
    union
    select h.unit_id * 16 from holder h
    where h.since <= on_day and (h.until is null or h.until > on_day)
      and (row_category = 'person' or h.blind_from is null or h.blind_from > on_day
        or (row_category in ('course', 'held') and h.carries) or (row_category in ('identity', 'held') and h.unit_id = owner_unit))
    union
    select body * 16 + case when row_category in ('person', 'course', 'identity') then 7 else category_code(row_category) end
    from current_disclosure where valid_from <= on_day
  ), turns as (
    select case when valid_from > on_day then valid_from else valid_until + 1 end as turn from current_disclosure
    union all
    select case when h.since > on_day then h.since else h.until end from holder h where h.since > on_day or h.until > on_day
    union all
    select h.blind_from from holder h where h.blind_from > on_day
  )
  select coalesce((select array_agg(grantee order by grantee) from granted), '{}'),
         coalesce((select min(turn) from turns), 'infinity')
$$;

-- A unit of the viewer's holds the thread as one that takes part (or did some days ago), or as the one that carries the person. One that only keeps what
-- it wrote lets nobody in, changes nothing of who the person is, and does not look through who has looked.
create or replace function viewer_holds(thread uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread
                 and h.since <= viewer_today() and h.until is null and h.unit_id * 16 = any (viewer_grantees())
                 and (h.ended_on is null or sight_ends(h.association_id, h.ended_on) > viewer_today() or h.unit_id = carrying_unit(thread)))
$$;

-- Writes for every unit that holds the thread whether its part has ended, and stamps the rows anew where that changed.
create function settle_parts(association int, thread uuid, anew boolean default false) returns void language plpgsql security definer set search_path = public as $$
declare turned int;
begin
  update thread_unit h set ended_on = part_ended(association, thread, h.unit_id)
  where h.association_id = association and h.thread_id = thread and h.ended_on is distinct from part_ended(association, thread, h.unit_id);
  get diagnostics turned = row_count;
  if turned > 0 or anew then perform refresh_acl_of(association, thread); end if;
end $$;

-- Whatever begins or ends a part settles it in the same transaction.
create function settle_parts_of_row() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform settle_parts(new.association_id, new.thread_id, tg_table_name = 'thread');
  return null;
end $$;
create trigger parts after update of state, team_unit_id, intake_on, discharged_on on thread for each row
  when ((new.state, new.team_unit_id, new.intake_on, new.discharged_on) is distinct from (old.state, old.team_unit_id, old.intake_on, old.discharged_on))
  execute function settle_parts_of_row();
create trigger parts after update of state, taken_in_on, decided_on on referral for each row
  when ((new.state, new.taken_in_on, new.decided_on) is distinct from (old.state, old.taken_in_on, old.decided_on)) execute function settle_parts_of_row();
create trigger parts after insert or update of on_day, reopened_on on discharge for each row execute function settle_parts_of_row();
-- A thread that is brought in when it has ended already: its rows are stamped after it.
create function part_of_ended_thread() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update thread_unit h set ended_on = part_ended(new.association_id, new.thread_id, h.unit_id) where h.association_id = new.association_id and h.thread_id = new.thread_id;
  return null;
end $$;
create trigger part_ended after insert on thread for each row when (new.state = 'discharged') execute function part_of_ended_thread();

-- Letting a unit in, or in again, begins its part.
create or replace function hold_thread(thread uuid, holder int, on_day date) returns void language plpgsql security definer set search_path = public as $$
begin
  perform lock_sight(viewer_association(), thread);
  if exists (select 1 from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread) then
    if not viewer_holds(thread) then raise exception 'does not hold this thread' using errcode = '42501'; end if;
  elsif not coalesce(viewer_in_unit(holder), false) then
    raise exception 'a thread begins in the own unit of the viewer' using errcode = '42501';
  end if;
  if exists (select 1 from unit u where u.association_id = viewer_association() and u.unit_id = holder and u.kind = 'association') then
    raise exception 'the association holds no thread' using errcode = '42501';
  end if;
  insert into thread_unit (association_id, thread_id, unit_id, since) values (viewer_association(), thread, holder, on_day)
  on conflict (association_id, thread_id, unit_id) do update set until = null;
  perform settle_parts(viewer_association(), thread, true);
end $$;

-- The thread's own row is of a category of its own: contacts and events can be the own, who has the person now cannot.
alter table thread drop constraint thread_category_check;
alter table thread disable trigger user;
update thread set category = 'course';
alter table thread enable trigger user;
alter table thread alter column category set default 'course', add constraint thread_category_check check (category = 'course');

-- The thread as somebody may know it who does not see its own row: a receiver whose giver did not begin it, or a unit whose part has ended. That there is
-- one, its number, the language, and of its course only what the giver's own authority has done, or when the own part began and ended.
create or replace function head_of(thread uuid) returns table (thread_id uuid, unit_id int, authority_id int, team_unit_id int, case_number text, state text,
    language text, interpreter boolean, own_words text, opened_on date, intake_on date, discharged_on date, version int, acl int[])
  language sql stable security definer set search_path = public as $$
  with given as (
    select d.unit_id, d.authority_id, d.valid_from, d.ground from disclosure d
    where d.association_id = viewer_association() and d.thread_id = head_of.thread and d.withdrawn_at is null
      and d.valid_from <= viewer_today() and d.valid_until >= viewer_today()
      and coalesce(d.to_unit_id, d.to_authority_id) * 16 + 7 = any (viewer_grantees())
  ), giver as (
    select g.unit_id, g.authority_id, g.valid_from from given g order by g.valid_from, g.unit_id limit 1
  ), told as (
    select t.*, exists (select from given g join unit u on u.association_id = t.association_id and u.unit_id = t.team_unit_id
      where case when g.ground = 'consent' then g.authority_id = u.authority_id else g.unit_id = u.unit_id end) as by_team
    from thread t where t.association_id = viewer_association() and t.thread_id = head_of.thread
  ), kept as (
    select h.unit_id, u.authority_id, h.since, h.ended_on
    from thread_unit h join unit u on u.association_id = h.association_id and u.unit_id = h.unit_id
    where h.association_id = viewer_association() and h.thread_id = head_of.thread and h.unit_id * 16 = any (viewer_grantees())
      and h.since <= viewer_today() and (h.until is null or h.until > viewer_today()) and not exists (select from giver)
    order by h.since, h.unit_id limit 1
  ), person as (
    select a.acl from acl_now(viewer_association(), head_of.thread, 0, 0, 'person', viewer_today()) a
  )
  select t.thread_id, g.unit_id, g.authority_id, case when by_team then t.team_unit_id end, t.case_number, case when by_team then t.state else 'active' end,
    t.language, t.interpreter, case when sees_own_words(t.thread_id) then t.own_words end,
    case when by_team then coalesce(t.intake_on, g.valid_from) else g.valid_from end, case when by_team then t.intake_on end,
    case when by_team then t.discharged_on end, t.version, (select p.acl from person p)
  from told t, giver g
  union all
  select t.thread_id, k.unit_id, k.authority_id, null, t.case_number, 'discharged', t.language, t.interpreter, null, k.since, null, k.ended_on, t.version, (select p.acl from person p)
  from told t, kept k
$$;

-- The number of a thread, for whom may open it: it stands on what a unit wrote itself, also when its part has ended.
create function case_number_of(thread uuid) returns text language sql stable security definer set search_path = public as $$
  select t.case_number from thread t where t.association_id = viewer_association() and t.thread_id = case_number_of.thread and may_open(t.thread_id)
$$;

-- How long sight lasts after a part, set by an administrator; the stamps of all whose part has ended are written anew.
create function set_sight_days(days int, expected int) returns boolean language plpgsql security definer set search_path = public as $$
declare t record;
begin
  if not coalesce(viewer_administers(), false) then raise exception 'an administrator sets this' using errcode = '42501'; end if;
  update association a set sight_days = days where a.association_id = viewer_association() and a.sight_days = expected;
  if not found then return false; end if;
  for t in select distinct h.thread_id from thread_unit h where h.association_id = viewer_association() and h.ended_on is not null loop
    perform refresh_acl_of(viewer_association(), t.thread_id);
  end loop;
  return true;
end $$;

alter table access_event drop constraint access_event_kind_check;
alter table access_event add constraint access_event_kind_check check (kind in ('role_given', 'role_ended', 'account_closed', 'account_opened', 'invited',
  'invitation_renewed', 'invitation_withdrawn', 'invitation_accepted', 'password_link', 'password_set', 'unit_added', 'unit_changed', 'authority_added',
  'authority_changed', 'sign_in_changed', 'name_changed', 'password_changed', 'passkey_added', 'passkey_removed', 'sight_days_changed'));

revoke execute on function part_ended(int, uuid, int), sight_ends(int, date), settle_parts(int, uuid, boolean), settle_parts_of_row(), part_of_ended_thread(),
  case_number_of(uuid), set_sight_days(int, int) from public;
grant execute on function case_number_of(uuid), set_sight_days(int, int) to rt_app;

update thread_unit h set ended_on = part_ended(h.association_id, h.thread_id, h.unit_id);
do $$
declare t record;
begin
  for t in select association_id, thread_id from thread order by association_id, thread_id loop
    perform refresh_acl_of(t.association_id, t.thread_id);
  end loop;
end $$;
