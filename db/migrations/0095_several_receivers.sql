-- Up Migration
-- One conversation may open the same to several; the person may take it back from one of them and let the others keep it. How that was
-- said is then remembered with the one that ended, not only with the whole consent.
alter table disclosure add column withdrawn_how text check (withdrawn_how in ('oral', 'written'));
grant update (withdrawn_how) on disclosure to rt_app;

create or replace function withdraw_with_consent() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update disclosure d set withdrawn_at = new.withdrawn_at, withdrawn_by = new.withdrawn_by, withdrawn_how = new.withdrawn_how
  where d.association_id = new.association_id and d.consent_id = new.consent_id and d.withdrawn_at is null;
  return null;
end $$;
