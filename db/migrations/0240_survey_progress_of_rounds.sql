-- Up Migration
-- How far rounds have come, all in one question: the list of rounds asked once for each. Which rounds the viewer's units have is known before
-- any person is counted, so nothing is asked of each person.
create function survey_progress_of(rounds uuid[]) returns table (survey_round_id uuid, people int, rated int, skipped int, self_done int)
  language sql stable security definer set search_path = public as $$
  select p.survey_round_id, count(*)::int, (count(*) filter (where p.state = 'rated'))::int, (count(*) filter (where p.state = 'skipped'))::int,
    (count(*) filter (where p.self_state = 'done'))::int
  from survey_round r
  join survey_person p on p.association_id = r.association_id and p.survey_round_id = r.survey_round_id
  where r.association_id = viewer_association() and r.survey_round_id = any (survey_progress_of.rounds) and r.unit_id = any (viewer_units())
  group by p.survey_round_id
$$;
revoke execute on function survey_progress_of(uuid[]) from public;
grant execute on function survey_progress_of(uuid[]) to rt_app;
