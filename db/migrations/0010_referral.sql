-- Up Migration
-- Referral, queue and intake: what their pages need beside the tables of 0003.

alter table referral
  -- The day the person agreed to the referral being sent; how is in agreed_how (OSL 10:1).
  add column agreed_on date,
  -- The day of intake: ends the waiting that the referrer sees.
  add column taken_in_on date,
  -- Where a redirecting team points to. The referrer sends it there, after asking the person: the team may not pass it on by itself.
  add column redirect_unit_id int,
  add column decline_ground text check (decline_ground in ('no_places', 'other_fits_better', 'person_declined', 'no_show', 'other')),
  -- A referral taken up again is a new one with the old texts: nothing of the first is overwritten.
  add column continues_referral_id uuid,
  add foreign key (association_id, redirect_unit_id) references unit,
  add foreign key (association_id, continues_referral_id) references referral;
grant update (agreed_on, taken_in_on, redirect_unit_id, decline_ground) on referral to rt_app;
create index referral_continues on referral (association_id, continues_referral_id) where continues_referral_id is not null;

-- The queue is the team's own: who stands where and why, who did not come. The referrer sees the state and the waiting days on the referral.
alter table queue_entry
  drop column place_reason,
  add column intake_planned_on date,
  add column no_shows int not null default 0 check (no_shows >= 0),
  drop constraint queue_entry_left_how_check,
  add constraint queue_entry_left_how_check check (left_how in ('intake', 'no_show', 'withdrawn', 'redirected', 'declined'));
grant update (intake_planned_on, no_shows) on queue_entry to rt_app;

-- Why somebody was moved, each time; never overwritten.
create table queue_move (
  association_id int not null,
  queue_move_id uuid not null default uuidv7(),
  thread_id uuid not null,
  unit_id int not null,
  authority_id int not null,
  category text not null default 'referral' check (category = 'referral'),
  queue_entry_id uuid not null,
  -- Places in the queue as people count them, from 1.
  from_place int not null,
  to_place int not null,
  reason text not null,
  moved_on date not null,
  moved_by uuid not null references account_user,
  acl int[] not null default '{}',
  acl_until date not null default 'infinity',
  primary key (association_id, queue_move_id),
  foreign key (association_id, queue_entry_id) references queue_entry
);
create index queue_move_entry on queue_move (association_id, queue_entry_id);
create index queue_move_thread on queue_move (association_id, thread_id);
select protect_rows('queue_move', false, false);

-- The sender's texts stay the sender's: the receiver changes only what it decides itself.
create function referral_texts_stay() returns trigger language plpgsql as $$
begin
  if current_user = 'rt_app' and not coalesce(viewer_in_unit(old.unit_id), false)
     and (new.reason, new.tried_before, new.own_words, new.checklist, new.agreed_how, new.agreed_on, new.language, new.interpreter, new.language_support,
          new.wished_start, new.to_intervention, new.to_unit_id, new.also_unit_id, new.contact_user_id, new.sent_on)
      is distinct from
         (old.reason, old.tried_before, old.own_words, old.checklist, old.agreed_how, old.agreed_on, old.language, old.interpreter, old.language_support,
          old.wished_start, old.to_intervention, old.to_unit_id, old.also_unit_id, old.contact_user_id, old.sent_on)
  then raise exception 'the text of a referral belongs to its sender' using errcode = '42501'; end if;
  return new;
end $$;
create trigger texts_stay before update on referral for each row execute function referral_texts_stay();

-- Each team of the association in figures: who they are is in no row of it. Shown beside the choice of receiver.
-- waiting_days: the median of calendar days from sent to intake (or today) of everyone waiting now or taken in during the last 90 days;
-- null below three people, of whom a median says too much.
create function team_load() returns table (unit_id int, name text, authority_name text, way_of_working text, capacity int, phone text, active int, waiting int, waiting_days int)
  language sql stable security definer set search_path = public as $$
  select u.unit_id, u.name, a.name, u.way_of_working, u.capacity, u.phone,
    (select count(*)::int from thread t where t.association_id = u.association_id and t.team_unit_id = u.unit_id and t.state = 'active'),
    (select count(*)::int from queue_entry q where q.association_id = u.association_id and q.unit_id = u.unit_id and q.left_on is null),
    (select case when count(*) >= 3 then percentile_disc(0.5) within group (order by coalesce(r.taken_in_on, viewer_today()) - r.sent_on) end
       from referral r
       where r.association_id = u.association_id and r.to_unit_id = u.unit_id and r.state in ('sent', 'received', 'study_visit', 'accepted')
         and r.sent_on is not null and (r.taken_in_on is null or r.taken_in_on > viewer_today() - 90))
  from unit u join authority a on a.association_id = u.association_id and a.authority_id = u.authority_id
  where u.association_id = viewer_association() and u.kind = 'team' and u.active
  order by u.name
