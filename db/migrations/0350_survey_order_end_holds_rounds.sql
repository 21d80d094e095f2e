-- Up Migration
-- While an ordered report is written no round it is about is deleted.

-- Ends an order: refused (`outcome` has why, and beside which reports or because of which units), or saved with its numbers and, outside, who is in it by round.
create or replace function survey_order_end(association int, ord uuid, outcome jsonb) returns void language plpgsql security definer set search_path = public as $$
declare o survey_order; r survey_round; j survey_joint; report uuid; inside int[]; why text := outcome ->> 'because';
begin
  perform assert_program();
  select q.* into o from survey_order q where q.association_id = survey_order_end.association and q.survey_order_id = ord and q.state = 'ordered';
  -- Joint report, rounds, order: whoever answers takes the first two so, whoever deletes ratings the last two. Nobody waits in a circle, and nothing is deleted between
  -- the look at a round and what is written of it.
  select * into j from survey_joint where association_id = o.association_id and survey_joint_id = o.survey_joint_id for update;
  perform from survey_round q where q.association_id = o.association_id and (q.survey_round_id = o.survey_round_id
    or q.survey_round_id in (select l."roundId" from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid)))
    order by q.survey_round_id for key share of q;
  select * into o from survey_order where survey_order.association_id = survey_order_end.association and survey_order_id = ord and state = 'ordered' for update;
  if not found then return; end if;
  select * into r from survey_round where association_id = o.association_id and survey_round_id = o.survey_round_id;
  -- What happened while it was being made: the day of deletion came, a round was taken back, it was given up or made by another order.
  if exists (select from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid)
    join survey_round q on q.association_id = o.association_id and q.survey_round_id = l."roundId" where q.deleted_on is not null)
    or r.deleted_on is not null then why := 'deleted';
  elsif j.state <> 'asking' then why := 'over';
  elsif why is null and j.survey_joint_id is not null and exists (select from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid)
    where not exists (select from survey_joint_part p where p.association_id = o.association_id and p.survey_joint_id = o.survey_joint_id
      and p.survey_round_id = l."roundId")) then why := 'takenBack';
  end if;
  if why is null then
    select coalesce(array_agg(q.unit_id order by q.unit_id), '{}') into inside from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid)
    join survey_round q on q.association_id = o.association_id and q.survey_round_id = l."roundId" where j.survey_joint_id is not null;
    insert into survey_report (association_id, survey_round_id, survey_joint_id, unit_id, authority_id, audience, month, title, units, missing_units, filter, rules, shown, saved_by)
    values (o.association_id, o.survey_round_id, o.survey_joint_id, o.unit_id, o.authority_id, o.audience, coalesce(r.month, j.month), j.title, inside,
      coalesce((select array_agg(p.unit_id order by p.unit_id) from survey_joint_part p where p.association_id = o.association_id
        and p.survey_joint_id = o.survey_joint_id and p.unit_id <> all (inside)), '{}'),
      o.filter, outcome -> 'rules', outcome -> 'shown', o.ordered_by)
    returning survey_report_id into report;
    insert into survey_release (association_id, survey_report_id, survey_round_id, unit_id, authority_id, people)
    select q.association_id, report, q.survey_round_id, q.unit_id, q.authority_id, l.people
    from jsonb_to_recordset(outcome -> 'lines') as l ("roundId" uuid, people text[])
    join survey_round q on q.association_id = o.association_id and q.survey_round_id = l."roundId";
    update survey_joint u set state = 'made', version = u.version + 1 where u.association_id = o.association_id and u.survey_joint_id = o.survey_joint_id;
  end if;
  update survey_order u set state = case when why is null then 'saved' else 'refused' end, because = why, survey_report_id = report, ended_at = now(),
    with_reports = coalesce((select array_agg(w.value::uuid) from jsonb_array_elements_text(outcome -> 'with') w), '{}'),
    with_units = coalesce((select array_agg(w.value::int) from jsonb_array_elements_text(outcome -> 'units') w), '{}')
  where u.association_id = o.association_id and u.survey_order_id = o.survey_order_id;
  insert into survey_event (association_id, survey_round_id, survey_joint_id, unit_id, authority_id, kind, on_day, actor_id, data)
  values (o.association_id, o.survey_round_id, o.survey_joint_id, o.unit_id, o.authority_id, case when why is null then 'report-saved' else 'report-refused' end,
    o.on_day, o.ordered_by, jsonb_strip_nulls(jsonb_build_object('audience', o.audience, 'report', report, 'because', why)));
end $$;
