import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Authority,
  authorityKeyIdentifier,
  basicConstraints,
  CertificationCentre,
  certificatePolicies,
  employeeName,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
  makeCrl,
  makeKeyStore,
  makeName,
  newKeyPair,
  newSerial,
  OID,
  subjectKeyIdentifier,
  toPem,
  USAGE,
} from '#certification-centre';
import { demoBodies } from '../../../apps/cli/src/demo/directory.js';
import { demoEmployees } from '../../../apps/cli/src/demo/employees.js';
import { chosen } from './files.js';
import type { ChosenFile } from './person.js';
import { DATA_DIR, KEY_PASSWORD } from './portal.js';

const DAY_MS = 24 * 3_600_000;
const FOLDER = join(DATA_DIR, 'certification-centre');

/**
 * Another issuing centre under the same root, whose list of revoked certificates is out of reach until it is published:
 * signatures by its keys wait, and those by the demo's keys do not.
 */
export class SecondCentre {
  private constructor(
    private readonly root: Authority,
    private readonly issuing: Authority,
  ) {}

  static async open(): Promise<SecondCentre> {
    const { root } = await CertificationCentre.open(FOLDER);
    const pair = await newKeyPair();
    const name = makeName([
      [OID.country, 'KZ'],
      [OID.commonName, 'TEST Екінші куәландырушы орталық'],
    ]);
    const certificate = issued(root, name, pair.publicKey, [
      basicConstraints(true, 0),
      keyUsage(USAGE.keyCertSign, USAGE.cRLSign),
    ]);
    return new SecondCentre(root, { name, ...pair, certificate });
  }

  /** A key file for signing, of somebody of the demo. */
  async keyOf(login: string): Promise<ChosenFile> {
    const employee = demoEmployees.find((one) => one.login === login);
    const body = demoBodies.find(({ units }) => units.some(({ key }) => key === employee?.unitKey));
    if (!employee || !body) throw new Error(`The demo has no ${login}.`);
    const { surname, givenName: given, iin } = employee;
    const owner = { surname, given, iin, bin: body.bin, organisation: body.name.kk } as const;
    const subject = makeName(employeeName({ ...owner, role: 'rightToSign', password: KEY_PASSWORD }));
    const { key, publicKey } = await newKeyPair();
    const certificate = issued(this.issuing, subject, publicKey, [
      keyUsage(USAGE.digitalSignature, USAGE.nonRepudiation),
      extendedKeyUsage(OID.emailProtection),
      certificatePolicies('1.2.398.3.3.2.1'),
    ]);
    const chain = [this.issuing.certificate, this.root.certificate];
    const entry = { key, certificate, friendlyName: login };
    return chosen('RSA_second.p12', makeKeyStore([entry], chain, KEY_PASSWORD));
  }

  /** Its list is there: nothing is revoked. */
  async publish(): Promise<void> {
    const list = makeCrl({
      issuer: this.issuing.name,
      issuerKey: this.issuing.key,
      number: 1,
      thisUpdate: new Date(Date.now() - DAY_MS),
      nextUpdate: new Date(Date.now() + DAY_MS),
      revoked: [],
    });
    const path = (name: string) => join(FOLDER, 'crls', name);
    // Whole or not at all: a name with a dot in front is a file still being written.
    await writeFile(path('.second.crl'), toPem('X509 CRL', list));
    await rename(path('.second.crl'), path('second.crl'));
  }
}

function issued(
  issuer: Authority,
  subject: Buffer,
  publicKey: Buffer,
  extensions: readonly Buffer[],
): Buffer {
  return makeCertificate({
    subject,
    issuer: issuer.name,
    serial: newSerial(),
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 30 * DAY_MS),
    publicKey,
    extensions: [...extensions, subjectKeyIdentifier(publicKey), authorityKeyIdentifier(issuer.publicKey)],
    issuerKey: issuer.key,
  });
}
