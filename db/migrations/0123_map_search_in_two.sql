-- Up Migration
-- The open search in two steps: what the words mean, which the program keeps for a while since it changes slowly, and what meets them. Statements are
-- planned for the question at hand: a plan for any question would read everything where a code is rare.

-- What is asked for, as questions of text search: {"open", "every", "any", "exact", "meant"}. `every`: each group is met; `any`: one of them;
-- `exact`: each by the word as it was written.
create function map_search_words(asked jsonb) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare
  association int := map_association();
  every_group tsquery;
  any_group tsquery;
  exact tsquery;
  one_group jsonb;
  of_group tsquery;
  exact_group tsquery;
  of_text tsquery;
  exact_text tsquery;
  said record;
  word record;
  found record;
  taken jsonb := '[]';
begin
  if association is null then return jsonb_build_object('open', false, 'meant', taken); end if;
  for one_group in select jsonb_array_elements(asked) loop
    of_group := map_any(array(select jsonb_array_elements_text(one_group -> 'codes')));
    exact_group := null;
    for said in select value, ordinality = 1 as typed from jsonb_array_elements_text(one_group -> 'any') with ordinality loop
      of_text := null;
      exact_text := null;
      for word in select w from regexp_split_to_table(map_fold(said.value), '\s+') w where w <> '' loop
        select * into found from map_word_query(association, word.w, said.typed);
        if found.query is not null and numnode(found.query) > 0 then
          of_text := coalesce(of_text && found.query, found.query);
          exact_text := coalesce(exact_text && map_any(tsvector_to_array(map_lexemes(word.w))), map_any(tsvector_to_array(map_lexemes(word.w))));
        end if;
        if found.meant is not null then taken := taken || jsonb_build_array(jsonb_build_array(word.w, found.meant)); end if;
      end loop;
      of_group := coalesce(of_group || of_text, of_group, of_text);
      exact_group := coalesce(exact_group || exact_text, exact_group, exact_text);
    end loop;
    every_group := coalesce(every_group && of_group, every_group, of_group);
    any_group := coalesce(any_group || of_group, any_group, of_group);
    exact := coalesce(exact && exact_group, exact, exact_group);
  end loop;
  return jsonb_build_object('open', true, 'every', every_group::text, 'any', any_group::text, 'exact', exact::text, 'meant', taken);
end $$;

-- What is shown and meets such questions, the codes that are needed and the age: {"open", "total", "most", "loose", "items"}.
create function map_search_hits(every_text text, any_text text, exact_text text, needed text[], age int, most int, take int, skip int) returns jsonb
  language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
declare
  association int := map_association();
  codes tsquery := nullif(array_to_string(array(select map_any(array[map_fold(one)])::text from unnest(needed) one), ' & '), '')::tsquery;
  every_group tsquery := every_text::tsquery;
  any_group tsquery := any_text::tsquery;
  exact tsquery := exact_text::tsquery;
  whole tsquery;
  result jsonb;
  loose boolean := false;
begin
  if association is null then return jsonb_build_object('open', false, 'total', 0, 'most', false, 'loose', false, 'items', '[]'::jsonb); end if;
  for attempt in 1 .. 2 loop
    if every_group is null then
      select jsonb_build_object('total', count(*), 'items', coalesce(jsonb_agg(jsonb_build_object('id', item_id, 'neighbour', neighbour_id) order by place) filter (where place > skip and place <= skip + take), '[]'))
      into result
      from (
        select item_id, neighbour_id, row_number() over () as place
        from (select item_id, neighbour_id from map_find where association_id = association and (codes is null or document @@ codes)
            and (age is null or (coalesce(age_from, 0) <= age and coalesce(age_to, 200) >= age))
          order by provider, name collate swedish, item_id limit most + 1) f
      ) n;
    else
      whole := coalesce(every_group && codes, every_group);
      with by_name as (
        select item_id, neighbour_id, name, provider, 1 + coalesce(title @@ exact, false)::int as hit from map_find
        where association_id = association and title @@ every_group and (codes is null or document @@ whole)
          and (age is null or (coalesce(age_from, 0) <= age and coalesce(age_to, 200) >= age)) limit most + 1
      ), by_text as (
        select item_id, neighbour_id, name, provider, 0 as hit from map_find
        where association_id = association and document @@ whole and not title @@ every_group
          and (age is null or (coalesce(age_from, 0) <= age and coalesce(age_to, 200) >= age)) limit most + 1
      ), both_ways as (select * from by_name union all select * from by_text limit most + 1),
      placed as (select item_id, neighbour_id, row_number() over (order by provider, hit desc, name collate swedish, item_id) as place from both_ways)
      select jsonb_build_object('total', count(*), 'items', coalesce(jsonb_agg(jsonb_build_object('id', item_id, 'neighbour', neighbour_id) order by place) filter (where place > skip and place <= skip + take), '[]'))
      into result from placed;
    end if;
    exit when (result ->> 'total')::int > 0 or any_group is null or any_group = every_group or attempt = 2;
    every_group := any_group;
    loose := true;
  end loop;
  return result || jsonb_build_object('open', true, 'total', least((result ->> 'total')::int, most), 'most', (result ->> 'total')::int > most,
    'loose', loose and (result ->> 'total')::int > 0);
end $$;

-- Both steps in one.
create or replace function map_search(asked jsonb, needed text[], age int, most int, take int, skip int) returns jsonb
  language plpgsql stable security definer set search_path = public as $$
declare
  words jsonb := map_search_words(asked);
begin
  return map_search_hits(words ->> 'every', words ->> 'any', words ->> 'exact', needed, age, most, take, skip) || jsonb_build_object('meant', words -> 'meant');
end $$;

revoke execute on function map_search_words(jsonb), map_search_hits(text, text, text, text[], int, int, int, int) from public;
grant execute on function map_search_words(jsonb), map_search_hits(text, text, text, text[], int, int, int, int) to rt_app;
