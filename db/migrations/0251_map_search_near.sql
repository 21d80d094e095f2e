-- Up Migration
-- The open search guesses last: a word is taken for one that is spelt nearly so only where nothing it means was found, neither by itself, nor by words for the
-- same thing, nor by a known word it is made of ("alkoholproblem"). Before, "doctor" was taken for "dator" though it is a known word for "läkare".

drop function map_word_query(int, text, boolean);

-- One word as a question: also the compound words it is a part of, where somebody typed it or it is long enough to mean something by itself.
create function map_word_query(association int, folded text, typed boolean) returns tsquery language plpgsql stable security definer set search_path = public as $$
declare
  stems text[] := tsvector_to_array(map_lexemes(folded));
  stem text := (select one from unnest(stems) one order by length(one), one limit 1);
  others text[];
begin
  if stem is null or length(stem) < 3 or not (typed or length(stem) >= 6) then return map_any(stems); end if;
  select array_agg(distinct l) into others
  from (select lexemes from map_word where association_id = association
        and key like case when length(stem) >= 4 then '%' else '' end || replace(replace(replace(stem, '\', '\\'), '%', '\%'), '_', '\_') || '%' limit 80) w, unnest(w.lexemes) l;
  if others is null then return map_any(stems); end if;
  if length(stem) < 4 then return map_any(array(select distinct l from unnest(stems || others) l)); end if;
  -- Words that begin with the stem are asked for by their beginning: one question instead of many.
  return coalesce(map_begins(stem) || map_any(array(select distinct l from unnest(stems || others) l where not starts_with(l, stem))), map_begins(stem));
end $$;

-- The shown words nearest to one that nobody has written, as a question, and the nearest of them.
create function map_word_near(association int, folded text, out asked tsquery, out meant text) language plpgsql stable security definer set search_path = public as $$
begin
  if length(folded) < 5 then return; end if;
  perform set_config('pg_trgm.similarity_threshold', '0.2', true);
  select map_any(array_agg(distinct w.lexeme)), min(w.word) filter (where w.first) into asked, meant
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
end $$;

-- Texts as a question: one of them is met, by all words of it. The first is what was typed, where `typed` says so. `written`: by the words as they stand.
create function map_texts_query(association int, texts text[], typed boolean, out asked tsquery, out written tsquery)
  language plpgsql stable security definer set search_path = public as $$
declare
  of_text tsquery;
  exact_text tsquery;
  said record;
  word record;
  query tsquery;
  plain tsquery;
begin
  for said in select value, typed and ordinality = 1 as first from unnest(texts) with ordinality t (value, ordinality) loop
    of_text := null;
    exact_text := null;
    for word in select w from regexp_split_to_table(map_fold(said.value), '\s+') w where w <> '' loop
      query := map_word_query(association, word.w, said.first);
      if query is not null and numnode(query) > 0 then
        plain := map_any(tsvector_to_array(map_lexemes(word.w)));
        of_text := coalesce(of_text && query, query);
        exact_text := coalesce(exact_text && plain, plain);
      end if;
    end loop;
    asked := coalesce(asked || of_text, asked, of_text);
    written := coalesce(written || exact_text, written, exact_text);
  end loop;
end $$;

-- One thing that is asked for, {"any": ["svenska for invandrare", "sfi"], "codes": ["=target:newcomer"], "parts": [], "like": []}: met by one of its texts (all
-- words of it; the first is what was typed) or one of its codes; where nothing meets it, by one of its parts; where nothing meets them, by words of the map that
-- are spelt nearly so; where there are none, by known words that are (`like`). `meets`, `named`, `exact`: 16 bytes for each item that meets it, in its name, there by the words as they were written; null where nothing is asked for. `meant`:
-- [[typed, taken for]].
create or replace function map_search_group(one jsonb, out open boolean, out meets bytea, out named bytea, out exact bytea, out meant jsonb)
  language plpgsql stable security definer set search_path = public as $$
declare
  association int := map_association();
  texts text[] := array(select jsonb_array_elements_text(one -> 'any'));
  codes tsquery := map_any(array(select map_fold(code) from jsonb_array_elements_text(one -> 'codes') code));
  said record;
  asked tsquery;
  near record;
  way text;
  instead text[];
  found bytea;
begin
  open := association is not null;
  meant := '[]';
  if not open then return; end if;
  said := map_texts_query(association, texts, true);
  asked := coalesce(codes || said.asked, codes, said.asked);
  if asked is null then return; end if;
  meets := map_find_meets(association, asked);
  foreach way in array array['parts', 'near', 'like'] loop
    exit when meets <> '' or texts = '{}';
    if way = 'near' then
      near := map_word_near(association, map_fold(texts[1]));
      instead := array[near.meant];
    else
      instead := array(select jsonb_array_elements_text(coalesce(one -> way, '[]')));
      near := map_texts_query(association, instead, false);
    end if;
    continue when near.asked is null;
    found := map_find_meets(association, near.asked);
    continue when found = '';
    meets := found;
    asked := near.asked;
    meant := jsonb_build_array(jsonb_build_array(texts[1], instead[1]));
  end loop;
  named := map_find_named(association, asked);
  if said.written is not null then exact := map_find_named(association, said.written); end if;
end $$;

revoke execute on function map_word_query(int, text, boolean), map_word_near(int, text), map_texts_query(int, text[], boolean) from public;
