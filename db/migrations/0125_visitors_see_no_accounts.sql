-- Up Migration
-- Whoever reads an open map without signing in has no viewer, as the account library has none; the accounts are closed to them all the same.
do $$
declare t text;
begin
  foreach t in array array['account_user', 'account_session', 'account_credential', 'account_passkey', 'account_verification', 'account_rate_limit', 'sign_in_attempt'] loop
    execute format('create policy not_for_visitors on %I as restrictive to rt_app using ((select nullif(current_setting(''app.visited'', true), '''')) is null)', t);
  end loop;
end $$;
