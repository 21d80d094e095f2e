import type pg from 'pg'
import { newId } from '../../shared/ids.ts'

/** The head of an association's office, who meets nobody: gives the token of their session. */
export async function buildHead(migrator: pg.Pool, associationId: number): Promise<string> {
  const one = async (text: string, values: unknown[]) => (await migrator.query(text, values)).rows[0]
  const userId = newId()
  const { id: authorityId } = await one(
    `insert into authority (association_id, kind, name) values ($1, 'association', 'Förbundet') returning authority_id as id`,
    [associationId],
  )
  const { id: unitId } = await one(
    `insert into unit (association_id, authority_id, name, kind) values ($1, $2, 'Kansliet', 'association') returning unit_id as id`,
    [associationId, authorityId],
  )
  await one('insert into account_user (id, name, email, association_id) values ($1, $2, $3, $4)', [
    userId,
    'Agneta Holm',
    `${userId}@provby.example`,
    associationId,
  ])
  await one(
    `insert into user_role (association_id, user_id, unit_id, role, valid_from) values ($1, $2, $3, 'association_head', '2020-01-01')`,
    [associationId, userId, unitId],
  )
  await one(`insert into account_session (id, user_id, token, expires_at) values ($1, $2, $3, '2199-01-01')`, [
    newId(),
    userId,
    userId,
  ])
  return userId
}
