-- Up Migration
-- Feature map: the same rules of writing for less. Whether the viewer keeps the map is asked once a statement, not once a row (a sheet has thousands).
do $$
declare
  mine constant text := '(coalesce(authority_id * 16 + 7 = any ((select viewer_grantees())::int[]), false) or (select viewer_keeps_map()))';
  t text;
begin
  foreach t in array array['map_entry', 'map_place'] loop
    execute format('alter policy add on %I with check (association_id = (select viewer_association()) and %s)', t, mine);
    execute format('alter policy change on %I using (association_id = (select viewer_association()) and %s) with check (%s)', t, mine, mine);
  end loop;
  foreach t in array array['map_entry_place', 'map_opening'] loop
    execute format('alter policy add on %I with check (association_id = (select viewer_association()) and ((select viewer_keeps_map()) or map_may_write(entry_id)))', t);
    execute format('alter policy take_away on %I using (association_id = (select viewer_association()) and ((select viewer_keeps_map()) or map_may_write(entry_id)))', t);
  end loop;
end $$;
alter policy add on map_link with check (association_id = (select viewer_association()) and ((select viewer_keeps_map()) or map_may_write(from_entry_id) or map_may_write(to_entry_id)));
alter policy take_away on map_link using (association_id = (select viewer_association()) and ((select viewer_keeps_map()) or map_may_write(from_entry_id) or map_may_write(to_entry_id)));
alter policy add on map_event with check (association_id = (select viewer_association()) and actor_id = (select viewer_user()) and ((select viewer_keeps_map()) or map_may_write(entry_id)));

-- A new entry is nobody's provider yet: that is asked of a change only.
create or replace function map_entry_fits() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.provider_id is not null and not exists (
    select from map_entry p where p.association_id = new.association_id and p.entry_id = new.provider_id and p.kind = 'provider'
  ) then
    raise exception 'a provider is an entry of that kind' using errcode = '23514', constraint = 'map_entry_provider_kind';
  end if;
  if new.unit_id is not null and not exists (
    select from unit u where u.association_id = new.association_id and u.unit_id = new.unit_id and u.authority_id = new.authority_id
  ) then
    raise exception 'the unit is not the authority''s' using errcode = '23514', constraint = 'map_entry_unit';
  end if;
  if tg_op = 'UPDATE' and new.kind <> 'provider' and exists (
    select from map_entry e where e.association_id = new.association_id and e.provider_id = new.entry_id
  ) then
    raise exception 'others name it as their provider' using errcode = '23514', constraint = 'map_entry_provides';
  end if;
  return new;
end $$;
