import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import {
  CertificationCentre,
  der,
  makeCertificate,
  makeKeyStore,
  makeName,
  newKeyPair,
  newSerial,
  OID,
  openKeyStore,
  toPem,
} from '#certification-centre';
import { ArrangedAct } from './support/arrange.js';
import { chosen } from './support/files.js';
import { inOffice } from './support/office.js';
import { certificateOwner, DEVELOPER } from './support/people.js';
import type { ChosenFile, Person } from './support/person.js';
import { DATA_DIR, KEY_PASSWORD, readKeyFile } from './support/portal.js';

const HEAD = DEVELOPER.legalHead;
const DAY_MS = 24 * 3_600_000;

const own = async () => openKeyStore(await readKeyFile(HEAD), KEY_PASSWORD);

async function openDialog(head: Person, title: string): Promise<void> {
  const act = await (await ArrangedAct.draft(title)).atLegalHead();
  await head.openFromInbox(act.title, 'give_visa');
  await head.press('agreements.verb.giveVisa');
}

async function signHere(head: Person): Promise<void> {
  await head.press('agreements.verb.giveVisa', head.dialog());
  await head.dialog().locator('.receipt').waitFor();
}

/** The own key as openssl packs it, under a Kazakh password. */
async function byOpenssl(password: string, ...options: string[]): Promise<ChosenFile> {
  const folder = mkdtempSync(join(tmpdir(), 'kelisim-key-'));
  try {
    const path = (name: string) => join(folder, name);
    const { key, certificate } = await own();
    writeFileSync(path('key.pem'), key.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(path('certificate.pem'), toPem('CERTIFICATE', certificate));
    const files = ['-inkey', path('key.pem'), '-in', path('certificate.pem'), '-out', path('key.p12')];
    execFileSync('openssl', ['pkcs12', '-export', ...files, '-passout', `pass:${password}`, ...options]);
    return chosen('RSA256.p12', readFileSync(path('key.p12')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A key file whose MAC is by a GOST digest, as the national centre's GOST key stores have it. */
function gostFile(): ChosenFile {
  const data = der.sequence(der.oid('1.2.840.113549.1.7.1'), der.tagged(0, der.octets(der.sequence())));
  const digest = der.sequence(der.oid('1.2.398.3.10.1.3.1'), der.nothing());
  const mac = der.sequence(der.sequence(digest, der.octets(Buffer.alloc(32))), der.octets(Buffer.alloc(8)));
  return chosen('GOST512.p12', der.sequence(der.integer(3), data, mac));
}

/** The own key, and a newer one of the same name that the portal would not take. */
async function withAnotherKey(): Promise<ChosenFile> {
  const { issuing, employeeExtensions } = await centre();
  const mine = await own();
  const { key, publicKey } = await newKeyPair();
  const certificate = makeCertificate({
    subject: makeName([
      [OID.commonName, certificateOwner(HEAD)],
      [OID.organisation, 'Басқа орган'],
    ]),
    issuer: issuing.name,
    serial: newSerial(),
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 30 * DAY_MS),
    publicKey,
    extensions: employeeExtensions(publicKey),
    issuerKey: issuing.key,
  });
  const entries = [
    { key: mine.key, certificate: mine.certificate, friendlyName: 'own' },
    { key, certificate, friendlyName: 'another' },
  ];
  return chosen('RSA256.p12', makeKeyStore(entries, [...mine.chain], KEY_PASSWORD));
}

async function centre() {
  const opened = await CertificationCentre.open(join(DATA_DIR, 'certification-centre'));
  return {
    issuing: opened.issuing,
    employeeExtensions: (publicKey: Buffer) => opened.employeeExtensions(publicKey, 'rightToSign'),
  };
}

/** Tells what the page's thread has worked since, in milliseconds of its own: what else the machine does is not counted. */
async function watchThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  const before = await worked();
  return async () => ((await worked()) - before) * 1000;
}

test('a key under 600,000 rounds and a Kazakh password opens while the page goes on', async () => {
  const password = 'Құпиясөз-ӘҢҒҮҰҚӨҺІ';
  const file = await byOpenssl(password, '-iter', '600000');
  await inOffice('kk', async (office) => {
    const head = await office.person(HEAD);
    const dialog = head.dialog();
    await openDialog(head, 'Берік қорғалған кілт туралы');
    const worked = await watchThread(head.page);
    const began = performance.now();
    await head.openKey([file], password);
    await dialog.getByText(certificateOwner(HEAD), { exact: true }).waitFor({ timeout: 60_000 });
    process.stdout.write(`A key of 600,000 rounds opens in ${Math.round(performance.now() - began)} ms\n`);
    // Nothing on the page moves while its thread works.
    expect(await worked()).toBeLessThan(1_000);
    await signHere(head);
  });
});

test('of several keys that may sign the person chooses one', async () => {
  const file = await withAnotherKey();
  await inOffice('ru', async (office) => {
    const head = await office.person(HEAD);
    const dialog = head.dialog();
    await openDialog(head, 'Бірнеше кілті бар файл туралы');
    await head.openKey([file], KEY_PASSWORD);
    const choices = dialog.getByRole('group', { name: head.t('sign.certificates') }).getByRole('radio');
    await choices.nth(1).waitFor();
    expect(await choices.count()).toBe(2);
    // The newer one stands first; the portal takes only the other, which is chosen already.
    expect(await choices.nth(1).isChecked()).toBe(true);
    await choices.first().check();
    await dialog.getByText(head.t('signCode.IIN_MISMATCH')).waitFor();
    expect(await head.button('agreements.verb.giveVisa', dialog).count()).toBe(0);
    await choices.nth(1).check();
    await signHere(head);
  });
});

test('a GOST key is explained, with what can be done', async () => {
  await inOffice('en', async (office) => {
    const head = await office.person(HEAD);
    const dialog = head.dialog();
    await openDialog(head, 'МЕМСТ кілті туралы');
    await head.openKey([gostFile()], KEY_PASSWORD);
    await dialog.getByRole('alert').getByText(head.t('signCode.KEY_FILE_GOST')).waitFor();
    await dialog.getByText(head.t('signAdvice.useNcaLayer')).waitFor();
  });
});
