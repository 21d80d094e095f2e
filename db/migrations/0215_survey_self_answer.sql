-- Up Migration
-- Feature survey: the person's own answers, through a way in that one person has for a short time. There is no account: whoever holds the code asks
-- these functions and nothing else. They take answers and never give one back, so that a link in other hands shows nobody what was answered.

create unique index survey_link_digest on survey_link (digest);

-- A way in by the digest of its code: where it leads and how far the person has come, but no answer. No row: there is no such code.
-- open · used: all answers are sent (or a paper is typed in) · ended: taken back · closed: the round is not open · expired
create function survey_way(digest text) returns table (association text, unit text, how text, state text, answered text[], language text)
  language sql stable security definer set search_path = public as $$
  select o.name, u.name, l.how,
    case when s.done_at is not null or s.how = 'paper' then 'used' when l.ended_at is not null then 'ended' when r.state <> 'open' or not r.self_rating then 'closed'
      when l.expires_at <= now() then 'expired' else 'open' end,
    coalesce((select array_agg(k order by k) from jsonb_object_keys(s.answers) k), '{}'), s.language
  from survey_link l
  join survey_round r on r.association_id = l.association_id and r.survey_round_id = l.survey_round_id
  join association o on o.association_id = l.association_id
  join unit u on u.association_id = l.association_id and u.unit_id = l.unit_id
  left join survey_self s on s.association_id = l.association_id and s.survey_person_id = l.survey_person_id
  where l.digest = survey_way.digest
$$;

-- Writes one answer; a new one to the same question takes the place of the old. Gives 'saved', or the state of a way that is not open ('unknown': none).
create function survey_answer(digest text, barrier text, answer text, language text) returns text language plpgsql security definer set search_path = public as $$
declare
  way_state text := coalesce((select w.state from survey_way(survey_answer.digest) w), 'unknown');
  l survey_link;
begin
  if way_state <> 'open' then return way_state; end if;
  if not (survey_answer.barrier = any (array['mental_ill_health', 'lack_of_self_belief', 'lack_of_work_experience', 'language', 'low_education',
      'physical_ill_health', 'disability', 'addiction', 'other', 'high_age']))
    or not (survey_answer.answer = any (array['yes', 'no', 'unsure'])) then
    raise exception 'no such answer' using errcode = '22023';
  end if;
  select * into l from survey_link where survey_link.digest = survey_answer.digest;
  insert into survey_self as s (association_id, survey_person_id, survey_round_id, unit_id, authority_id, answers, language, how)
  values (l.association_id, l.survey_person_id, l.survey_round_id, l.unit_id, l.authority_id,
    jsonb_build_object(survey_answer.barrier, survey_answer.answer), survey_answer.language, l.how)
  on conflict (association_id, survey_person_id) do update
    set answers = s.answers || excluded.answers, language = excluded.language, how = excluded.how, version = s.version + 1
    -- What was sent meanwhile from elsewhere stands.
    where s.done_at is null and s.how <> 'paper';
  return case when found then 'saved' else 'used' end;
exception when sqlstate '55000' then return 'closed';
end $$;

-- Sends the answers. Gives 'done', 'unanswered' while a question is left, or the state of a way that is not open.
create function survey_finish(digest text) returns text language plpgsql security definer set search_path = public as $$
declare
  way_state text := coalesce((select w.state from survey_way(survey_finish.digest) w), 'unknown');
  l survey_link;
begin
  if way_state <> 'open' then return way_state; end if;
  select * into l from survey_link where survey_link.digest = survey_finish.digest;
  update survey_self s set done_at = now(), version = s.version + 1
  where s.association_id = l.association_id and s.survey_person_id = l.survey_person_id and s.done_at is null and s.how <> 'paper'
    and (select count(*) from jsonb_object_keys(s.answers)) = 10;
  if not found then return 'unanswered'; end if;
  update survey_link set used_at = now() where association_id = l.association_id and survey_link_id = l.survey_link_id;
  insert into survey_event (association_id, survey_round_id, unit_id, authority_id, survey_person_id, kind, on_day, data)
  values (l.association_id, l.survey_round_id, l.unit_id, l.authority_id, l.survey_person_id, 'self-answered', viewer_today(), jsonb_build_object('how', l.how));
  return 'done';
exception when sqlstate '55000' then return 'closed';
end $$;


revoke execute on function survey_way(text), survey_answer(text, text, text, text), survey_finish(text) from public;
grant execute on function survey_way(text), survey_answer(text, text, text, text), survey_finish(text) to rt_app;
