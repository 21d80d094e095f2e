-- Up Migration
-- Rows whose stamp has turned (a disclosure began or ended, a unit let go) are judged by acl_now() until they are stamped anew: right,
-- but slower. A job does it every night. Every turn of any category is a turn of the thread's own row too.
create index thread_turned on thread (acl_until) where acl_until < 'infinity';

create function restamp_turned(most int) returns int language plpgsql security definer set search_path = public as $$
declare t record; done int := 0;
begin
  for t in select association_id, thread_id from thread where acl_until <= viewer_today() order by acl_until, thread_id limit most loop
    perform refresh_acl_of(t.association_id, t.thread_id);
    done := done + 1;
  end loop;
  return done;
end $$;
revoke execute on function restamp_turned(int) from public;
grant execute on function restamp_turned(int) to rt_app;
