-- Up Migration
-- A name with the word that was typed goes before one with a word for the same thing: "komvux" finds Komvux before a school.
create or replace function map_texts_query(association int, texts text[], typed boolean, out asked tsquery, out written tsquery)
  language plpgsql stable security definer set search_path = public as $$
declare
  of_text tsquery;
  said record;
  word record;
  query tsquery;
  plain tsquery;
begin
  for said in select value, typed and ordinality = 1 as first from unnest(texts) with ordinality t (value, ordinality) loop
    of_text := null;
    for word in select w from regexp_split_to_table(map_fold(said.value), '\s+') w where w <> '' loop
      query := map_word_query(association, word.w, said.first);
      if query is not null and numnode(query) > 0 then
        of_text := coalesce(of_text && query, query);
        if said.first then
          plain := map_any(tsvector_to_array(map_lexemes(word.w)));
          written := coalesce(written && plain, plain);
        end if;
      end if;
    end loop;
    asked := coalesce(asked || of_text, asked, of_text);
  end loop;
end $$;
