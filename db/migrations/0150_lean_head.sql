-- Up Migration
-- What a look across opens of who the person is, and nothing more (ADR 0040).
--   person    participant_identity: who the person is. Those who hold the thread, and every receiver of a disclosure about it.
--   identity  the thread's own row, contacts, events about them: those who hold the thread, and receivers of a disclosure from the
--             authority (by consent) or the unit (on a ground of law) whose row it is. Not from anybody else.
--   held      who was let in and who broke the glass: those who hold the thread.
-- A ground of law opens what the deciding unit has written: a unit decides about its own (OSL 8:2, 10:2). A consent is the person's
-- own word to an authority, and opens what that authority has.
create or replace function acl_now(association int, thread uuid, owner_unit int, owner_authority int, row_category text, on_day date,
                        out acl int[], out acl_until date) language sql stable security definer set search_path = public as $$
  with current_disclosure as (
    select d.valid_from, d.valid_until, coalesce(d.to_unit_id, d.to_authority_id) as body
    from disclosure d
    where d.association_id = association and d.thread_id = thread and d.withdrawn_at is null and d.valid_until >= on_day
      and (row_category = 'person'
        or ((row_category = 'identity' or row_category = any (d.categories))
          and case when d.ground = 'consent' then d.from_authority_id = owner_authority else d.unit_id = owner_unit end))
  ), granted as (
    select owner_unit * 16 as grantee where row_category not in ('person', 'identity', 'held')
    union
    select h.unit_id * 16 from thread_unit h
    where row_category in ('person', 'identity', 'held') and h.association_id = association and h.thread_id = thread
      and h.since <= on_day and (h.until is null or h.until > on_day)
    union
    select body * 16 + case when row_category in ('person', 'identity') then 7 else category_code(row_category) end
    from current_disclosure where valid_from <= on_day
  ), turns as (
    select case when valid_from > on_day then valid_from else valid_until + 1 end as turn from current_disclosure
    union all
    select case when h.since > on_day then h.since else h.until end from thread_unit h
    where row_category in ('person', 'identity', 'held') and h.association_id = association and h.thread_id = thread and (h.since > on_day or h.until > on_day)
  )
  select coalesce((select array_agg(grantee order by grantee) from granted), '{}'),
         coalesce((select min(turn) from turns), 'infinity')
$$;

alter table participant_identity drop constraint participant_identity_category_check;
update participant_identity set category = 'person';
alter table participant_identity alter column category set default 'person',
  add constraint participant_identity_category_check check (category = 'person');
update thread_event set category = 'held' where kind in ('consent-given', 'consent-withdrawn', 'disclosure-decided', 'disclosure-ended', 'glass-broken');

create or replace function may_open(thread uuid) returns boolean language sql stable security definer set search_path = public as $$
  select thread = any (viewer_glass())
    or exists (select from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread and h.since <= viewer_today()
               and (h.until is null or h.until > viewer_today()) and h.unit_id * 16 = any (viewer_grantees()))
    or (select a.acl && viewer_grantees() from acl_now(viewer_association(), thread, 0, 0, 'person', viewer_today()) a)
$$;

-- Which units hold a thread is for those who do.
alter policy sight on thread_unit using (association_id = (select viewer_association())
  and (viewer_in_unit(unit_id) or viewer_holds(thread_id) or glass_open(thread_id)));

-- The thread as a receiver may know it whose giver does not own the thread's row: that there is one, its number, the language, and of
-- its course only what the giver's own authority has done. What began it, where and when, is not told: in its place stand the giver
-- and the first day of what was given.
create function head_of(thread uuid) returns table (thread_id uuid, unit_id int, authority_id int, team_unit_id int, case_number text, state text,
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
  )
  select t.thread_id, g.unit_id, g.authority_id, case when by_team then t.team_unit_id end, t.case_number, case when by_team then t.state else 'active' end,
    t.language, t.interpreter, case when sees_own_words(t.thread_id) then t.own_words end,
    case when by_team then coalesce(t.intake_on, g.valid_from) else g.valid_from end, case when by_team then t.intake_on end,
    case when by_team then t.discharged_on end, t.version,
    (select a.acl from acl_now(t.association_id, t.thread_id, 0, 0, 'person', viewer_today()) a)
  from told t, giver g
$$;
revoke execute on function head_of(uuid) from public;
grant execute on function head_of(uuid) to rt_app;

-- The thread of a case number, for whom may open it.
create function thread_of_case(number text) returns uuid language sql stable security definer set search_path = public as $$
  select t.thread_id from thread t where t.association_id = viewer_association() and t.case_number = number and may_open(t.thread_id)
$$;
revoke execute on function thread_of_case(text) from public;
grant execute on function thread_of_case(text) to rt_app;

-- The list of grantees of a row, as of today, for whom may open the thread: on which ground the viewer sees it.
create function grantees_today(thread uuid, owner_unit int, owner_authority int, row_category text) returns int[]
  language sql stable security definer set search_path = public as $$
  select a.acl from acl_now(viewer_association(), thread, owner_unit, owner_authority, row_category, viewer_today()) a where may_open(thread)
$$;
revoke execute on function grantees_today(uuid, int, int, text) from public;
grant execute on function grantees_today(uuid, int, int, text) to rt_app;

-- What the person wants is part of the plan of who carries them: of the authority by consent, of the unit itself on a ground of law.
create or replace function sees_own_words(thread uuid) returns boolean language sql stable security definer set search_path = public as $$
  select viewer_holds(thread) or thread = any (viewer_glass()) or exists (
    select 1 from disclosure d
    join thread t on t.association_id = d.association_id and t.thread_id = d.thread_id
    join unit u on u.association_id = t.association_id and u.unit_id = coalesce(t.team_unit_id, t.unit_id)
      and case when d.ground = 'consent' then u.authority_id = d.from_authority_id else u.unit_id = d.unit_id end
    where d.association_id = viewer_association() and d.thread_id = thread and d.withdrawn_at is null and 'plan' = any (d.categories)
      and d.valid_from <= viewer_today() and d.valid_until >= viewer_today()
      and coalesce(d.to_unit_id, d.to_authority_id) * 16 + 1 = any (viewer_grantees()))
$$;

-- Nobody discloses to the own unit.
alter table disclosure add constraint disclosure_to_another check (to_unit_id <> unit_id) not valid;

-- Every turn of any category is a turn of who the person is.
drop index thread_turned;
create index participant_identity_turned on participant_identity (acl_until) where acl_until < 'infinity';
create or replace function restamp_turned(most int) returns int language plpgsql security definer set search_path = public as $$
declare t record; done int := 0;
begin
  for t in select association_id, thread_id from participant_identity where acl_until <= viewer_today() order by acl_until, thread_id limit most loop
    perform refresh_acl_of(t.association_id, t.thread_id);
    done := done + 1;
  end loop;
  return done;
end $$;

do $$
declare t record;
begin
  for t in select association_id, thread_id from thread order by association_id, thread_id loop
    perform refresh_acl_of(t.association_id, t.thread_id);
  end loop;
end $$;
