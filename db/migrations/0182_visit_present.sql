-- Up Migration
-- Who was there at a study visit, noted with how it went: both the team and the referrer see it. Who was to meet the person stands beside it.
alter table referral add column study_visit_present text not null default '';
grant update (study_visit_present) on referral to rt_app;
