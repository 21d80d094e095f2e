-- Up Migration
-- Deletion by rule, one round in one transaction: a round that cannot be deleted stops none of the others (ADR 48).

-- The rounds whose day has come, the oldest first.
create function survey_due(on_day date) returns table (association_id int, survey_round_id uuid)
language plpgsql stable security definer set search_path = public as $$
begin
  perform assert_program();
  return query select r.association_id, r.survey_round_id from survey_round r where r.deleted_on is null and r.delete_on <= on_day
    order by r.delete_on, r.association_id, r.survey_round_id;
end $$;

-- Deletes the ratings of such a round, and a draft whole; false where that has been done. The lines of reports that left the unit stay for five years more,
-- for new reports are checked against them; whose they are is sealed with a key that the database does not have. Orders go with the ratings.
create function survey_delete_round(association int, round uuid, on_day date, seal_key text) returns boolean
language plpgsql security definer set search_path = public as $$
declare r survey_round; people int;
begin
  perform assert_program();
  select * into r from survey_round o where o.association_id = association and o.survey_round_id = round and o.deleted_on is null and o.delete_on <= on_day for update;
  if not found then return false; end if;
  select count(*) into people from survey_person p where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id;
  if r.state = 'draft' then
    delete from survey_round o where o.association_id = r.association_id and o.survey_round_id = r.survey_round_id;
  else
    update survey_round o set state = 'closed', closed_on = coalesce(o.closed_on, on_day), deleted_on = on_day, version = o.version + 1
    where o.association_id = r.association_id and o.survey_round_id = r.survey_round_id;
    delete from survey_person p where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id;
    delete from survey_order o where o.association_id = r.association_id and o.survey_round_id = r.survey_round_id;
    update survey_release s set people = array(
      select 'sealed:' || encode(sha256(convert_to(seal_key || ':' || split_part(line, E'\t', 1), 'UTF8')), 'hex') || substr(line, strpos(line, E'\t'))
      from unnest(s.people) with ordinality u (line, place) order by place)
    where s.association_id = r.association_id and s.survey_round_id = r.survey_round_id;
  end if;
  -- What was corrected stands in the log with the rating it had: that goes too. Who did what on which day stays.
  update survey_event e set data = e.data - 'was' where e.association_id = r.association_id and e.survey_round_id = r.survey_round_id and e.data ? 'was';
  insert into survey_event (association_id, survey_round_id, unit_id, authority_id, kind, on_day, data)
  values (r.association_id, r.survey_round_id, r.unit_id, r.authority_id, 'ratings-deleted', on_day, jsonb_build_object('people', people, 'due', r.delete_on));
  return true;
end $$;

-- What reports told of people goes when the time of every round of theirs is over.
create function survey_forget_told(on_day date) returns void language plpgsql security definer set search_path = public as $$
begin
  perform assert_program();
  delete from survey_release s
  where not exists (
    select from survey_release t join survey_round o on o.association_id = t.association_id and o.survey_round_id = t.survey_round_id
    where t.association_id = s.association_id and t.survey_report_id = s.survey_report_id
      and (o.deleted_on is null or make_date(extract(year from o.deleted_on)::int + 5, 12, 31) > on_day));
end $$;

drop function survey_delete_due(date, text, int);
revoke execute on function survey_due(date), survey_delete_round(int, uuid, date, text), survey_forget_told(date) from public;
grant execute on function survey_due(date), survey_delete_round(int, uuid, date, text), survey_forget_told(date) to rt_app;
