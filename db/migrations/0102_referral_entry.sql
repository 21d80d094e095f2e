-- Up Migration
-- Feature thread: which entry of the map a referral began at; the sender's choice, written once. And how entries are used, for the map's keeper.

alter table referral add column entry_id uuid;
alter table referral add foreign key (association_id, entry_id) references map_entry;
create index referral_entry on referral (association_id, entry_id) where entry_id is not null;

-- Referrals that led to an entry in the last year: begun at it, sent to the unit that takes people in for it, or naming it. Whether there are any, and how
-- many where they are no fewer than five: the keeper has no way to a person (standards 0).
create function entry_uses(on_day date) returns table (entry_id uuid, used boolean, times int) language sql stable security definer set search_path = public as $$
  with sent as (
    select r.entry_id, r.to_unit_id, lower(btrim(r.to_intervention)) as named from referral r
    where r.association_id = viewer_association() and r.state <> 'draft' and r.sent_on > on_day - 365
  ), counted as (
    select e.entry_id, count(*) as n from map_entry e join sent s
      on s.entry_id = e.entry_id or (s.entry_id is null and (s.to_unit_id = e.intake_unit_id or (s.named <> '' and s.named = lower(e.name))))
    where e.association_id = viewer_association() and e.kind <> 'provider'
    group by e.entry_id
  )
  select c.entry_id, true, shown_count(c.n) from counted c
$$;
revoke execute on function entry_uses(date) from public;
grant execute on function entry_uses(date) to rt_app;
