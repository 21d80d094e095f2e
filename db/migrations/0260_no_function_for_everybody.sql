-- Up Migration
-- A function that runs with the owner's rights is called by the program alone.
revoke execute on function viewer_meets_participants() from public;
grant execute on function viewer_meets_participants() to rt_app;
