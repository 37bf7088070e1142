import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from '../plain-error.js';

/** As whom PostgreSQL runs: it refuses to run as root. */
export interface Account {
  /** Wraps a command line, for the account that is a user namespace. */
  readonly wrap: (file: string, args: readonly string[]) => [string, string[]];
  /** User and group to become before the command starts; undefined: stay who we are. */
  readonly ids: { readonly uid: number; readonly gid: number } | undefined;
  /** Who has to own the data. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

const USER = 'postgres';

/**
 * Finds the account for PostgreSQL. An ordinary user runs it himself. Root runs it as the user `postgres`, made
 * when missing, as Debian's own package does. Where that user cannot enter the folders on the way (a clone under
 * /root or in a private temporary folder), PostgreSQL runs in a user namespace: not root inside, root's files outside.
 * @param binary the server program
 * @param folder its folder; must exist
 */
export function postgresAccount(binary: string, folder: string): Account {
  if (process.getuid?.() !== 0) return { wrap: plain, ids: undefined, owner: undefined };
  const ids = findUser() ?? createUser();
  if (ids && canReach(binary, folder, ids)) return { wrap: plain, ids, owner: ids };
  const nobody = { uid: numberOf('-u', 'nobody') ?? 65_534, gid: numberOf('-g', 'nobody') ?? 65_534 };
  const namespace = ['--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--'];
  if (spawnSync('unshare', [...namespace, binary, '--version']).status !== 0) {
    throw new PlainError(
      `PostgreSQL does not run as root, and its own user cannot enter ${folder}: put the clone where others may enter (for example under /opt), or run ./portal as an ordinary user.`,
    );
  }
  return {
    wrap: (file, args) => ['unshare', [...namespace, file, ...args]],
    ids: undefined,
    owner: { uid: 0, gid: 0 },
  };
}

/** Gives `folder` and all in it to the account's owner; does nothing when they are already theirs. */
export function giveTo(account: Account, folder: string): void {
  if (!account.owner) return;
  const { uid, gid } = account.owner;
  if (lstatSync(folder).uid === uid) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink()) chownSync(path, uid, gid);
  }
  // Last: while the folder is not theirs, a hand-over that was cut off is done again.
  chownSync(folder, uid, gid);
}

function plain(file: string, args: readonly string[]): [string, string[]] {
  return [file, [...args]];
}

function canReach(binary: string, folder: string, ids: { uid: number; gid: number }): boolean {
  const program = spawnSync(binary, ['--version'], { ...ids, cwd: '/' });
  const entered = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...ids, cwd: '/' });
  return program.status === 0 && entered.status === 0;
}

function findUser(): { uid: number; gid: number } | undefined {
  const uid = numberOf('-u', USER);
  const gid = numberOf('-g', USER);
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function createUser(): { uid: number; gid: number } | undefined {
  try {
    const quiet = { stdio: 'ignore' } as const;
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER],
      quiet,
    );
  } catch {
    return undefined;
  }
  return findUser();
}

function numberOf(option: '-u' | '-g', user: string): number | undefined {
  const answer = spawnSync('id', [option, user], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
}
