-- Up Migration
-- Two entries that look like the same thing, and somebody who knows has said that they are not: kept with who and when, and with what was compared (names
-- and providers), so that the question comes back when one of them is called something else. `entry_id` is the lesser of the two.
create table map_pair (
  association_id int not null,
  entry_id uuid not null,
  other_id uuid not null,
  compared text not null,
  said_by uuid not null references account_user,
  said_on date not null default viewer_today(),
  primary key (association_id, entry_id, other_id),
  foreign key (association_id, entry_id) references map_entry,
  foreign key (association_id, other_id) references map_entry,
  check (entry_id < other_id)
);
create index map_pair_other on map_pair (association_id, other_id);

alter table map_pair enable row level security;
create policy sight on map_pair for select to rt_app
  using (association_id = (select viewer_association()) and (select viewer_user()) is not null);
create policy add on map_pair for insert to rt_app
  with check (association_id = (select viewer_association()) and said_by = (select viewer_user()) and (map_may_write(entry_id) or map_may_write(other_id)));
create policy take_away on map_pair for delete to rt_app
  using (association_id = (select viewer_association()) and (map_may_write(entry_id) or map_may_write(other_id)));
grant select, insert, delete on map_pair to rt_app;
