-- Up Migration
-- The open search costs less: a text is stemmed in its own language only, hits are counted to five hundred by the program, codes narrow before texts
-- are looked at, and of misspelt words only the nearest are looked up. New words wait a little before they go into the indexes.

drop function map_find_put(int, uuid, uuid, text, boolean, smallint, smallint, text, text, text[]);
create function map_find_put(association int, item uuid, neighbour uuid, called text, is_provider boolean, youngest smallint, oldest smallint, names text, texts text, english text, arabic text,
  codes text[]) returns void language plpgsql security definer set search_path = public as $$
declare
  folded text := map_fold(names);
  title_words tsvector := strip(map_lexemes(folded));
  all_words tsvector := strip(title_words || to_tsvector('map_sv', map_fold(texts)) || to_tsvector('map_en', map_fold(english)) || to_tsvector('map_ar', map_fold(arabic)) || array_to_tsvector(codes));
begin
  insert into map_find (association_id, item_id, neighbour_id, name, provider, age_from, age_to, title, document)
  values (association, item, neighbour, called, is_provider, youngest, oldest, title_words, all_words)
  on conflict (association_id, item_id) do update
    set neighbour_id = excluded.neighbour_id, name = excluded.name, provider = excluded.provider, age_from = excluded.age_from, age_to = excluded.age_to,
      title = excluded.title, document = excluded.document, made_in = excluded.made_in;
  insert into map_word (association_id, word, key, lexemes)
  select association, w.word, map_fold(w.word), tsvector_to_array(map_lexemes(map_fold(w.word)))
  from unnest(tsvector_to_array(to_tsvector('map_plain', lower(concat_ws(' ', names, texts, english, arabic))))) w (word)
  where length(w.word) between 3 and 60 and w.word !~ '^[0-9]+$'
    and not exists (select from map_word o where o.association_id = association and o.word = w.word)
  order by w.word
  on conflict do nothing;
end $$;

-- Writes or takes away what is found of one entry.
create or replace function map_find_entry(association int, entry uuid) returns void language plpgsql security definer set search_path = public as $$
declare
  e map_entry;
  owner record;
  beside record;
begin
  select * into e from map_entry where association_id = association and entry_id = entry;
  if not found or not e.shown then
    delete from map_find where association_id = association and item_id = entry;
    return;
  end if;
  select a.kind, concat_ws(' ', a.name, u.name, p.name) as names into owner
  from (select 1) one
    left join authority a on a.association_id = association and a.authority_id = e.authority_id
    left join unit u on u.association_id = association and u.unit_id = e.unit_id
    left join map_entry p on p.association_id = association and p.entry_id = e.provider_id and p.shown;
  select coalesce(string_agg(concat_ws(' ', p.name, p.city, p.area), ' '), '') as names, coalesce(array_agg('=area:' || map_fold(p.area)) filter (where p.area <> ''), '{}') as areas
  into beside
  from map_entry_place x join map_place p on p.association_id = x.association_id and p.place_id = x.place_id
  where x.association_id = association and x.entry_id = entry;
  perform map_find_put(association, entry, null, e.name, e.kind = 'provider', e.age_from, e.age_to,
    concat_ws(' ', e.name, array_to_string(e.other_names, ' '), array_to_string(e.search_words, ' ')),
    concat_ws(' ', e.method, e.conditions, e.about_sv, e.about_easy, owner.names, beside.names), e.about_en, e.about_ar,
    array['=kind:' || e.kind, '=owner:' || coalesce(owner.kind, 'civil')]
      || array(select '=need:' || one from unnest(e.need_levels) one) || array(select '=way:' || one from unnest(e.ways_in) one)
      || array(select '=target:' || one from unnest(e.target_groups) one) || array(select '=distance:' || one from unnest(e.work_distances) one)
      || array(select '=lang:' || map_fold(one) from unnest(e.languages) one) || beside.areas);
end $$;

-- Puts what was fetched in the place of what was there before, all of it or nothing. Gives how many there are now.
create or replace function map_neighbour_take(association int, neighbour uuid, told jsonb, skipped int) returns int language plpgsql security definer set search_path = public as $$
declare
  one map_neighbour_entry;
  count int := 0;
begin
  if viewer_user() is not null then raise exception 'only the job writes what a neighbour tells' using errcode = '42501'; end if;
  perform 1 from map_neighbour n where n.association_id = association and n.neighbour_id = neighbour for update;
  if not found then return 0; end if;
  delete from map_find where association_id = association and neighbour_id = neighbour;
  delete from map_neighbour_entry where association_id = association and neighbour_id = neighbour;
  for one in select * from jsonb_populate_recordset(null::map_neighbour_entry, told) loop
    one.association_id := association;
    one.neighbour_id := neighbour;
    insert into map_neighbour_entry select one.* on conflict do nothing;
    if found then
      count := count + 1;
      perform map_find_put(association, one.item_id, neighbour, one.name, false, one.age_from, one.age_to, one.name,
        concat_ws(' ', one.description, one.organization, one.places, one.how_to_apply), one.description, one.description,
        array['=neighbour'] || array(select '=lang:' || map_fold(l) from unnest(one.languages) l));
    end if;
  end loop;
  update map_neighbour n set good_at = now(), tried_at = now(), problem = null, detail = '', entries = count, left_out = skipped
  where n.association_id = association and n.neighbour_id = neighbour;
  return count;
