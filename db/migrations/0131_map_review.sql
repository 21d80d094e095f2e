-- Up Migration
-- A review: each of some authorities looks through its entries by a day. An entry is confirmed in the round when somebody of its owner has verified it
-- since the round began (map_entry.verified_on); nothing is counted twice.

create table map_review (
  association_id int not null references association,
  map_review_id uuid not null default uuidv7(),
  started_on date not null,
  due_on date not null,
  started_by uuid not null references account_user,
  authority_ids int[] not null check (cardinality(authority_ids) between 1 and 200),
  -- What the keeper wants to say to them.
  note text not null default '' check (length(note) <= 1000),
  closed_on date,
  version int not null default 1,
  primary key (association_id, map_review_id),
  check (due_on > started_on)
);
create index map_review_open on map_review (association_id) where closed_on is null;

alter table map_review enable row level security;
create policy sight on map_review for select to rt_app
  using (association_id = (select viewer_association()) and (select viewer_user()) is not null);
create policy add on map_review for insert to rt_app
  with check (association_id = (select viewer_association()) and started_by = (select viewer_user()) and (select viewer_keeps_map()));
create policy change on map_review for update to rt_app
  using (association_id = (select viewer_association()) and (select viewer_keeps_map()))
  with check (association_id = (select viewer_association()) and (select viewer_keeps_map()));
grant select on map_review to rt_app;
grant insert (association_id, map_review_id, started_on, due_on, started_by, authority_ids, note) on map_review to rt_app;
grant update (closed_on, version) on map_review to rt_app;

-- Who is told by mail about an open review, for the job that mails: at each authority with entries left those who last wrote or verified its entries;
-- where nobody has, its team leaders; where there are none, whoever works there with participants. Never more than five, one mail each.
create function map_review_letters(association int, review uuid)
  returns table (email text, name text, language text, authority text, left_count int, due_on date)
  language sql stable security definer set search_path = public as $$
  with round as (
    select * from map_review v where v.association_id = association and v.map_review_id = review and v.closed_on is null
  ), remaining as (
    select a.authority_id, a.name as authority, v.due_on, count(e.entry_id)::int as left_count
    from round v
    join authority a on a.association_id = v.association_id and a.authority_id = any (v.authority_ids)
    join map_entry e on e.association_id = v.association_id and e.authority_id = a.authority_id
      and e.status in ('planned', 'active', 'paused') and (e.verified_on is null or e.verified_on < v.started_on)
    group by 1, 2, 3
  ), staff as (
    select distinct l.authority_id, u.id, u.email, u.name, u.language,
      case when exists (
          select from map_event m join map_entry e on e.association_id = m.association_id and e.entry_id = m.entry_id
          where m.association_id = association and m.actor_id = u.id and e.authority_id = l.authority_id and m.on_day > current_date - 730) then 0
        when bool_or(r.role = 'team_leader') over (partition by l.authority_id, u.id) then 1 else 2 end as class
    from remaining l
    join unit n on n.association_id = association and n.authority_id = l.authority_id
    join user_role r on r.association_id = association and r.unit_id = n.unit_id and r.role in ('caseworker', 'team_leader', 'team_member')
      and r.valid_from <= current_date and (r.valid_until is null or r.valid_until >= current_date)
    join account_user u on u.id = r.user_id and u.active
  ), chosen as (
    select s.*, min(s.class) over (partition by s.authority_id) as best,
      row_number() over (partition by s.authority_id order by s.class, s.name, s.id) as place
    from staff s
  )
  select c.email, c.name, coalesce(c.language, 'sv'), l.authority, l.left_count, l.due_on
  from chosen c join remaining l using (authority_id)
  where c.class = c.best and c.place <= 5
  order by c.authority_id, c.place
$$;
revoke execute on function map_review_letters(int, uuid) from public;
grant execute on function map_review_letters(int, uuid) to rt_app;
