-- Up Migration
-- Of the words a typed word is a part of, those that begin with it are asked for by their beginning: the question is shorter and costs less.

create function map_begins(stem text) returns tsquery language sql immutable set search_path = public as $$
  select ('''' || replace(replace(stem, '\', '\\'), '''', '''''') || ''':*')::tsquery
$$;

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
    -- Words that begin with the stem are asked for by their beginning: one question instead of many.
    if length(stem) >= 4 then
      query := coalesce(map_begins(stem) || map_any(array(select distinct l from unnest(stems || others) l where not starts_with(l, stem))), map_begins(stem));
    else
      query := map_any(array(select distinct l from unnest(stems || others) l));
    end if;
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

revoke execute on function map_begins(text) from public;
