-- Up Migration
-- A joint report is ordered by whoever leads the unit that asked, and by no other unit of the authority.
alter table survey_joint add unique (association_id, survey_joint_id, unit_id, authority_id);
delete from survey_order o where o.survey_joint_id is not null and not exists (
  select from survey_joint j where j.association_id = o.association_id and j.survey_joint_id = o.survey_joint_id and j.unit_id = o.unit_id);
do $$
declare rule text;
begin
  select conname into strict rule from pg_constraint where conrelid = 'survey_order'::regclass and confrelid = 'survey_joint'::regclass and contype = 'f';
  execute format('alter table survey_order drop constraint %I', rule);
end $$;
alter table survey_order add foreign key (association_id, survey_joint_id, unit_id, authority_id)
  references survey_joint (association_id, survey_joint_id, unit_id, authority_id);
