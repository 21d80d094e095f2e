-- Up Migration
-- Patterns that come out of a subselect are compared with every name of the association; one that is an expression by itself asks the index. The
-- longest word written is asked for first, the others of what it finds.
create function name_pattern(word text) returns text language sql stable set search_path = public as $$
  select '%' || replace(replace(replace(search_key_of(word), '\', '\\'), '%', '\%'), '_', '\_') || '%'
$$;
create or replace function find_by_name(written text[]) returns setof uuid language plpgsql stable security definer set search_path = public as $$
declare
  association int := viewer_association();
  grantees int[] := viewer_grantees();
  patterns text[] := array(select name_pattern(w) from unnest(written) w where search_key_of(w) <> ' ' order by length(w) desc);
  first text := patterns[1];
begin
  if first is null then return; end if;
  return query
    select i.thread_id
    from participant_identity i join thread t on t.association_id = i.association_id and t.thread_id = i.thread_id
    where i.association_id = association and i.protection = 'none' and i.search_key like first and i.search_key like all (patterns)
      and (t.unit_id * 16 = any (grantees) or t.team_unit_id * 16 = any (grantees));
end $$;
revoke execute on function name_pattern(text) from public;
