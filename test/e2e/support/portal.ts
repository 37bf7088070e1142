import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PortalClient } from '../../../apps/cli/src/portal-client.js';

/** The portal under test: `libs/testing/src/portal.setup.mjs` has started it. */
export const PORTAL_URL = setting('PORTAL_URL');
export const DATA_DIR = setting('PORTAL_DATA_DIR');

/** Where the portal looks for its OpenID Connect provider; nobody is there until a test sees to it. */
export const OIDC_ISSUER = setting('PORTAL_OIDC_ISSUER');

export const PASSWORD = 'kelisim-demo-2026';
export const KEY_PASSWORD = 'kelisim-demo';

/** Certificates that a signature is checked with, as an outsider would. */
export const TRUST = join(DATA_DIR, 'certification-centre/trust.pem');
export const INTERMEDIATES = join(DATA_DIR, 'certification-centre/intermediates.pem');

export const keyFileOf = (login: string) => join(DATA_DIR, 'certification-centre/employees', `${login}.p12`);
export const readKeyFile = (login: string): Promise<Buffer> => readFile(keyFileOf(login));

/** A person at the portal's addresses: for what a test arranges before it opens the browser. */
export const clientOf = (login: string): Promise<PortalClient> =>
  PortalClient.signIn(PORTAL_URL, login, PASSWORD);

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests by ./portal test e2e.`);
  return value;
}

/** What arrives lies here until it is whole. */
const INCOMING = join(DATA_DIR, 'files/incoming');

/** Names of files that are arriving now, or that an upload left behind. */
export const incoming = (): Promise<string[]> => readdir(INCOMING);

/** Where the portal keeps a file with these bytes. */
export function placeOf(content: Buffer): string {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return join(DATA_DIR, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

/** Whether the portal keeps a file with these bytes. */
export const isKept = (content: Buffer): boolean => existsSync(placeOf(content));