$$;

-- The thread's state from everything that stands open about the person, also what one of the units cannot see of the other's.
-- An active thread stays active; a discharge is written by its own command.
create function settle_thread(thread uuid) returns text language plpgsql security definer set search_path = public as $$
declare settled text;
begin
  if not coalesce(may_open(settle_thread.thread), false) then raise exception 'may not open this thread' using errcode = '42501'; end if;
  update thread t set state = case
      when t.state = 'active' then 'active'
      when exists (select 1 from queue_entry q where q.association_id = t.association_id and q.thread_id = t.thread_id and q.left_on is null) then 'queued'
      when exists (select 1 from referral r where r.association_id = t.association_id and r.thread_id = t.thread_id and r.state in ('sent', 'received', 'study_visit')) then 'referred'
      when t.discharged_on is not null then 'discharged'
      else 'begun' end
  where t.association_id = viewer_association() and t.thread_id = settle_thread.thread
  returning t.state into settled;
  return settled;
end $$;

-- Takes the person out of the queue, because the referrer withdraws or the team decides otherwise; both own the referral.
create function leave_queue(referral uuid, how text, on_day date) returns table (queue_entry_id uuid, unit_id int, authority_id int)
  language sql security definer set search_path = public as $$
  update queue_entry q set left_on = greatest(on_day, q.entered_on), left_how = how, version = q.version + 1
  from referral r
  where r.association_id = viewer_association() and r.referral_id = leave_queue.referral and (viewer_in_unit(r.unit_id) or coalesce(viewer_in_unit(r.also_unit_id), false))
    and q.association_id = r.association_id and q.referral_id = r.referral_id and q.left_on is null
  returning q.queue_entry_id, q.unit_id, q.authority_id
$$;

-- The unit lets go of a thread that nothing more binds it to: it did not begin it, is not its team, and no other referral stands open to or from it.
-- Returns whether it let go.
create function let_go(thread uuid, holder int, last_day date) returns boolean language plpgsql security definer set search_path = public as $$
begin
  if exists (select 1 from thread t where t.association_id = viewer_association() and t.thread_id = thread and (t.unit_id = holder or t.team_unit_id = holder))
     or exists (select 1 from referral r where r.association_id = viewer_association() and r.thread_id = thread
                and ((r.to_unit_id = holder and r.state in ('sent', 'received', 'study_visit', 'accepted')) or (r.unit_id = holder and r.sent_on is not null)))
  then return false; end if;
  perform release_thread(thread, holder, last_day);
  return true;
end $$;

-- The referrer's named contact ends with the intake: from then on the team has its own. Called by the team, which does not own that row.
create function end_referrer(referral uuid, last_day date) returns table (assignment_id uuid, unit_id int, authority_id int)
  language sql security definer set search_path = public as $$
  update assignment a set until_on = greatest(last_day, a.from_on), version = a.version + 1
  from referral r
  where r.association_id = viewer_association() and r.referral_id = end_referrer.referral and r.taken_in_on is not null and coalesce(viewer_in_unit(r.also_unit_id), false)
    and a.association_id = r.association_id and a.thread_id = r.thread_id and a.unit_id = r.unit_id and a.role = 'referrer' and a.until_on is null
  returning a.assignment_id, a.unit_id, a.authority_id
$$;

revoke execute on function team_load(), settle_thread(uuid), referral_texts_stay(), leave_queue(uuid, text, date), let_go(uuid, int, date), end_referrer(uuid, date) from public;
grant execute on function team_load(), settle_thread(uuid), leave_queue(uuid, text, date), let_go(uuid, int, date), end_referrer(uuid, date) to rt_app;
