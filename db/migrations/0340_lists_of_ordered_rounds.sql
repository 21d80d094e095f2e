-- Up Migration
-- An ordered report tells by which lists each round was rated: of a joint report that may have changed since it was ordered, and what different lists count
-- cannot be added up.

-- An order that waits, with everything it is made from, all of one moment: the rounds with those who are rated, and what has left their units or units that
-- share a report with them, whichever way around. `same`: codes of one person in several of those units, who that is is not told. Others who take an order of
-- the association wait until this one has ended, so that each sees all before it.
create or replace function survey_order_take(association int, ord uuid) returns jsonb language plpgsql security definer set search_path = public as $$
begin
  perform assert_program();
  perform pg_advisory_xact_lock(hashtext('survey_order'), association);
  return (
    with recursive o as (
      select * from survey_order q where q.association_id = survey_order_take.association and q.survey_order_id = ord and q.state = 'ordered'),
    own as (
      select r.* from o join survey_round r on r.association_id = o.association_id and (r.survey_round_id = o.survey_round_id or r.survey_round_id in (
        select p.survey_round_id from survey_joint_part p where p.association_id = o.association_id and p.survey_joint_id = o.survey_joint_id and p.answer = 'yes'))),
    near (unit_id) as (
      select unit_id from own
      union
      select other.unit_id from near
      join o on o.audience = 'outside'
      join survey_release mine on mine.association_id = o.association_id and mine.unit_id = near.unit_id
      join survey_release other on other.association_id = mine.association_id and other.survey_report_id = mine.survey_report_id)
    select jsonb_build_object('audience', o.audience, 'filter', o.filter, 'roundTo', o.round_to, 'joint', o.survey_joint_id is not null,
      'rounds', (
        select coalesce(jsonb_agg(jsonb_build_object('roundId', r.survey_round_id, 'unitId', r.unit_id, 'state', r.state, 'deleted', r.deleted_on is not null,
          'lists', jsonb_build_array(r.reason_list, r.barrier_list), 'people', (
            select coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'sex', p.sex, 'birthYear', p.birth_year, 'months', p.months_with_support,
                'reason', p.reason, 'staff', coalesce(p.barriers, '{}'), 'inIntervention', p.in_intervention,
                'self', case when s.done_at is not null then
                  coalesce((select jsonb_agg(k.key) from jsonb_each_text(s.answers) k where k.value = 'yes'), '[]') end)
              order by length(p.code), p.code, p.survey_person_id), '[]')
            from survey_person p
            left join survey_self s on s.association_id = p.association_id and s.survey_person_id = p.survey_person_id
            where p.association_id = r.association_id and p.survey_round_id = r.survey_round_id and p.state = 'rated')) order by r.unit_id), '[]')
        from own r),
      'same', (
        select coalesce(jsonb_agg(g.codes), '[]') from (
          select jsonb_agg(p.code order by p.code) as codes from pseudonym p join near on near.unit_id = p.unit_id
          where p.association_id = o.association_id group by p.thread_id having count(*) > 1) g),
      'releases', case when o.audience = 'unit' then '[]' else (
        select coalesce(jsonb_agg(jsonb_build_object('reportId', r.survey_report_id,
            'shown', (select coalesce(jsonb_agg(k.key), '[]') from jsonb_each(r.shown) k where jsonb_typeof(k.value) = 'number'),
            'hidden', (select coalesce(jsonb_agg(k.key), '[]') from jsonb_each(r.shown) k where jsonb_typeof(k.value) <> 'number'),
            'parts', (select jsonb_agg(jsonb_build_object('roundId', s.survey_round_id, 'unitId', s.unit_id, 'people', s.people) order by s.unit_id)
              from survey_release s where s.association_id = r.association_id and s.survey_report_id = r.survey_report_id))
          order by r.survey_report_id), '[]')
        from survey_report r where r.association_id = o.association_id and r.survey_report_id in (
          select s.survey_report_id from survey_release s join near on near.unit_id = s.unit_id where s.association_id = o.association_id)) end)
    from o);
end $$;
