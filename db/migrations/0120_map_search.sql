-- Up Migration
-- Searching the open map (ADR 0031). Under policies a text search cannot use an index, so what is shown is also written into a table of its own that
-- only map_search() reads: a row for each shown entry, with its words as stems and its codes as words beginning with "=". No row here is about a
-- participant, none is of an entry that is not shown, and the program itself may read neither table.

create extension if not exists btree_gin;
create extension if not exists fuzzystrmatch;

-- Stems without lists of words to leave out: small words are left out of the question, not of the texts.
create text search dictionary map_stem_sv (template = snowball, language = swedish);
create text search dictionary map_stem_en (template = snowball, language = english);
create text search dictionary map_stem_ar (template = snowball, language = arabic);
create text search configuration map_sv (parser = default);
create text search configuration map_en (parser = default);
create text search configuration map_ar (parser = default);
create text search configuration map_plain (parser = default);
alter text search configuration map_sv add mapping for asciiword, word, asciihword, hword, hword_asciipart, hword_part, numword, numhword, hword_numpart, uint with map_stem_sv;
alter text search configuration map_en add mapping for asciiword, word, asciihword, hword, hword_asciipart, hword_part, numword, numhword, hword_numpart, uint with map_stem_en;
alter text search configuration map_ar add mapping for asciiword, word, asciihword, hword, hword_asciipart, hword_part, numword, numhword, hword_numpart, uint with map_stem_ar;
alter text search configuration map_plain add mapping for asciiword, word, asciihword, hword, hword_asciipart, hword_part, numword, numhword, hword_numpart, uint with simple;

-- As one writes in a hurry: without accents, dots and rings, Arabic without vowel signs and with one form of each letter.
create function map_fold(said text) returns text language sql stable strict set search_path = public as $$
  select translate(lower(unaccent(said)), 'أإآٱةى' || 'ـًٌٍَُِّْ', 'ااااهي')
$$;

-- The stems of folded words, in every language they may be written in.
create function map_lexemes(folded text) returns tsvector language sql stable strict set search_path = public as $$
  select case when folded ~ '[\u0600-\u06ff]' then to_tsvector('map_ar', folded) else ''::tsvector end
    || case when folded ~ '[a-z0-9]' then to_tsvector('map_sv', folded) || to_tsvector('map_en', folded) else ''::tsvector end
$$;

create table map_find (
  association_id int not null,
  -- An entry, or one of a neighbour's.
  item_id uuid not null,
  neighbour_id uuid,
  name text not null,
  provider boolean not null,
  age_from smallint,
  age_to smallint,
  -- Words of its names; and of everything, with its codes.
  title tsvector not null,
  document tsvector not null,
  -- The transaction that wrote it: what else that one changed is in it already.
  made_in xid8 not null default pg_current_xact_id(),
  primary key (association_id, item_id)
);
create index map_find_title on map_find using gin (association_id, title) with (fastupdate = off);
create index map_find_document on map_find using gin (association_id, document) with (fastupdate = off);
create index map_find_name on map_find (association_id, provider, name collate swedish, item_id);
create index map_find_neighbour on map_find (association_id, neighbour_id) where neighbour_id is not null;

-- Every word that stands somewhere in what is or was shown, for words written wrongly and for parts of compound words.
create table map_word (
  association_id int not null,
  word text not null,
  key text not null,
  lexemes text[] not null,
  primary key (association_id, word)
);
create index map_word_key on map_word using gin (association_id, key gin_trgm_ops) with (fastupdate = off);

alter table map_find enable row level security;
alter table map_word enable row level security;

create function map_find_put(association int, item uuid, neighbour uuid, called text, is_provider boolean, youngest smallint, oldest smallint, names text, texts text, codes text[])
  returns void language plpgsql security definer set search_path = public as $$
declare
  folded text := map_fold(names);
  title_words tsvector := strip(map_lexemes(folded));
  all_words tsvector := strip(title_words || map_lexemes(map_fold(texts)) || array_to_tsvector(codes));
begin
  insert into map_find (association_id, item_id, neighbour_id, name, provider, age_from, age_to, title, document)
  values (association, item, neighbour, called, is_provider, youngest, oldest, title_words, all_words)
  on conflict (association_id, item_id) do update
    set neighbour_id = excluded.neighbour_id, name = excluded.name, provider = excluded.provider, age_from = excluded.age_from, age_to = excluded.age_to,
      title = excluded.title, document = excluded.document, made_in = excluded.made_in;
  insert into map_word (association_id, word, key, lexemes)
  select association, w.word, map_fold(w.word), tsvector_to_array(map_lexemes(map_fold(w.word)))
  from unnest(tsvector_to_array(to_tsvector('map_plain', lower(names || ' ' || texts)))) w (word)
  where length(w.word) between 3 and 60 and w.word !~ '^[0-9]+$'
    and not exists (select from map_word o where o.association_id = association and o.word = w.word)
  order by w.word
  on conflict do nothing;
end $$;

-- Writes or takes away what is found of one entry.
create function map_find_entry(association int, entry uuid) returns void language plpgsql security definer set search_path = public as $$
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
    concat_ws(' ', e.method, e.conditions, e.about_sv, e.about_easy, e.about_en, e.about_ar, owner.names, beside.names),
    array['=kind:' || e.kind, '=owner:' || coalesce(owner.kind, 'civil')]
      || array(select '=need:' || one from unnest(e.need_levels) one) || array(select '=way:' || one from unnest(e.ways_in) one)
      || array(select '=target:' || one from unnest(e.target_groups) one) || array(select '=distance:' || one from unnest(e.work_distances) one)
      || array(select '=lang:' || map_fold(one) from unnest(e.languages) one) || beside.areas);
