-- The three roles of the program. Run by the program itself on the embedded database; on a PostgreSQL of your own an
-- administrator runs it once inside the program's database:  psql -d roda_traden -f db/roles.sql
-- and gives each role its password (alter role rt_app password '…'). May be run again at any time.
do $$
begin
  if not exists (select from pg_roles where rolname = 'rt_migrator') then
    create role rt_migrator;
  end if;
  if not exists (select from pg_roles where rolname = 'rt_app') then
    create role rt_app;
  end if;
  if not exists (select from pg_roles where rolname = 'rt_report') then
    create role rt_report;
  end if;
end
$$;

-- Owns every table and function and runs the migrations; never used while a page is answered.
alter role rt_migrator login nocreatedb nocreaterole;
-- Answers the pages. Owns nothing, so the policies of every table apply to it.
alter role rt_app login nocreatedb nocreaterole noinherit;
-- Reads views of figures that identify no one, and nothing else.
alter role rt_report login nocreatedb nocreaterole noinherit;

-- Only a superuser may take these away; without one, the program checks at start that they are not there.
do $$
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    alter role rt_migrator nosuperuser nobypassrls noreplication;
    alter role rt_app nosuperuser nobypassrls noreplication;
    alter role rt_report nosuperuser nobypassrls noreplication;
  end if;
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to rt_migrator, rt_app, rt_report', current_database());
  execute format('grant create, temporary on database %I to rt_migrator', current_database());
end
$$;
revoke all on schema public from public;
grant usage on schema public to rt_app, rt_report;
grant usage, create on schema public to rt_migrator;
