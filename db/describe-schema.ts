import type pg from 'pg'

/** What of the database is written down, each as rows of one text column, in an order that does not depend on when it was made. */
const PARTS: readonly [heading: string, query: string][] = [
  [
    'Tables and columns',
    `select format('%s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
       coalesce(case when a.attidentity <> '' then ' identity' else ' default ' || pg_get_expr(d.adbin, d.adrelid) end, ''))
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'p')
     order by c.relname, a.attnum`,
  ],
  [
    'Constraints',
    `select format('%s: %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
     where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c') order by conrelid::regclass::text, contype, conname`,
  ],
  ['Indexes', `select indexdef from pg_indexes where schemaname = 'public' order by tablename, indexname`],
  [
    'Policies',
    `select format('%s %s: %s %s to %s%s%s', tablename, policyname, lower(permissive), lower(cmd), array_to_string(roles, ', '),
       coalesce(E'\\n    using ' || qual, ''), coalesce(E'\\n    check ' || with_check, ''))
     from pg_policies where schemaname = 'public' order by tablename, policyname`,
  ],
  [
    'Row security',
    `select format('%s %s', relname, case when relrowsecurity then 'on' else 'off' end) from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
  ],
  [
    'Triggers',
    `select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by c.relname, t.tgname`,
  ],
  [
    'Functions',
    `select pg_get_functiondef(p.oid) from pg_proc p where p.pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname, pg_get_function_identity_arguments(p.oid)`,
  ],
  [
    'Rights of the program',
    `select format('%s %s: %s', grantee, table_name, string_agg(distinct lower(privilege_type), ', ' order by lower(privilege_type)))
     from information_schema.role_table_grants where grantee in ('rt_app', 'rt_report') and table_schema = 'public' group by grantee, table_name order by 1`,
  ],
  [
    'Columns the program may change',
    `select format('%s %s: %s', grantee, table_name, string_agg(column_name, ', ' order by column_name)) from information_schema.column_privileges
     where grantee in ('rt_app', 'rt_report') and table_schema = 'public' and privilege_type = 'UPDATE' group by grantee, table_name order by 1`,
  ],
  ...(['INSERT', 'SELECT'] as const).map((right): [string, string] => [
    `Columns the program may ${right === 'INSERT' ? 'fill' : 'read'}, where not all`,
    `select format('%s %s: %s', p.grantee, p.table_name, string_agg(p.column_name, ', ' order by p.column_name)) from information_schema.column_privileges p
     where p.grantee in ('rt_app', 'rt_report') and p.table_schema = 'public' and p.privilege_type = '${right}' and not exists (
       select from information_schema.role_table_grants g
       where g.grantee = p.grantee and g.table_schema = 'public' and g.table_name = p.table_name and g.privilege_type = '${right}')
     group by p.grantee, p.table_name order by 1`,
  ]),
  [
    'Functions the program may call',
    `select format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prosecdef and has_function_privilege('rt_app', p.oid, 'execute') order by 1`,
  ],
]

/** The whole schema with its policies and rights as one text, for reading and for seeing in a diff what a migration really changed. */
export async function describeSchema(client: pg.ClientBase): Promise<string> {
  const parts: string[] = ['-- Written by npm run db:types from the migrations; for reading, never run.']
  for (const [heading, query] of PARTS) {
    const { rows } = await client.query<string[]>({ text: query, rowMode: 'array' })
    parts.push(`\n-- ${heading}\n${rows.map(([line]) => line).join('\n')}`)
  }
  return `${parts.join('\n')}\n`
}
