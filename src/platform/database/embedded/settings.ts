/**
 * How the embedded PostgreSQL runs: given on the command line, so that a newer program brings its own settings to an
 * older data folder. Sized for a machine with two cores and a few gigabytes.
 */
const SETTINGS: Record<string, string> = {
  cluster_name: 'roda-traden',
  // Nobody reaches it over a network; the folder of the socket is readable by one account only.
  listen_addresses: '',
  port: '5432',
  unix_socket_permissions: '0777',
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  // Compiling a query costs more than the short queries of a page gain.
  jit: 'off',
  random_page_cost: '1.1',
  max_parallel_workers_per_gather: '1',
  timezone: 'Europe/Stockholm',
  log_timezone: 'Europe/Stockholm',
  synchronous_commit: 'on',
  // No replica and no archive: less is written. A backup is a file made by the command line.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '1GB',
  checkpoint_completion_target: '0.9',
  autovacuum: 'on',
  // Statements and their values are about people: errors are the program's to tell, without the text of the query.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  idle_in_transaction_session_timeout: '5min',
}

/** For tests: what is written need not survive a power cut. */
const FAST: Record<string, string> = {
  fsync: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_connections: '100',
  checkpoint_timeout: '1h',
  autovacuum_naptime: '10min',
}

/** Arguments for the program `postgres`. */
export const settingArguments = (fast: boolean): string[] =>
  Object.entries({ ...SETTINGS, ...(fast ? FAST : {}) }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
