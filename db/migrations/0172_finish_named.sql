-- Up Migration
-- Whoever is named for a step says when it is done, also where another unit wrote the step: nothing else of it (trigger only_closed), and only
-- a step they may see. Before, a task given to somebody at another authority turned red on their start page for ever.
create policy finish_named on next_step for update to rt_app
  using (association_id = (select viewer_association()) and who_user_id = (select viewer_user()) and done_on is null and dropped_reason = '')
  with check (association_id = (select viewer_association()) and who_user_id = (select viewer_user()) and done_on is not null and dropped_reason = '');
