-- Up Migration
-- What a former team left open (a contact, a track, a step), the team that has the person now may close: nothing else of it, and only
-- what it may see. Before, such rows stayed open for ever. The event belongs to both units and says who did it.

-- Units that once took the person in, or ended the thread, and do not have the person any longer: told to the team that does.
create function former_teams(thread uuid) returns table (unit_id int, authority_id int) language sql stable security definer set search_path = public as $$
  select u.unit_id, u.authority_id
  from thread t, unit u
  where t.association_id = viewer_association() and t.thread_id = former_teams.thread and viewer_in_unit(t.team_unit_id) and viewer_holds(t.thread_id)
    and u.association_id = t.association_id and u.unit_id <> t.team_unit_id and u.unit_id in (
      select r.to_unit_id from referral r where r.association_id = t.association_id and r.thread_id = t.thread_id and r.taken_in_on is not null
      union all
      select d.unit_id from discharge d where d.association_id = t.association_id and d.thread_id = t.thread_id)
$$;

create function closes_former(thread uuid, row_unit int) returns boolean language sql stable as $$
  select exists (select from former_teams(thread) f where f.unit_id = row_unit)
$$;
revoke execute on function former_teams(uuid), closes_former(uuid, int) from public;
grant execute on function former_teams(uuid), closes_former(uuid, int) to rt_app;

-- Which columns close a row of each table; every other stays as its owner wrote it.
create function only_closed() returns trigger language plpgsql as $$
declare
  changed text[];
  closing text[] := case tg_table_name
    when 'assignment' then array['until_on', 'gap_reason', 'version']
    when 'track' then array['end_on', 'outcome', 'outcome_note', 'version']
    when 'track_pause' then array['until_on']
    else array['done_on', 'dropped_reason', 'version'] end;
  was jsonb := to_jsonb(old);
begin
  if current_user <> 'rt_app' or viewer_in_unit(old.unit_id) then return new; end if;
  select array_agg(n.key) into changed from jsonb_each(to_jsonb(new)) n where n.value is distinct from was -> n.key;
  if not coalesce(changed, '{}') <@ closing
     or coalesce(was ->> 'end_on', was ->> 'done_on', nullif(was ->> 'dropped_reason', '')) is not null
     or (tg_table_name = 'assignment' and was ->> 'until_on' is not null)
     or (tg_table_name = 'track_pause' and was ->> 'until_on' is not null and to_jsonb(new) ->> 'until_on' > was ->> 'until_on')
  then raise exception 'what another unit wrote is closed, not changed' using errcode = '42501'; end if;
  return new;
end $$;
revoke execute on function only_closed() from public;

do $$
declare t text;
begin
  foreach t in array array['assignment', 'track', 'track_pause', 'next_step'] loop
    execute format('create policy close_former on %I for update to rt_app using (association_id = (select viewer_association()) and closes_former(thread_id, unit_id))
      with check (association_id = (select viewer_association()) and closes_former(thread_id, unit_id))', t);
    execute format('create trigger only_closed before update on %I for each row execute function only_closed()', t);
  end loop;
end $$;