end $$;

-- At the end of the transaction, once for each entry, whatever was changed of it.
create function map_find_again() returns trigger language plpgsql security definer set search_path = public as $$
declare
  changed record := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_table_name = 'authority' then
    perform map_find_entry(association_id, entry_id) from map_entry where association_id = new.association_id and authority_id = new.authority_id;
  elsif tg_table_name = 'unit' then
    perform map_find_entry(association_id, entry_id) from map_entry where association_id = new.association_id and unit_id = new.unit_id;
  elsif tg_table_name = 'map_place' then
    perform map_find_entry(association_id, entry_id) from map_entry_place where association_id = new.association_id and place_id = new.place_id;
  else
    if not exists (select from map_find f where f.association_id = changed.association_id and f.item_id = changed.entry_id and f.made_in = pg_current_xact_id()) then
      perform map_find_entry(changed.association_id, changed.entry_id);
    end if;
    if tg_op = 'UPDATE' and tg_table_name = 'map_entry' then
      if new.kind = 'provider' and (new.name, new.shown) is distinct from (old.name, old.shown) then
        perform map_find_entry(association_id, entry_id) from map_entry where association_id = new.association_id and provider_id = new.entry_id;
      end if;
    end if;
  end if;
  return null;
end $$;
create constraint trigger find_again_gone after delete on map_entry deferrable initially deferred for each row execute function map_find_again();
create constraint trigger find_again after insert or update of kind, authority_id, unit_id, provider_id, name, other_names, status, is_public, target_groups, age_from, age_to, need_levels,
  work_distances, method, conditions, languages, ways_in, about_sv, about_easy, about_en, about_ar, search_words on map_entry
  deferrable initially deferred for each row execute function map_find_again();
create constraint trigger find_again after insert or delete on map_entry_place deferrable initially deferred for each row execute function map_find_again();
create constraint trigger find_again after update of name, city, area on map_place deferrable initially deferred for each row execute function map_find_again();
create constraint trigger find_again after update of name on authority deferrable initially deferred for each row execute function map_find_again();
create constraint trigger find_again after update of name on unit deferrable initially deferred for each row execute function map_find_again();

-- Stems as a question: any of them.
create function map_any(lexemes text[]) returns tsquery language sql immutable set search_path = public as $$
  select string_agg('''' || replace(replace(one, '\', '\\'), '''', '''''') || '''', '|')::tsquery from unnest(lexemes) one
$$;

-- One word as a question: also the compound words it is a part of. Typed by somebody and written nowhere: the words nearest to it.
create function map_word_query(association int, folded text, typed boolean, out query tsquery, out meant text) language plpgsql stable security definer set search_path = public as $$
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
        select m.word, m.lexemes, row_number() over (order by levenshtein(left(m.key, 60), left(folded, 60)), similarity(m.key, folded) desc, m.word) as place
        from (select * from map_word where association_id = association and key % folded order by similarity(key, folded) desc limit 60) m
        where levenshtein_less_equal(left(m.key, 60), left(folded, 60), 3) <= case when length(folded) >= 9 then 3 when length(folded) >= 6 then 2 else 1 end
          and exists (select from map_find f where f.association_id = association and f.document @@ map_any(m.lexemes))
      ) n, unnest(n.lexemes) l where n.place <= 3
    ) w;
    if others is not null then query := query || map_any(others); end if;
  end if;
end $$;

-- What is shown of the map this transaction reads (the viewer's, or the one a visitor is at, if it is open), found by words and codes.
-- `asked`: [{"any": ["svenska for invandrare", "sfi"], "codes": ["=target:newcomer"]}, …]: every group must be met, by one of its texts (all words of
-- it) or one of its codes. `needed`: codes that must all be there. Gives {"open", "total", "most" (there are more), "loose" (no item meets every group), "meant":
-- [[typed, taken for]], "items": [{"id", "neighbour"}]}; names first, then the rest, by name; who does something after what is done.
create function map_search(asked jsonb, needed text[], age int, most int, take int, skip int) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare
  association int := map_association();
  codes tsquery := nullif(array_to_string(array(select map_any(array[map_fold(one)])::text from unnest(needed) one), ' & '), '')::tsquery;
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
      with by_name as (
        select item_id, neighbour_id, name, provider, 1 + coalesce(title @@ exact, false)::int as hit from map_find
        where association_id = association and title @@ every_group and (codes is null or document @@ codes)
          and (age is null or (coalesce(age_from, 0) <= age and coalesce(age_to, 200) >= age)) limit most + 1
      ), by_text as (
        select item_id, neighbour_id, name, provider, 0 as hit from map_find
        where association_id = association and document @@ every_group and not title @@ every_group and (codes is null or document @@ codes)
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

-- What may be chosen between: areas, languages and target groups of what is shown.
create function map_search_choices() returns table (what text, code text) language sql stable security definer set search_path = public as $$
  select distinct 'area', p.area from map_place p where p.association_id = map_association() and p.shown and p.area <> ''
  union
  select distinct 'spoken', l from map_entry e, unnest(e.languages) l where e.association_id = map_association() and e.shown
  union
  select distinct 'target', t from map_entry e, unnest(e.target_groups) t where e.association_id = map_association() and e.shown
$$;

select map_find_entry(association_id, entry_id) from map_entry;

revoke execute on function map_fold(text), map_lexemes(text), map_find_put(int, uuid, uuid, text, boolean, smallint, smallint, text, text, text[]), map_find_entry(int, uuid), map_find_again(), map_any(text[]),
  map_word_query(int, text, boolean), map_search(jsonb, text[], int, int, int, int), map_search_choices() from public;
grant execute on function map_search(jsonb, text[], int, int, int, int), map_search_choices() to rt_app;
