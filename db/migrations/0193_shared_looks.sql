-- Up Migration
-- People who are shared with the viewer stand on lists too: that look rests on the disclosure, not on the own unit's work, and the log says so.
drop policy write_own on read_log;
create policy write_own on read_log for insert to rt_app with check (
  association_id = (select viewer_association()) and user_id = (select viewer_user()) and own_body(unit_id, authority_id)
  and what in ('view', 'list', 'search', 'export', 'denied', 'break_glass', 'access_report', 'preview')
  and case ground when 'break_glass' then thread_id is not null and glass_open(thread_id)
    when 'disclosure' then case when thread_id is not null then may_open(thread_id)
      else thread_ids <> '{}' and not exists (select from unnest(thread_ids) t (id) where not may_open(t.id)) end
    when 'own_unit' then unit_id is not null or thread_ids = '{}' else ground = 'none' end);
