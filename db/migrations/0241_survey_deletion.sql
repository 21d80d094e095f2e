-- Up Migration
-- Deletion (gallring): the ratings of a round are kept for five years after the year in which it was closed, or whose month it is about where it never
-- was, and are deleted on the last day of that year. Saved reports remain: they hold numbers and no people (ADR 48).
alter table survey_round
  add column delete_on date generated always as (make_date(extract(year from coalesce(closed_on, month))::int + 5, 12, 31)) stored,
  -- When the ratings were deleted; the round itself stays, since saved reports are of it.
  add column deleted_on date check (deleted_on is null or state = 'closed');
create index survey_round_due on survey_round (delete_on) where deleted_on is null;

-- What happened has one more kind; those that are there already are kept, whichever they are.
do $$
declare rule text;
begin
  select pg_get_constraintdef(oid) into rule from pg_constraint where conrelid = 'survey_event'::regclass and conname = 'survey_event_kind_check';
  alter table survey_event drop constraint survey_event_kind_check;
  execute 'alter table survey_event add constraint survey_event_kind_check ' || replace(rule, '''round-removed''::text', '''round-removed''::text, ''ratings-deleted''::text');
end $$;

-- In a closed round nothing changes; but when its time has come, people are deleted.
create or replace function survey_still_open() returns trigger language plpgsql security definer set search_path = public as $$
declare round_state text; gone date;
begin
  select r.state, r.deleted_on into round_state, gone from survey_round r
  where r.association_id = coalesce(new.association_id, old.association_id) and r.survey_round_id = coalesce(new.survey_round_id, old.survey_round_id) for key share;
  if round_state = 'closed' and not (tg_op = 'DELETE' and gone is not null) then
    raise exception 'the round is closed' using errcode = '55000', constraint = 'survey_round_closed';
  end if;
  return coalesce(new, old);
end $$;

-- Deletes what is due on a day, so many rounds at most, and gives how many there were. For the job of the night: nobody who is signed in may call it.
-- The lines of reports that left the unit stay for five years more, for new reports are checked against them; whose they are is sealed with a key
-- that the database does not have (ADR 48).
create function survey_delete_due(on_day date, seal_key text, most int) returns int language plpgsql security definer set search_path = public as $$
declare r survey_round; people int; done int := 0;
begin
  if viewer_user() is not null then raise exception 'only the program itself deletes by rule' using errcode = '42501'; end if;
  delete from survey_release s using survey_report p, survey_round o
  where p.association_id = s.association_id and p.survey_report_id = s.survey_report_id and o.association_id = p.association_id
    and o.survey_round_id = p.survey_round_id and make_date(extract(year from o.deleted_on)::int + 5, 12, 31) <= on_day;
  for r in select * from survey_round where deleted_on is null and delete_on <= on_day
    order by delete_on, association_id, survey_round_id limit most for update skip locked
  loop
    select count(*) into people from survey_person p where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id;
    if r.state = 'draft' then
      delete from survey_round o where o.association_id = r.association_id and o.survey_round_id = r.survey_round_id;
    else
      update survey_round o set state = 'closed', closed_on = coalesce(o.closed_on, on_day), deleted_on = on_day, version = o.version + 1
      where o.association_id = r.association_id and o.survey_round_id = r.survey_round_id;
      delete from survey_person p where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id;
      update survey_release s set people = array(
        select 'sealed:' || encode(sha256(convert_to(seal_key || ':' || split_part(line, E'\t', 1), 'UTF8')), 'hex') || substr(line, strpos(line, E'\t'))
        from unnest(s.people) with ordinality u (line, place) order by place)
      from survey_report p
      where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id and s.association_id = p.association_id and s.survey_report_id = p.survey_report_id;
    end if;
    -- What was corrected stands in the log with the rating it had: that goes too. Who did what on which day stays.
    update survey_event e set data = e.data - 'was' where e.association_id = r.association_id and e.survey_round_id = r.survey_round_id and e.data ? 'was';
    insert into survey_event (association_id, survey_round_id, unit_id, authority_id, kind, on_day, data)
    values (r.association_id, r.survey_round_id, r.unit_id, r.authority_id, 'ratings-deleted', on_day, jsonb_build_object('people', people, 'due', r.delete_on));
    done := done + 1;
  end loop;
  return done;
end $$;
revoke execute on function survey_delete_due(date, text, int) from public;
grant execute on function survey_delete_due(date, text, int) to rt_app;
