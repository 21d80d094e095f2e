-- Up Migration
-- A study visit and a call to intake are a time, a place and somebody who meets the person, not only a day. They stand on the referral,
-- which both the team and the referrer see: why somebody stands where in the queue stays the team's own.
alter table referral
  add column study_visit_time text not null default '' check (study_visit_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9])?$'),
  add column study_visit_place text not null default '',
  add column study_visit_who text not null default '',
  -- The call to intake as the referrer is told it.
  add column called_on date,
  add column called_time text not null default '' check (called_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9])?$'),
  add column called_place text not null default '',
  add column called_who text not null default '';
grant update (study_visit_time, study_visit_place, study_visit_who, called_on, called_time, called_place, called_who) on referral to rt_app;
