-- Up Migration
-- The open search in sets (ADR 0031): the program asks once, for as long as the map stays as it is, what stands in it and what each word and each filter
-- meets; what many words and filters meet together it finds out itself. Before, every question was put together here, however little of it was new.

-- Everything that is shown of the map this transaction reads, in the order of the pages, 21 bytes each: its id, from and up to which age (0 and 200 where it
-- does not say), and 1 for a neighbour's + 2 for a provider. Null where the map is not open.
create function map_search_list() returns bytea language sql stable security definer set search_path = public as $$
  select case when map_association() is not null then coalesce(string_agg(f.item, ''), '') end
  from (
    select uuid_send(item_id) || int2send(coalesce(age_from, 0::smallint)) || int2send(coalesce(age_to, 200::smallint))
      || substr('\x00010203'::bytea, 1 + (neighbour_id is not null)::int + 2 * provider::int, 1) as item
    from map_find where association_id = map_association()
    order by provider, name collate swedish, item_id
  ) f
$$;

create function map_find_meets(association int, asked tsquery) returns bytea
  language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan set enable_seqscan = off as $$
  select coalesce(string_agg(uuid_send(item_id), ''), '') from map_find where association_id = association and document @@ asked
$$;
create function map_find_named(association int, asked tsquery) returns bytea
  language sql stable security definer set search_path = public set plan_cache_mode = force_custom_plan set enable_seqscan = off as $$
  select coalesce(string_agg(uuid_send(item_id), ''), '') from map_find where association_id = association and title @@ asked
$$;

-- One thing that is asked for, {"any": ["svenska for invandrare", "sfi"], "codes": ["=target:newcomer"]}: met by one of its texts (all words of it; the first
-- is what was typed) or one of its codes. `meets`, `named`, `exact`: 16 bytes for each item that meets it, in its name, there by the words as they were
-- written; null where nothing is asked for. `meant`: [[typed, taken for]].
create function map_search_group(one jsonb, out open boolean, out meets bytea, out named bytea, out exact bytea, out meant jsonb)
  language plpgsql stable security definer set search_path = public as $$
declare
  association int := map_association();
  asked tsquery := map_any(array(select map_fold(code) from jsonb_array_elements_text(one -> 'codes') code));
  written tsquery;
  of_text tsquery;
  exact_text tsquery;
  said record;
  word record;
  found record;
begin
  open := association is not null;
  meant := '[]';
  if not open then return; end if;
  for said in select value, ordinality = 1 as typed from jsonb_array_elements_text(one -> 'any') with ordinality loop
    of_text := null;
    exact_text := null;
    for word in select w from regexp_split_to_table(map_fold(said.value), '\s+') w where w <> '' loop
      select * into found from map_word_query(association, word.w, said.typed);
      if found.query is not null and numnode(found.query) > 0 then
        of_text := coalesce(of_text && found.query, found.query);
        exact_text := coalesce(exact_text && map_any(tsvector_to_array(map_lexemes(word.w))), map_any(tsvector_to_array(map_lexemes(word.w))));
      end if;
      if found.meant is not null then meant := meant || jsonb_build_array(jsonb_build_array(word.w, found.meant)); end if;
    end loop;
    asked := coalesce(asked || of_text, asked, of_text);
    written := coalesce(written || exact_text, written, exact_text);
  end loop;
  if asked is null then return; end if;
  meets := map_find_meets(association, asked);
  named := map_find_named(association, asked);
  if written is not null then exact := map_find_named(association, written); end if;
end $$;

revoke execute on function map_search_list(), map_find_meets(int, tsquery), map_find_named(int, tsquery), map_search_group(jsonb) from public;
grant execute on function map_search_list(), map_search_group(jsonb) to rt_app;

drop function map_search(jsonb, text[], int, int, int, int);
drop function map_search_hits(text, text, text, text[], int, int, int, int);
drop function map_search_words(jsonb);
