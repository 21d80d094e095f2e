import type pg from 'pg'

/**
 * Fills the map of Demo Town up to so many entries: each one made of two that are there, with a name of its own, at places of the
 * town. The triggers of the program write the index as they do for a sheet that is brought in. Seconds it took, or null when the map was full.
 */
export async function fillMap(owner: pg.Client, entries: number): Promise<number | null> {
  const { rows } = await owner.query(
    'select association_id as id, count(*)::int as n from map_entry group by 1 order by 2 desc limit 1',
  )
  const { id: association, n: there } = rows[0]
  if (there >= entries) return null
  const began = performance.now()
  await owner.query('begin')
  await owner.query(
    `create temporary table base on commit drop as
       select row_number() over (order by entry_id) as no, * from map_entry where association_id = $1 and kind <> 'provider' and shown`,
    [association],
  )
  await owner.query(
    `insert into map_entry (association_id, entry_id, kind, authority_id, unit_id, provider_id, name, other_names, target_groups, age_from, age_to, need_levels, work_distances,
       languages, ways_in, how_to_refer, contact_name, contact_email, contact_phone, about_sv, about_easy, about_en, about_ar, search_words, verified_on, created_on)
     select a.association_id, uuidv7(), a.kind, a.authority_id, a.unit_id, a.provider_id, left(a.name || ' ' || split_part(b.name, ' ', 1) || ' ' || n, 200), a.other_names, b.target_groups,
       a.age_from, a.age_to, b.need_levels, a.work_distances, b.languages, a.ways_in, a.how_to_refer, a.contact_name, a.contact_email, a.contact_phone,
       a.about_sv || ' ' || b.about_sv, a.about_easy, a.about_en, a.about_ar, b.search_words, a.verified_on, a.created_on
     from generate_series(1, $1) n
       join base a on a.no = 1 + n % (select count(*) from base) join base b on b.no = 1 + (n * 7 + n / 61) % (select count(*) from base)`,
    [entries - there],
  )
  await owner.query(
    `insert into map_entry_place (association_id, entry_id, place_id)
     select e.association_id, e.entry_id, p.place_id
     from (select *, row_number() over (order by entry_id) as no from map_entry where association_id = $1) e
       join (select place_id, row_number() over (order by place_id) as no, count(*) over () as all from map_place where association_id = $1) p on p.no = 1 + e.no % p.all
     on conflict do nothing`,
    [association],
  )
  await owner.query('commit')
  const seconds = Math.round((performance.now() - began) / 100) / 10
  await owner.query('vacuum analyze')
  return seconds
}
