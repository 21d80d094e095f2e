-- Up Migration
-- A plain report can be saved of a draft whose people came with their ratings. Only drafts are ever deleted, and then their reports go with them; a report
-- that left the unit is of a closed round, and survey_release keeps it.
do $$
declare rule text;
begin
  select conname into strict rule from pg_constraint
  where conrelid = 'survey_report'::regclass and confrelid = 'survey_round'::regclass and contype = 'f';
  execute format('alter table survey_report drop constraint %I', rule);
end $$;
alter table survey_report add foreign key (association_id, survey_round_id, unit_id, authority_id)
  references survey_round (association_id, survey_round_id, unit_id, authority_id) on delete cascade;
