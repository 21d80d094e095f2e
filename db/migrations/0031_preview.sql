-- Up Migration
-- "See what they will see": the page is read as the receiver would, before anything is given. Whoever previews must not see through
-- the receiver what is closed to themselves, so during a preview a row must be open to both.

create function viewer_preview() returns int[] language sql stable parallel safe
  as $$ select nullif(current_setting('app.preview', true), '')::int[] $$;

create function preview_rows(table_name text) returns void language plpgsql as $$
begin
  -- Stamped anew by the disclosure that is tried out, so the row's own list is enough.
  execute format('create policy previewed on %I as restrictive for select to rt_app
    using ((select viewer_preview()) is null or acl && (select viewer_preview()))', table_name);
end $$;

alter function protect_rows(text, boolean, boolean) rename to protect_rows_by_policies;
create function protect_rows(table_name text, shared boolean, may_update boolean) returns void language plpgsql as $$
begin
  perform protect_rows_by_policies(table_name, shared, may_update);
  perform preview_rows(table_name);
end $$;
select preview_rows(name) from protected_table;
revoke execute on function preview_rows(text), protect_rows(text, boolean, boolean) from public;