end $$;

-- One word as a question: also the compound words it is a part of. Typed by somebody and written nowhere: the words nearest to it.
create or replace function map_word_query(association int, folded text, typed boolean, out query tsquery, out meant text) language plpgsql stable security definer set search_path = public as $$
declare
  stems text[] := tsvector_to_array(map_lexemes(folded));
  stem text := (select one from unnest(stems) one order by length(one), one limit 1);
  others text[];
begin
  query := map_any(stems);
  if stem is null or not (typed or length(stem) >= 6) then return; end if;
  if length(stem) >= 3 then
    select array_agg(distinct l) into others
    from (select lexemes from map_word where association_id = association
          and key like case when length(stem) >= 4 then '%' else '' end || replace(replace(replace(stem, '\', '\\'), '%', '\%'), '_', '\_') || '%' limit 80) w, unnest(w.lexemes) l;
  end if;
  if others is not null then
    query := query || map_any(others);
  elsif typed and length(folded) >= 4 and not exists (select from map_find where association_id = association and document @@ query) then
    perform set_config('pg_trgm.similarity_threshold', '0.2', true);
    select array_agg(w.lexeme), min(w.word) filter (where w.first) into others, meant
    from (
      select n.word, l as lexeme, n.place = 1 as first
      from (
        select m.word, m.lexemes, row_number() over (order by m.distance, m.likeness desc, m.word) as place
        from (
          select c.* from (
            select word, lexemes, similarity(key, folded) as likeness, levenshtein_less_equal(left(key, 60), left(folded, 60), 3) as distance
            from map_word where association_id = association and key % folded
              and length(key) between length(folded) - 3 and length(folded) + 3
          ) c
          where c.distance <= case when length(folded) >= 9 then 3 when length(folded) >= 6 then 2 else 1 end
          order by c.distance, c.likeness desc, c.word limit 3
        ) m
        where exists (select from map_find f where f.association_id = association and f.document @@ map_any(m.lexemes))
      ) n, unnest(n.lexemes) l where n.place <= 3
    ) w;
    if others is not null then query := query || map_any(others); end if;
  end if;
end $$;

-- What is shown of the map this transaction reads (the viewer's, or the one a visitor is at, if it is open), found by words and codes.
-- `asked`: [{"any": ["svenska for invandrare", "sfi"], "codes": ["=target:newcomer"]}, …]: every group must be met, by one of its texts (all words of
-- it) or one of its codes. `needed`: codes that must all be there. Gives {"open", "total", "most" (there are more), "loose" (no item meets every group), "meant":
-- [[typed, taken for]], "items": [{"id", "neighbour"}]}; names first, then the rest, by name; who does something after what is done.
create or replace function map_search(asked jsonb, needed text[], age int, most int, take int, skip int) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare
  association int := map_association();
  codes tsquery := nullif(array_to_string(array(select map_any(array[map_fold(one)])::text from unnest(needed) one), ' & '), '')::tsquery;
  every_group tsquery;
  any_group tsquery;
  exact tsquery;
  whole tsquery;
  one_group jsonb;
  of_group tsquery;
  exact_group tsquery;
  of_text tsquery;
  exact_text tsquery;
  said record;
  word record;
  found record;
  taken jsonb := '[]';
  result jsonb;
  loose boolean := false;
begin
  if association is null then return jsonb_build_object('open', false, 'total', 0, 'most', false, 'loose', false, 'meant', taken, 'items', '[]'::jsonb); end if;
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
    exit when (result ->> 'total')::int > 0 or any_group is null or jsonb_array_length(asked) < 2 or attempt = 2;
    every_group := any_group;
    loose := true;
  end loop;
  return result || jsonb_build_object('open', true, 'total', least((result ->> 'total')::int, most), 'most', (result ->> 'total')::int > most,
    'loose', loose and (result ->> 'total')::int > 0, 'meant', taken);
end $$;

alter index map_find_title set (fastupdate = on, gin_pending_list_limit = 128);
alter index map_find_document set (fastupdate = on, gin_pending_list_limit = 128);
alter index map_word_key set (fastupdate = on, gin_pending_list_limit = 128);

revoke execute on function map_find_put(int, uuid, uuid, text, boolean, smallint, smallint, text, text, text, text, text[]) from public;
select map_find_entry(association_id, entry_id) from map_entry where shown;
