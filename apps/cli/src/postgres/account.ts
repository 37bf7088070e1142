import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from '../plain-error.js';

/** As whom PostgreSQL runs: it refuses to run as root. */
export interface Account {
  /** Put before each command line. */
  readonly prefix: readonly string[];
  /** Who has to own the data; undefined: who made them does. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

const USER = 'postgres';
const AS_USER = ['setpriv', `--reuid=${USER}`, `--regid=${USER}`, '--init-groups'];

/**
 * Finds the account for PostgreSQL. An ordinary user runs it himself. Root runs it as the user `postgres`, made
 * when missing, as Debian's own package does. That user may be unable to enter the folders on the way (a clone
 * under /root, or in a private temporary folder): then it may pass closed folders, or, where containers forbid
 * that or the other, PostgreSQL runs in a user namespace: not root inside, root's files outside.
 * @param initdb the program of that name, beside `postgres`
 * @param folder where the data will be; must exist
 * @throws PlainError when none of these works here
 */
export function postgresAccount(initdb: string, folder: string): Account {
  if (process.getuid?.() !== 0) return { prefix: [], owner: undefined };
  const works = (account: Account) => canWork(account.prefix, initdb, folder);
  const account = rootsChoices().find(works);
  if (account) return account;
  throw new PlainError(
    `PostgreSQL does not run as root, and its own user cannot enter ${folder}: put the clone where others may enter (for example under /opt), or run ./portal as an ordinary user.`,
  );
}

/** Gives `folder` and all in it to the account's owner; does nothing when they are already theirs. */
export function giveTo(account: Account, folder: string): void {
  if (!account.owner) return;
  const { uid, gid } = account.owner;
  if (lstatSync(folder).uid === uid) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(join(entry.parentPath, entry.name), uid, gid);
  }
  // Last: while the folder is not theirs, a hand-over that was cut off is done again.
  chownSync(folder, uid, gid);
}

function rootsChoices(): Account[] {
  const user = findUser() ?? createUser();
  const nobody = { uid: numberOf('-u', 'nobody') ?? 65_534, gid: numberOf('-g', 'nobody') ?? 65_534 };
  const passClosedFolders = [
    '--securebits=+no_setuid_fixup', // else access(), which PostgreSQL asks first, forgets the capability
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  const asUser = user
    ? [
        { prefix: [...AS_USER, '--'], owner: user },
        { prefix: [...AS_USER, ...passClosedFolders, '--'], owner: user },
      ]
    : [];
  const namespace = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--'];
  return [...asUser, { prefix: namespace, owner: { uid: 0, gid: 0 } }];
}

/** `initdb --show` looks for its neighbours as PostgreSQL itself does, and changes nothing. */
function canWork(prefix: readonly string[], initdb: string, folder: string): boolean {
  const succeeds = (...command: string[]) => {
    const [file = '', ...args] = [...prefix, ...command];
    return spawnSync(file, args, { cwd: '/', stdio: 'ignore' }).status === 0;
  };
  const entry = `${folder}/.`; // join() would drop the dot that asks for leave to enter
  return succeeds('ls', '-d', entry) && succeeds(initdb, '--show', `--pgdata=${folder}`, '--locale=C.UTF-8');
}

function findUser(): { uid: number; gid: number } | undefined {
  const uid = numberOf('-u', USER);
  const gid = numberOf('-g', USER);
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function createUser(): { uid: number; gid: number } | undefined {
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  spawnSync('useradd', [...options, USER], { stdio: 'ignore' });
  return findUser();
}

function numberOf(option: '-u' | '-g', user: string): number | undefined {
  const answer = spawnSync('id', [option, user], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
}
