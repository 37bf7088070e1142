import { spawnSync } from 'node:child_process';
import { PlainError } from '../plain-error.js';

/** A Debian package that tests need, and the program it brings. */
export interface MachineTool {
  readonly program: string;
  readonly package: string;
}

export const CHROMIUM: MachineTool = { program: 'chromium', package: 'chromium' };
/** pdftotext: what the agreement sheet says is read out of its PDF. */
export const POPPLER: MachineTool = { program: 'pdftotext', package: 'poppler-utils' };
/** The peer that accepts the portal's signatures, or not. */
export const OPENSSL: MachineTool = { program: 'openssl', package: 'openssl' };
/** The scanner for viruses; its package brings clamd alone, the tests give it signatures of their own. */
export const CLAMD: MachineTool = { program: 'clamd', package: 'clamav-daemon' };
export const REDIS: MachineTool = { program: 'redis-server', package: 'redis-server' };
/** The directory against which signing in by LDAP is tested; /usr/sbin is not in everybody's PATH. */
export const SLAPD: MachineTool = { program: '/usr/sbin/slapd', package: 'slapd' };

/**
 * Sees to it that the programs are there: as root they are installed, anyone else is told the one command.
 * @throws PlainError in one sentence
 */
export function requireTools(tools: readonly MachineTool[], say: (line: string) => void): void {
  const missing = tools.filter((tool) => !isThere(tool)).map((tool) => tool.package);
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (process.getuid?.() !== 0) {
    throw new PlainError(
      `This needs ${missing.join(' and ')}. Install it with: sudo apt-get install -y ${names}`,
    );
  }
  say(`Installing ${missing.join(' and ')} (once)…`);
  // A fresh machine has no package lists yet; old ones may name versions that are gone.
  if (apt('install', '-y', '--no-install-recommends', ...missing) !== undefined) {
    apt('update', '-qq');
    const output = apt('install', '-y', '--no-install-recommends', ...missing);
    if (output !== undefined) {
      const reason = output.trim().split('\n').at(-1);
      throw new PlainError(`apt-get could not install ${names}: ${reason}`);
    }
  }
}

function isThere(tool: MachineTool): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', tool.program], { stdio: 'ignore' }).status === 0;
}

/** What apt-get said when it failed, or undefined when it worked. */
function apt(...args: string[]): string | undefined {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = spawnSync('apt-get', args, { env, encoding: 'utf8' });
  return run.status === 0 ? undefined : `${run.stdout}${run.stderr}${run.error?.message ?? ''}`;
}
