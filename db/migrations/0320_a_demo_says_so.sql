-- Up Migration
-- Was this database seeded as a demo? Every page says so, also where nobody is signed in and row policies show no association.
create function is_demo() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from association where demo)
$$;
revoke execute on function is_demo() from public;
grant execute on function is_demo() to rt_app;
