-- Up Migration
-- Whom a viewer knows of beside the people of the own units: those shared with them, and those whose part has ended. Lists, counts and searches by name show
-- them too, marked, and with no more than what is shared. Before, a receiver could open the thread by its address only.

-- how: shared – a disclosure to the viewer's body is in force, and no unit of theirs holds the thread
--      ended – a unit of theirs keeps the thread, and it is on no list of its own any longer
-- Who broke the glass is told of nobody here.
create function threads_told() returns table (thread_id uuid, how text, until date) language sql stable security definer set search_path = public as $$
  with held as (
    select h.thread_id,
      bool_or((t.unit_id * 16 = any (viewer_grantees()) or coalesce(t.team_unit_id * 16 = any (viewer_grantees()), false))
          and (h.ended_on is null or sight_ends(h.association_id, h.ended_on) > viewer_today() or h.unit_id = coalesce(t.team_unit_id, t.unit_id)))
        or (t.state in ('referred', 'queued') and exists (select from referral r where r.association_id = t.association_id and r.thread_id = t.thread_id
          and r.to_unit_id * 16 = any (viewer_grantees()) and r.state in ('sent', 'received', 'study_visit', 'accepted'))) as own
    from thread_unit h join thread t on t.association_id = h.association_id and t.thread_id = h.thread_id
    where h.association_id = viewer_association() and h.unit_id in (select g / 16 from unnest(viewer_grantees()) g where g % 16 = 0) and h.since <= viewer_today() and (h.until is null or h.until > viewer_today())
    group by h.thread_id, t.association_id, t.thread_id
  )
  select h.thread_id, 'ended', null::date from held h where not h.own
  union all
  select d.thread_id, 'shared', max(d.valid_until) from disclosure d
  where d.association_id = viewer_association() and d.withdrawn_at is null and d.valid_from <= viewer_today() and d.valid_until >= viewer_today()
    and coalesce(d.to_unit_id, d.to_authority_id) * 16 + 7 = any (viewer_grantees()) and not exists (select from held h where h.thread_id = d.thread_id)
  group by d.thread_id
$$;
create index disclosure_receiver on disclosure (association_id, to_authority_id, valid_until) where withdrawn_at is null;

-- By name: the people of the own units, and those above.
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
      and (t.unit_id * 16 = any (grantees) or t.team_unit_id * 16 = any (grantees)
        or exists (select from thread_unit h where h.association_id = association and h.thread_id = i.thread_id and h.unit_id * 16 = any (grantees)
          and h.since <= viewer_today() and (h.until is null or h.until > viewer_today()))
        or exists (select from disclosure d where d.association_id = association and d.thread_id = i.thread_id and d.withdrawn_at is null
          and d.valid_from <= viewer_today() and d.valid_until >= viewer_today()
          and coalesce(d.to_unit_id, d.to_authority_id) * 16 + 7 = any (grantees)));
end $$;

revoke execute on function threads_told() from public;
grant execute on function threads_told() to rt_app;
