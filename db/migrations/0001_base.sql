-- Up Migration
-- What every later table may build on. All three extensions are trusted: no superuser is needed to create them.

-- Parts of a name or place found quickly.
create extension if not exists pg_trgm;
-- é as e when searching; å, ä and ö are letters of their own and stay.
create extension if not exists unaccent;
-- "No two periods of the same thing overlap" as a constraint.
create extension if not exists btree_gist;

-- The order people read lists in: … x, y, z, å, ä, ö. The database itself sorts by code point, the same everywhere.
create collation swedish (provider = icu, locale = 'sv-SE');
