import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PlainError, sentence } from './plain-error.js';

/** What every command is given. */
export interface Context {
  /** The clone: package.json lies here. */
  readonly root: string;
  /** Everything that the portal keeps, absolute. */
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** Arguments after the command's name. */
  readonly args: readonly string[];
}

/** Proof that a folder is the portal's own, so that `reset` never clears anything else. */
const MARK = 'kelisim-data';

/** What ./portal keeps beside the data when the data folder is the default one. */
const TOOLS = ['node', 'node.new', 'npm-cache', 'cache', 'install.lock', 'installing', 'logs', 'lost+found'];

/**
 * Makes the data folder, or takes the one that is there.
 * @throws PlainError when it cannot be written, or holds something that is not the portal's
 */
export function openDataDir(dataDir: string): void {
  try {
    makeFolder(dataDir);
    const there = readdirSync(dataDir).filter((name) => !TOOLS.includes(name));
    if (there.length > 0 && !there.includes(MARK)) {
      throw new PlainError(
        `The folder ${dataDir} holds other things than the portal's data: set DATA_DIR to an empty folder.`,
      );
    }
    mkdirSync(join(dataDir, 'logs'), { recursive: true });
    writeFileSync(
      join(dataDir, MARK),
      'All data of one Kelisim portal. ./portal reset clears this folder.\n',
    );
  } catch (error) {
    throw new PlainError(sentence(`Writing to the data folder ${dataDir}`, error));
  }
}

/** Not `recursive`: in a folder such as /proc, where nothing can be made, Node would try for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  // Others may pass through: as root, PostgreSQL runs as an account of its own. What is secret is closed by itself.
  mkdirSync(path, { mode: 0o755 });
}

/** Folder of the test certification centre: its own keys, and the key files that it issued. */
export function centreFolder(dataDir: string): string {
  return join(dataDir, 'certification-centre');
}

/** True when `dataDir` was made by {@link openDataDir}. */
export function isDataDir(dataDir: string): boolean {
  try {
    return readdirSync(dataDir).includes(MARK);
  } catch {
    return false;
  }
}

/** Removes all data and logs; what ./portal downloaded stays. The mark goes last: a reset that was cut off can be repeated. */
export function clearDataDir(dataDir: string): void {
  const kept = TOOLS.filter((name) => name !== 'logs');
  for (const name of readdirSync(dataDir)) {
    if (name !== MARK && !kept.includes(name)) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
  rmSync(join(dataDir, MARK), { force: true });
}
