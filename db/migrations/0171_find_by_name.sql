-- Up Migration
-- A person of one's own unit is found by any part of the name, with or without accents. Under policies no index for parts of words can be used, so
-- the index is asked by a function that itself asks what the policies ask: the viewer's association, the viewer's units, no protected identity.
-- What it answers is joined to rows under policies as before.
alter table participant_identity add column search_key text not null default '';

create function search_key_of(name text) returns text language sql stable set search_path = public as $$
  select ' ' || btrim(regexp_replace(lower(unaccent(name)), '[^[:alnum:]]+', ' ', 'g'))
$$;
create function participant_search_key() returns trigger language plpgsql set search_path = public as $$
begin
  new.search_key := search_key_of(new.given_name || ' ' || new.family_name);
  return new;
end $$;
create trigger search_key before insert or update of given_name, family_name on participant_identity for each row execute function participant_search_key();

alter table participant_identity disable trigger user;
update participant_identity set search_key = search_key_of(given_name || ' ' || family_name);
alter table participant_identity enable trigger user;
create index participant_identity_search on participant_identity using gin (association_id, search_key gin_trgm_ops);

-- Every word written begins a word of the name.
create function find_by_name(written text[]) returns setof uuid language sql stable security definer set search_path = public as $$
  select i.thread_id
  from participant_identity i join thread t on t.association_id = i.association_id and t.thread_id = i.thread_id
  where i.association_id = viewer_association() and i.protection = 'none'
    and i.search_key like all (
      select '%' || replace(replace(replace(search_key_of(w), '\', '\\'), '%', '\%'), '_', '\_') || '%' from unnest(written) w where search_key_of(w) <> ' ')
    and exists (select from unnest(written) w where search_key_of(w) <> ' ')
    and (t.unit_id * 16 = any (viewer_grantees()) or t.team_unit_id * 16 = any (viewer_grantees()))
$$;
revoke execute on function find_by_name(text[]) from public;
grant execute on function find_by_name(text[]) to rt_app;
