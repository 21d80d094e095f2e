-- Up Migration
-- A contact who leaves without a successor is news to the person as much as a new name: when and how they were told of it.
alter table assignment add column gap_told_on date;
alter table assignment add column gap_told_how text not null default '';
grant update (gap_told_on, gap_told_how) on assignment to rt_app;

-- A contact who was to begin and never did (the thread ended first) ends on the day before the first: no day is covered.
alter table assignment drop constraint assignment_check;
alter table assignment add constraint assignment_check check (until_on is null or until_on >= from_on - 1);
