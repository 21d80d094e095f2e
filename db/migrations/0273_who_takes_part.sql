-- Up Migration
-- Who takes part (ADR 43) has the person on the lists of those who are somewhere, also where another unit began the thread and another team has taken the
-- person in: the unit that referred them last. Before, they stood among the ended ones from the day of the referral on.
drop function threads_ended();

-- Whose thread a unit of the viewer keeps; `ended` where none of theirs takes part any longer, or carries or began it and still sees the others' data.
create function threads_kept() returns table (thread_id uuid, ended boolean) language sql stable security definer set search_path = public rows 100 as $$
  with viewer as materialized (
    select viewer_association() as association_id, viewer_today() as today,
      array(select g / 16 from unnest(viewer_grantees()) g where g % 16 = 0) as units
  )
  select h.thread_id, not bool_or(h.ended_on is null or ((t.unit_id = any (v.units) or coalesce(t.team_unit_id = any (v.units), false))
    and (h.ended_on + a.sight_days > v.today or h.unit_id = coalesce(t.team_unit_id, t.unit_id))))
  from viewer v
  join thread_unit h on h.association_id = v.association_id and h.unit_id = any (v.units) and h.since <= v.today and (h.until is null or h.until > v.today)
  join thread t on t.association_id = h.association_id and t.thread_id = h.thread_id
  join association a on a.association_id = h.association_id
  group by h.thread_id
$$;
revoke execute on function threads_kept() from public;
grant execute on function threads_kept() to rt_app;

-- By name: the people whose thread the own units keep, and those shared with them.
create or replace function find_by_name(written text[]) returns setof uuid language plpgsql stable security definer set search_path = public as $$
declare
  association int := viewer_association();
  grantees int[] := viewer_grantees();
  today date := viewer_today();
  patterns text[] := array(select name_pattern(w) from unnest(written) w where search_key_of(w) <> ' ' order by length(w) desc);
  first text := patterns[1];
begin
  if first is null then return; end if;
  return query
    select i.thread_id
    from participant_identity i
    where i.association_id = association and i.protection = 'none' and i.search_key like first and i.search_key like all (patterns)
      and (exists (select from thread_unit h where h.association_id = association and h.thread_id = i.thread_id and h.unit_id * 16 = any (grantees)
            and h.since <= today and (h.until is null or h.until > today))
        or exists (select from disclosure d where d.association_id = association and d.thread_id = i.thread_id and d.withdrawn_at is null
          and d.valid_from <= today and d.valid_until >= today and coalesce(d.to_unit_id, d.to_authority_id) * 16 + 7 = any (grantees)));
end $$;
