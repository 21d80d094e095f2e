-- Up Migration
-- 1. Events are followed in the order in which they became visible, not in which they were numbered: a transaction that took its number
-- early and commits late would be missed by whoever has already read past it. Each event knows its transaction; only those of
-- transactions before every running one are shown, in the order of transactions. As in the read log, a restored copy begins a new era:
-- transaction numbers of another cluster mean nothing here.
alter table thread_event add column tx xid8 not null default pg_current_xact_id();
alter table thread_event add column era int not null default 1;
create index thread_event_stream on thread_event (association_id, era, tx, seq);

-- The number, the time and the transaction of an event are the database's own.
revoke insert on thread_event from rt_app;
grant insert (association_id, event_id, thread_id, unit_id, authority_id, category, also_unit_id, kind, subject, subject_id, on_day, actor_id, data)
  on thread_event to rt_app;

-- Called once, when the program starts and before anybody writes anything.
create function begin_event_era() returns boolean language plpgsql security definer set search_path = public as $$
declare latest record;
begin
  perform pg_advisory_xact_lock(hashtext('event_era'));
  select l.era, l.tx into latest from association a,
    lateral (select e.era, e.tx from thread_event e where e.association_id = a.association_id order by e.era desc, e.tx desc limit 1) l
  order by l.era desc, l.tx desc limit 1;
  if latest.tx is null or latest.tx < pg_snapshot_xmax(pg_current_snapshot()) then return false; end if;
  execute format('alter table thread_event alter column era set default %s', latest.era + 1);
  return true;
end $$;
revoke execute on function begin_event_era() from public;
grant execute on function begin_event_era() to rt_app;

-- 2. Whoever changes who holds a thread, or who may see it, takes the thread first, before anything else about the person; whoever
-- writes about the person takes it together with others who do. So no two wait for each other.
create function lock_thread(thread uuid, alone boolean) returns void language plpgsql security definer set search_path = public as $$
begin
  if alone then
    perform lock_sight(viewer_association(), thread);
  else
    perform from thread_unit h where h.association_id = viewer_association() and h.thread_id = thread order by h.unit_id for key share;
  end if;
end $$;
revoke execute on function lock_thread(uuid, boolean) from public;
grant execute on function lock_thread(uuid, boolean) to rt_app;
