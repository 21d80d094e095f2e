-- Up Migration
-- The start page asks for the last day something was done for each person of one's own.
drop index thread_event_thread;
create index thread_event_thread on thread_event (association_id, thread_id, on_day desc);
