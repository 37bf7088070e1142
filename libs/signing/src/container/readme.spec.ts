import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContainerKit, FILES, manifestName } from './container.fixture.js';
import type { SignatureParts } from './pack-container.js';

/** Whoever has `unzip`, `sh` and `openssl` checks a container by what its README prints, and by nothing else. */

let kit: ContainerKit;
let signatures: SignatureParts[];
let folder: string;
beforeAll(async () => {
  kit = await ContainerKit.create();
  signatures = [kit.sign(), kit.sign()];
}, 30_000);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'readme-'));
  const container = kit.file(await kit.pack(signatures));
  execFileSync('unzip', ['-q', container, '-d', folder], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => kit.remove());

type Part = 'A' | 'B' | 'C' | 'D';

/** The commands of the README, as printed: the lines that begin with four spaces, part by part. */
function commandsOf(part: Part): string {
  const readme = readFileSync(join(folder, 'README.txt'), 'utf8');
  const [, lines = ''] = new RegExp(`^${part}\\n((?: {4}.*\\n)+)`, 'm').exec(readme) ?? [];
  return lines;
}

/** Runs the parts one after the other in one shell; a command that fails ends it. */
function run(...parts: Part[]): string {
  const script = parts.map(commandsOf).join('');
  return execFileSync('sh', ['-e', '-c', script], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

test('the README says how, in three languages', () => {
  const readme = readFileSync(join(folder, 'README.txt'), 'utf8');
  for (const word of ['ПОРТАЛСЫЗ', 'БЕЗ ПОРТАЛА', 'WITHOUT THE PORTAL']) expect(readme).toContain(word);
});

test('part A verifies every signature', () => {
  expect(commandsOf('A').match(/openssl cms -verify/g)).toHaveLength(2);
  const printed = run('A');
  const answer = `sh -e -c '${commandsOf('A').replaceAll("'", "'\\''")}' 2>&1 >/dev/null`;
  expect(execFileSync('sh', ['-c', answer], { cwd: folder, encoding: 'utf8' })).toBe(
    'CAdES Verification successful\n'.repeat(2),
  );
  for (const { manifest } of signatures) expect(printed.replaceAll('\r', '')).toContain(manifest.toString());
});

test('part B prints the hashes that the manifests hold', () => {
  const hashes = run('A', 'B').trim().split('\n').slice(-4);
  const manifests = signatures.map(({ manifest }) => manifest.toString());
  expect(hashes).toHaveLength(2 + FILES.size);
  for (const hash of hashes) {
    expect(manifests.some((manifest) => manifest.includes(`<ds:DigestValue>${hash}</ds:DigestValue>`))).toBe(
      true,
    );
  }
});

test('part D prints nothing where nothing was changed, and else the line of the manifest that differs', () => {
  const silent = run('A').length;
  expect(run('A', 'D')).toHaveLength(silent);
  const [first = '', second = ''] = FILES.keys();
  writeFileSync(join(folder, first), readFileSync(join(folder, second)));
  const differing = run('A', 'D').slice(silent).trim().split('\n');
  expect(differing).toHaveLength(signatures.length);
  for (const line of differing) expect(line).toContain(`URI="${encodeURI(first)}"`);
});

test('part C prints the fingerprint of the root', () => {
  expect(run('A', 'C')).toMatch(/sha256 Fingerprint=([0-9A-F]{2}:){31}[0-9A-F]{2}/i);
});

test('a manifest that was changed does not verify', () => {
  const path = join(folder, manifestName((signatures[1] as SignatureParts).id));
  writeFileSync(path, readFileSync(path, 'utf8').replace('files/01', 'files/09'));
  expect(() => run('A')).toThrow('Verification failure');
});

test('a file that was changed has a hash that no manifest holds', () => {
  const [path = ''] = FILES.keys();
  writeFileSync(join(folder, path), 'Бас тартамын.');
  const hashes = run('A', 'B').trim().split('\n').slice(-4);
  const manifests = signatures.map(({ manifest }) => manifest.toString()).join('');
  expect(hashes.filter((hash) => !manifests.includes(hash))).toHaveLength(1);
});

test('what was judged at a certain time is verified as of then, by the lists of then', async () => {
  const at = kit.signing.pki.days(100);
  const later = { ...kit.sign(), at };
  const container = kit.file(await kit.pack([later], FILES, kit.trustPem(90)), 'later.asice');
  rmSync(folder, { recursive: true });
  execFileSync('unzip', ['-q', container, '-d', folder], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  expect(commandsOf('A')).toContain(` -attime ${Math.floor(at.getTime() / 1000)}`);
  expect(() => run('A')).not.toThrow();
  // By the clock of now the lists are not in force yet.
  const readme = join(folder, 'README.txt');
  writeFileSync(readme, readFileSync(readme, 'utf8').replace(/ -attime \d+/, ''));
  expect(() => run('A')).toThrow('CRL is not yet valid');
});
