-- Up Migration
-- What a word nobody has written may have been meant as is decided by the program (find-guess.ts), among the map's words and the known ones alike; the
-- database only tells which words that are shown look like it. Before, it took the nearest three itself, and "röker" was taken for "röjer".

drop function map_search_group(jsonb);
drop function map_word_near(int, text);

-- Words of what is shown that are spelt somewhat like a folded one, most alike first; none that say nothing by themselves ("samma", "same").
create function map_search_near(folded text, out word text, out key text) returns setof record language plpgsql stable security definer set search_path = public as $$
declare
  association int := map_association();
  more int := case when length(folded) >= 10 then 3 when length(folded) >= 7 then 2 else 1 end;
begin
  if association is null or length(folded) < 5 then return; end if;
  perform set_config('pg_trgm.similarity_threshold', '0.2', true);
  return query
    select w.word, w.key from map_word w
    where w.association_id = association and w.key % folded and length(w.key) between length(folded) - more and length(folded) + more
      and levenshtein_less_equal(left(w.key, 60), left(folded, 60), more + 2) <= more + 2
      and to_tsvector('swedish', w.word) <> '' and to_tsvector('english', w.word) <> ''
      and exists (select from map_find f where f.association_id = association and f.document @@ map_any(w.lexemes))
    order by similarity(w.key, folded) desc, w.word limit 30;
end $$;

-- One thing that is asked for, {"any": ["svenska for invandrare", "sfi"], "codes": ["=target:newcomer"], "parts": []}: met by one of its texts (all words of it;
-- the first is what was typed) or one of its codes; where nothing meets it, by one of its parts (`by_parts`). `meets`, `named`, `exact`: 16 bytes for each item
-- that meets it, in its name, there by the words as they were written; null where nothing is asked for.
create function map_search_group(one jsonb, out meets bytea, out named bytea, out exact bytea, out by_parts boolean)
  language plpgsql stable security definer set search_path = public as $$
declare
  association int := map_association();
  codes tsquery := map_any(array(select map_fold(code) from jsonb_array_elements_text(one -> 'codes') code));
  said record;
  instead record;
  asked tsquery;
  found bytea;
begin
  by_parts := false;
  if association is null then return; end if;
  said := map_texts_query(association, array(select jsonb_array_elements_text(one -> 'any')), true);
  asked := coalesce(codes || said.asked, codes, said.asked);
  if asked is not null then meets := map_find_meets(association, asked); end if;
  if coalesce(meets, '') = '' then
    instead := map_texts_query(association, array(select jsonb_array_elements_text(coalesce(one -> 'parts', '[]'))), false);
    if instead.asked is not null then found := map_find_meets(association, instead.asked); end if;
    if found <> '' then
      meets := found;
      asked := instead.asked;
      by_parts := true;
    end if;
  end if;
  if asked is null then return; end if;
  named := map_find_named(association, asked);
  if said.written is not null then exact := map_find_named(association, said.written); end if;
end $$;

revoke execute on function map_search_near(text), map_search_group(jsonb) from public;
grant execute on function map_search_near(text), map_search_group(jsonb) to rt_app;
