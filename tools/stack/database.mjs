// A MariaDB of a stack's own, reached by a socket in its folder, without passwords and without a network.
import { readFileSync, writeFileSync } from 'node:fs';
import { run, startDaemon, waitFor } from './daemons.mjs';

/**
 * Starts MariaDB on an empty data folder and waits until it answers; `started` gets the id of its process before that,
 * so that one which never answers can be ended too. What it holds is not worth waiting for the disk.
 */
export async function startDatabase(dir, started) {
  const data = `--datadir=${dir}/data`;
  run([
    'mariadb-install-db',
    '--no-defaults',
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    data,
  ]);
  const id = startDaemon(dir, 'mariadb', [
    'mariadbd',
    '--no-defaults',
    data,
    `--socket=${dir}/mariadb.sock`,
    `--pid-file=${dir}/mariadb.pid`,
    `--tmpdir=${dir}/tmp`,
    '--skip-networking',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--innodb-buffer-pool-size=256M',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=0',
    '--innodb-flush-method=nosync',
  ]);
  started(id);
  await waitFor(dir, 'mariadb', () => answers(dir));
}

/** Runs SQL; its rows as text. */
export function sql(dir, statement, { database } = {}) {
  return run([...client(dir, 'mariadb'), '-N', ...(database ? [database] : [])], { input: statement });
}

/** Writes all that a database holds into a file. */
export function dump(dir, database, file) {
  writeFileSync(file, run([...client(dir, 'mariadb-dump'), '--single-transaction', database]));
}

/** Makes a database hold what the file says, and nothing else. */
export function restore(dir, database, file) {
  sql(dir, `DROP DATABASE IF EXISTS ${database}; CREATE DATABASE ${database}`);
  sql(dir, readFileSync(file), { database });
}

function answers(dir) {
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
