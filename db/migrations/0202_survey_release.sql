-- Up Migration
-- What the next report is checked against: everybody who was in a report with what the report said of them, so that two reports differ by exactly those
-- who are in one and not in the other, or who are told of differently. "P017⇥woman⇥<1⇥unemployed⇥33⇥-⇥yes"; for the leader of the unit only.
alter table survey_release drop column person_ids, add column people text[] not null default '{}';
