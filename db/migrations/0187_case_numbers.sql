-- Up Migration
-- A case number says the year and nothing else. It ran from 1 in each association and year, so whoever got two of them could count what the other
-- authorities had begun in between. Now it is any six digits that are free; those given before stay as they are.
create table case_number_given (
  association_id int not null references association,
  year int not null,
  number int not null check (number between 100000 and 999999),
  primary key (association_id, year, number)
);
drop table case_counter;

-- So many new numbers of a year, in no order. Two who ask at the same time never get the same: the later waits for the first. Those not used in the
-- end are gone, as a number struck out in a ledger.
create function draw_case_numbers(association int, in_year int, wanted int) returns text[] language plpgsql security definer set search_path = public as $$
declare drawn int[] := '{}'; more int[]; rounds int := 0;
begin
  -- Two long lists would else wait for each other.
  if wanted > 1 then perform pg_advisory_xact_lock(hashtext('case_numbers'), association); end if;
  while cardinality(drawn) < wanted loop
    rounds := rounds + 1;
    if rounds > 200 then raise exception 'no case numbers are left of %', in_year; end if;
    with candidate as (
      select distinct 100000 + floor(random() * 900000)::int as number from generate_series(1, wanted - cardinality(drawn))
    ), given as (
      insert into case_number_given (association_id, year, number)
      select association, in_year, c.number from candidate c
      where not exists (select from thread t where t.association_id = association and t.case_number = in_year || '-' || c.number)
      on conflict do nothing returning number
    )
    select coalesce(array_agg(g.number order by random()), '{}') into more from given g;
    drawn := drawn || more;
  end loop;
  return array(select in_year || '-' || n from unnest(drawn) n);
end $$;

create or replace function next_case_number(on_day date) returns text language sql security definer set search_path = public as $$
  select (draw_case_numbers(viewer_association(), extract(year from on_day)::int, 1))[1]
$$;
create or replace function reserve_case_numbers(on_day date, wanted int) returns text[] language plpgsql security definer set search_path = public as $$
begin
  if viewer_association() is null or wanted not between 1 and 20000 or cardinality(viewer_grantees()) = 0
     or extract(year from on_day) <> extract(year from viewer_today()) then raise exception 'no numbers' using errcode = '42501'; end if;
  return draw_case_numbers(viewer_association(), extract(year from on_day)::int, wanted);
end $$;
revoke execute on function draw_case_numbers(int, int, int) from public;
