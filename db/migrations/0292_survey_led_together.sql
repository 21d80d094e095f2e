-- Up Migration
-- Units that one person answers for together (leads, or works in where nobody leads): of a joint report that person knows the people of all of them, so it is proven
-- as she or he sees it. For the job that makes a report; whose they are is not told.
create function survey_led_together(association int, units int[]) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare today date := (now() at time zone 'Europe/Stockholm')::date;
begin
  perform assert_program();
  return (
    with held as (
      select r.user_id, r.unit_id, r.role from user_role r join account_user u on u.id = r.user_id and u.active
      where r.association_id = survey_led_together.association and r.unit_id = any (units)
        and r.valid_from <= today and (r.valid_until is null or r.valid_until >= today)),
    led as (
      select h.user_id, h.unit_id from held h
      where h.role = 'team_leader' or not exists (select from held l where l.unit_id = h.unit_id and l.role = 'team_leader'))
    select coalesce(jsonb_agg(distinct k.units), '[]') from (
      select jsonb_agg(distinct led.unit_id order by led.unit_id) as units from led group by led.user_id having count(distinct led.unit_id) > 1) k);
end $$;
revoke execute on function survey_led_together(int, int[]) from public;
grant execute on function survey_led_together(int, int[]) to rt_app;
