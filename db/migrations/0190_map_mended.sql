-- Up Migration
-- Feature map, after reading it once more.

-- A word in letters that are neither Latin nor Arabic is a word all the same: without stems it was no question, and everything was "found".
create or replace function map_lexemes(folded text) returns tsvector language sql stable strict set search_path = public as $$
  select case when folded ~ '[\u0600-\u06ff]' then to_tsvector('map_ar', folded) else ''::tsvector end
    || case when folded ~ '[a-z0-9]' then to_tsvector('map_sv', folded) || to_tsvector('map_en', folded) else ''::tsvector end
    || case when folded !~ '[a-z0-9\u0600-\u06ff]' then to_tsvector('map_plain', folded) else ''::tsvector end
$$;
update map_word set lexemes = tsvector_to_array(map_lexemes(key)) where key !~ '[a-z0-9\u0600-\u06ff]';
select map_find_entry(association_id, entry_id) from map_entry where shown;

-- The tracks of a name are looked for whether they have ended or not.
drop index track_name;
create index track_name on track (association_id, lower(name));

-- Never written.
alter table map_neighbour_entry drop column changed_at;

-- Who is told by mail about an open review, for the job that mails and for nobody who is signed in: at each authority with entries left those who last
-- wrote or verified its entries; where nobody has, its team leaders; where there are none, whoever works there with participants. Entries of no authority
-- (0 in authority_ids) are the keepers'. Never more than five of each, one mail each.
create or replace function map_review_letters(association int, review uuid)
  returns table (email text, name text, language text, authority text, left_count int, due_on date)
  language sql stable security definer set search_path = public as $$
  with round as (
    select * from map_review v where v.association_id = association and v.map_review_id = review and v.closed_on is null and viewer_user() is null
  ), remaining as (
    select n.owner, a.name as authority, v.due_on, count(e.entry_id)::int as left_count
    from round v cross join unnest(v.authority_ids) n (owner)
    left join authority a on a.association_id = v.association_id and a.authority_id = n.owner
    join map_entry e on e.association_id = v.association_id and coalesce(e.authority_id, 0) = n.owner
      and e.status in ('planned', 'active', 'paused') and (e.verified_on is null or e.verified_on < v.started_on)
    group by 1, 2, 3
  ), staff as (
    select distinct l.owner, u.id, u.email, u.name, u.language,
      case when exists (
          select from map_event m join map_entry e on e.association_id = m.association_id and e.entry_id = m.entry_id
          where m.association_id = association and m.actor_id = u.id and coalesce(e.authority_id, 0) = l.owner and m.on_day > viewer_today() - 730) then 0
        when bool_or(r.role = 'team_leader') over (partition by l.owner, u.id) then 1 else 2 end as class
    from remaining l
    join user_role r on r.association_id = association and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today())
      and case when l.owner = 0 then r.role in ('association_head', 'administrator')
        else r.role in ('caseworker', 'team_leader', 'team_member') and exists (
          select from unit n where n.association_id = association and n.unit_id = r.unit_id and n.authority_id = l.owner) end
    join account_user u on u.id = r.user_id and u.active
  ), chosen as (
    select s.*, min(s.class) over (partition by s.owner) as best,
      row_number() over (partition by s.owner order by s.class, s.name, s.id) as place
    from staff s
  )
  select c.email, c.name, coalesce(c.language, 'sv'), l.authority, l.left_count, l.due_on
  from chosen c join remaining l using (owner)
  where c.class = c.best and c.place <= 5
  order by c.owner, c.place
$$;
