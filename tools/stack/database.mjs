// The MariaDB of a stack. It listens on a socket in the stack's folder, without a network and without passwords.
import { readFileSync, writeFileSync } from 'node:fs';
import { run, startDaemon, waitFor } from './daemons.mjs';

/**
 * Starts MariaDB with an empty data folder and waits until it is ready. Calls `recordProcess` with its process id before
 * that, so that a server which never gets ready can be stopped, too. The options trade the safety of the data for speed.
 */
export async function startDatabase(dir, recordProcess) {
  const data = `--datadir=${dir}/data`;
  // The names of temporary tables repeat with the process ids. In a folder that others use, one of a killed server makes this crash.
  const temporary = `--tmpdir=${dir}/tmp`;
  run([
    'mariadb-install-db',
    '--no-defaults',
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    data,
    temporary,
  ]);
  const id = startDaemon(dir, 'mariadb', [
    'mariadbd',
    '--no-defaults',
    data,
    `--socket=${dir}/mariadb.sock`,
    `--pid-file=${dir}/mariadb.pid`,
    temporary,
    '--skip-networking',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--innodb-buffer-pool-size=256M',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=0',
    '--innodb-flush-method=nosync',
  ]);
  recordProcess(id);
  await waitFor(dir, 'mariadb', () => isReady(dir));
}

/** Runs SQL. Returns the rows as text. */
export function sql(dir, statement, { database } = {}) {
  return run([...client(dir, 'mariadb'), '-N', ...(database ? [database] : [])], { input: statement });
}

/** Writes the content of a database to a file. */
export function dump(dir, database, file) {
  writeFileSync(file, run([...client(dir, 'mariadb-dump'), '--single-transaction', database]));
}

/** Replaces the content of a database by that of a file. */
export function restore(dir, database, file) {
  sql(dir, `DROP DATABASE IF EXISTS ${database}; CREATE DATABASE ${database}`);
  sql(dir, readFileSync(file), { database });
}

function isReady(dir) {
  try {
    return sql(dir, 'SELECT 1') !== '';
  } catch {
    return false;
  }
}

function client(dir, program) {
  return [
    program,
    '--no-defaults',
    '--user=root',
    `--socket=${dir}/mariadb.sock`,
    '--default-character-set=utf8mb4',
  ];
}
