-- Up Migration
-- Feature access: signing in through an authority's own service (OpenID Connect), and counting failed attempts.

-- One sign-in service for each authority. Endpoints are written out: failed discovery would leave the door unlocked or gone.
create table authority_sign_in (
  association_id int not null,
  authority_id int not null,
  active boolean not null default true,
  issuer text not null,
  authorization_url text not null,
  token_url text not null,
  userinfo_url text,
  jwks_url text not null,
  client_id text not null,
  -- Sealed with the program's secret (src/platform/secret-box.ts).
  sealed_secret text not null,
  scopes text not null,
  -- The claim that holds the address, and whether it counts as verified though the service does not say so.
  email_claim text not null,
  trusts_email boolean not null default false,
  -- Only addresses in this domain are let in: no authority speaks for another's staff.
  domain text not null check (domain = lower(domain) and domain ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$'),
  changed_at timestamptz not null default clock_timestamp(),
  primary key (association_id, authority_id),
  foreign key (association_id, authority_id) references authority
);
create unique index authority_sign_in_domain on authority_sign_in (association_id, domain);
alter table authority_sign_in enable row level security;
create policy administer on authority_sign_in to rt_app using (association_id = (select viewer_association()) and (select viewer_administers()))
  with check (association_id = (select viewer_association()) and (select viewer_administers()));
grant select, insert, update, delete on authority_sign_in to rt_app;

-- Read before anybody is signed in, by the account library only: what to ask whom, and whether it has changed.
create function organisation_sign_ins()
  returns table (authority_id int, name text, issuer text, authorization_url text, token_url text, userinfo_url text, jwks_url text, client_id text,
    sealed_secret text, scopes text, email_claim text, trusts_email boolean, domain text)
  language sql stable security definer set search_path = public as $$
  select s.authority_id, a.name, s.issuer, s.authorization_url, s.token_url, s.userinfo_url, s.jwks_url, s.client_id,
    s.sealed_secret, s.scopes, s.email_claim, s.trusts_email, s.domain
  from authority_sign_in s join authority a on a.association_id = s.association_id and a.authority_id = s.authority_id
  where s.active order by s.authority_id
$$;
create function organisation_sign_ins_version() returns text language sql stable security definer set search_path = public as $$
  select count(*) || ' ' || coalesce(max(changed_at)::text, '') || ' ' || coalesce(string_agg(authority_id::text, ',' order by authority_id) filter (where active), '')
  from authority_sign_in
$$;

-- May this person of an authority's sign-in service enter? Only into an open account of the same association, by its address; and an account once
-- entered by one person of the service is not given to the next who gets the same address.
create function organisation_admits(authority int, subject text, address text) returns boolean
  language sql stable security definer set search_path = public as $$
  select exists (
    select from authority_sign_in s
    join account_user u on u.association_id = s.association_id and lower(u.email) = lower(address) and u.active
    where s.authority_id = authority and s.active and lower(address) like '%@' || s.domain
      and not exists (select from account_credential c where c.provider_id = 'authority-' || authority and c.user_id = u.id and c.account_id <> subject)
      and not exists (select from account_credential c where c.provider_id = 'authority-' || authority and c.account_id = subject and c.user_id <> u.id))
$$;

-- The service that vouches for an address of somebody invited to an association.
create function organisation_of_address(association int, address text) returns table (authority_id int, name text)
  language sql stable security definer set search_path = public as $$
  select a.authority_id, a.name
  from authority_sign_in s join authority a on a.association_id = s.association_id and a.authority_id = s.authority_id
  where s.association_id = association and s.active and lower(address) like '%@' || s.domain
$$;

-- Failed attempts to sign in, by address of the network and by account; keys are hashes, nobody's address is in here.
create table sign_in_attempt (
  key text primary key,
  count int not null,
  since timestamptz not null
);
grant select, insert, update, delete on sign_in_attempt to rt_app;

-- The administrator first, where somebody has several roles.
create or replace function demo_accounts() returns table (name text, email text, role text, authority text, authority_kind text, unit text, unit_kind text, language text)
  language sql stable security definer set search_path = public as $$
  select distinct on (u.created_at, u.id) u.name, u.email, r.role, a.name, a.kind, un.name, un.kind, u.language
  from association o
  join account_user u on u.association_id = o.association_id and u.active
  join user_role r on r.user_id = u.id and r.association_id = o.association_id
  join unit un on un.association_id = r.association_id and un.unit_id = r.unit_id
  join authority a on a.association_id = un.association_id and a.authority_id = un.authority_id
  where o.demo and o.association_id = (select min(association_id) from association where demo)
    and r.valid_from <= viewer_today() and (r.valid_until is null or r.valid_until >= viewer_today())
  order by u.created_at, u.id, r.role
$$;

revoke execute on function organisation_sign_ins(), organisation_sign_ins_version(), organisation_admits(int, text, text), organisation_of_address(int, text), demo_accounts() from public;
grant execute on function organisation_sign_ins(), organisation_sign_ins_version(), organisation_admits(int, text, text), organisation_of_address(int, text), demo_accounts() to rt_app;
