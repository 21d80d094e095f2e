-- Up Migration
-- Feature access: whom anybody turns to, about accessibility (lag 2018:1937, 13 §) and about personal data, at each authority.

alter table authority
  add column contact_email text check (length(contact_email) <= 200),
  add column contact_phone text check (length(contact_phone) <= 40);
grant update (contact_email, contact_phone) on authority to rt_app;

-- For the public pages, which nobody is signed in on. Functions and addresses of authorities, nothing about persons.
create function public_contacts() returns table (association text, authority text, kind text, email text, phone text)
  language sql stable security definer set search_path = public as $$
  select o.name, a.name, a.kind, a.contact_email, a.contact_phone
  from authority a join association o on o.association_id = a.association_id
  where a.contact_email is not null or a.contact_phone is not null
  order by o.name, (a.kind = 'association') desc, a.authority_id
  limit 500
$$;
revoke execute on function public_contacts() from public;
grant execute on function public_contacts() to rt_app;
