import type pg from 'pg'
import { inject } from 'vitest'
import { openPool } from '../../src/platform/database/pool.ts'
import { APP, MIGRATOR, withClient } from '../../src/platform/database/provision.ts'

export type TestDatabase = {
  /** The owner: sees every row. For building worlds and looking behind the policies. */
  migrator: pg.Pool
  /** The program's own role: policies apply. */
  app: pg.Pool
  /** Connection settings of the app's role, for code that opens its own pool. */
  appConfig: pg.PoolConfig
  migratorConfig: pg.PoolConfig
  close(): Promise<void>
}

let made = 0

/** A database of its own with every migration run and nothing in it. Close it in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const superuser = { ...inject('database'), database: 'postgres', password: '', ssl: false }
  const name = `rt_test_${process.pid}_${made++}`
  await withClient(superuser, async (client) => {
    await client.query(`create database ${name} template rt_template owner ${MIGRATOR}`)
    await client.query(`revoke all on database ${name} from public`)
    await client.query(`grant connect on database ${name} to ${APP}`)
  })
  const config = { ...superuser, database: name, max: 10 }
  const migratorConfig = { ...config, user: MIGRATOR }
  const appConfig = { ...config, user: APP }
  // Worlds are copied in, and COPY keeps a connection to itself.
  const migrator = openPool({ ...migratorConfig, pipeline: false })
  const app = openPool(appConfig)
  return {
    migrator,
    app,
    appConfig,
    migratorConfig,
    async close() {
      await Promise.all([migrator.end(), app.end()])
      await withClient(superuser, (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}

/** Waits until everything committed before is complete for whoever follows events: no older transaction of the cluster is running. */
export async function settled(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query('select pg_current_xact_id()::text as xid')
  for (let attempt = 0; attempt < 3000; attempt++) {
    const over = await pool.query('select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as is', [rows[0].xid])
    if (over.rows[0].is) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('some transaction of the cluster does not end')
}

/** Waits until a statement in the pool's database waits for another's lock. */
export async function somebodyWaits(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query(
      'select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()',
    )
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
