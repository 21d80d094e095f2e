-- Up Migration
-- A unit leaves a thread by let_go() alone, which asks what still binds it. release_thread() asked nothing, and nothing called it any longer.
drop function release_thread(uuid, int, date);
