import { createPrivateKey, generateKeyPair, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import {
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
  makeCrl,
  makeName,
  type NameAttributes,
  OID,
  subjectKeyIdentifier,
  toPem,
  USAGE,
} from './certificate-maker.js';
import { commonNameOf, type EmployeeRequest, employeeName, ROLES, type Role } from './employee.js';
import { type KeyStoreEntry, makeKeyStore } from './key-store.js';

const DAY = 24 * 60 * 60 * 1000;
const YEAR = 365 * DAY;
/** How far the start of validity lies back, so that a clock a little behind does no harm. */
const SLACK = DAY;

/** Policies of the national certification centre for people who sign for an organisation (RSA). */
const SIGNING_POLICY = '1.2.398.3.3.2.1';
/** And for the same people when they sign in. */
const AUTHENTICATION_POLICY = '1.2.398.3.3.2.4';

export interface IssuedKey {
  /** The key file: the key for signing first, then the one for signing in. */
  p12: Buffer;
  /** PEM, of the certificate for signing. */
  certificate: string;
  /** Of the certificate for signing; hex, lower case. */
  serial: string;
  /** Of the certificate for signing in; hex, lower case. */
  authenticationSerial: string;
}

/** What a key of an employee is for. */
export type KeyUse = 'signing' | 'authentication';

/** A line of the centre's register. */
export interface RegisterEntry {
  serial: string;
  use: KeyUse;
  commonName: string;
  iin: string;
  bin: string;
  role: Role;
  notAfter: string;
  /** ISO 8601; null while the certificate holds. */
  revokedAt: string | null;
  /** What a renewal repeats; absent in registers that were begun before there were renewals. */
  owner?: Pick<EmployeeRequest, 'surname' | 'given' | 'patronymic' | 'organisation'>;
}

/** A certificate with its key. */
export interface Authority {
  name: Buffer;
  publicKey: Buffer;
  key: KeyObject;
  /** DER. */
  certificate: Buffer;
}

const FILES = {
  root: 'root',
  issuing: 'issuing',
  register: 'register.json',
  index: 'index.txt',
  trust: 'trust.pem',
  intermediates: 'intermediates.pem',
  crls: 'crls',
} as const;

const ROOT_NAME: NameAttributes = [
  [OID.country, 'KZ'],
  [OID.commonName, 'TEST Негізгі куәландырушы орталық'],
];
const ISSUING_NAME: NameAttributes = [
  [OID.country, 'KZ'],
  [OID.commonName, 'TEST Куәландырушы орталық (RSA)'],
];

export async function newKeyPair(): Promise<{ key: KeyObject; publicKey: Buffer }> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { key: pair.privateKey, publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }) };
}

/** A positive serial of 16 bytes, the first of which keeps its place. */
export function newSerial(): Buffer {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] as number) & 0x3f) | 0x40;
  return serial;
}

/**
 * A certification centre for demo and tests: a root, an issuing centre, key files for employees, and
 * revocation lists. Every certificate says TEST; production refuses its root. Keys lie open in its folder.
 */
export class CertificationCentre {
  private saved: Promise<void> = Promise.resolve();

  private constructor(
    /** Everything of the centre lies here. */
    readonly directory: string,
    readonly root: Authority,
    readonly issuing: Authority,
    private readonly register: RegisterEntry[],
  ) {}

  /** Makes a new centre in a folder, which is made where it is missing; a centre already there is replaced. */
  static async create(directory: string, now = new Date()): Promise<CertificationCentre> {
    await mkdir(join(directory, FILES.crls), { recursive: true });
    const [rootPair, issuingPair] = await Promise.all([newKeyPair(), newKeyPair()]);
    const rootName = makeName(ROOT_NAME);
    const root = makeAuthority(rootName, rootPair, { name: rootName, ...rootPair }, now, 20);
    const issuing = makeAuthority(makeName(ISSUING_NAME), issuingPair, root, now, 10, 0);
    const centre = new CertificationCentre(directory, root, issuing, []);
    await Promise.all([
      centre.saveAuthority(FILES.root, root),
      centre.saveAuthority(FILES.issuing, issuing),
      writeFile(centre.files.trust, toPem('CERTIFICATE', root.certificate)),
      writeFile(centre.files.intermediates, toPem('CERTIFICATE', issuing.certificate)),
    ]);
    await centre.saveRegister();
    await centre.writeCrls(now);
    return centre;
  }

  /** Opens the centre of a folder. @throws the file system's error where there is none */
  static async open(directory: string): Promise<CertificationCentre> {
    const [root, issuing, register] = await Promise.all([
      loadAuthority(directory, FILES.root, ROOT_NAME),
      loadAuthority(directory, FILES.issuing, ISSUING_NAME),
      readFile(join(directory, FILES.register), 'utf8'),
    ]);
    // registers from before there were two uses know no other
    const entries = JSON.parse(register).map((entry: RegisterEntry) => ({
      ...entry,
      use: entry.use ?? 'signing',
    }));
    return new CertificationCentre(directory, root, issuing, entries);
  }

  /** Opens the centre of a folder, or makes one where there is none. */
  static async openOrCreate(directory: string): Promise<CertificationCentre> {
    const exists = await access(join(directory, FILES.register)).then(
      () => true,
      () => false,
    );
    return exists ? CertificationCentre.open(directory) : CertificationCentre.create(directory);
  }

  /** Where the verifier finds roots, issuing centre and lists. */
  get files(): { trust: string; intermediates: string; crls: string } {
    return {
      trust: join(this.directory, FILES.trust),
      intermediates: join(this.directory, FILES.intermediates),
      crls: join(this.directory, FILES.crls),
    };
  }

  /**
   * Issues a key file with a certificate for signing and one for signing in, each of a key of its own and valid for two
   * years. Many may be issued at once.
   */
  async issueEmployee(request: EmployeeRequest, now = new Date()): Promise<IssuedKey> {
    const [signing, authentication] = await Promise.all([
      this.issue(request, 'signing', now),
      this.issue(request, 'authentication', now),
    ]);
    const chain = [this.issuing.certificate, this.root.certificate];
    const p12 = makeKeyStore([signing, authentication], chain, request.password);
    await this.saveRegister();
    return {
      p12,
      certificate: toPem('CERTIFICATE', signing.certificate),
      serial: signing.serial,
      authenticationSerial: authentication.serial,
    };
  }

  /** A new key with its certificate, entered in the register. */
  private async issue(
    request: EmployeeRequest,
    use: KeyUse,
    now: Date,
  ): Promise<KeyStoreEntry & { serial: string }> {
    const { key, publicKey } = await newKeyPair();
    const serial = newSerial();
    const notAfter = new Date(now.getTime() + 2 * YEAR);
    const certificate = makeCertificate({
      subject: makeName(employeeName(request)),
      issuer: this.issuing.name,
      serial,
      notBefore: new Date(now.getTime() - SLACK),
      notAfter,
      publicKey,
      extensions:
        use === 'signing'
          ? this.employeeExtensions(publicKey, request.role)
          : this.authenticationExtensions(publicKey, request.role),
      issuerKey: this.issuing.key,
    });
    const commonName = commonNameOf(request);
    const { iin, bin, role } = request;
    const { surname, given, patronymic, organisation } = request;
    this.register.push({
      serial: serial.toString('hex'),
      use,
      commonName,
      iin,
      bin,
      role,
      notAfter: notAfter.toISOString(),
      revokedAt: null,
      owner: { surname, given, ...(patronymic === undefined ? {} : { patronymic }), organisation },
    });
    return { key, certificate, friendlyName: `${commonName} (${use})`, serial: serial.toString('hex') };
  }

  /**
   * Issues a new key file to the owner of a certificate that is not revoked; the old one holds until it ends.
   * @returns undefined when no such certificate is in the register, or it does not say enough of its owner
   */
  async renew(serial: string, password: string, now = new Date()): Promise<IssuedKey | undefined> {
    const entry = this.register.find((one) => one.serial === serial.toLowerCase());
    if (entry?.owner === undefined || entry.revokedAt !== null) return undefined;
    const { owner, iin, bin, role } = entry;
    return this.issueEmployee({ ...owner, iin, bin, role, password }, now);
  }

  /** The extensions of an employee's signing certificate. */
  employeeExtensions(publicKey: Buffer, role: Role): Buffer[] {
    return [
      keyUsage(USAGE.digitalSignature, USAGE.nonRepudiation),
      // openssl takes a certificate with extended key usages for signing only with this one among them
      extendedKeyUsage(OID.emailProtection, ...ROLES[role]),
      certificatePolicies(SIGNING_POLICY),
      subjectKeyIdentifier(publicKey),
      authorityKeyIdentifier(this.issuing.publicKey),
    ];
  }

  /** The extensions of an employee's certificate for signing in. */
  authenticationExtensions(publicKey: Buffer, role: Role): Buffer[] {
    return [
      keyUsage(USAGE.digitalSignature, USAGE.keyEncipherment),
      extendedKeyUsage(OID.clientAuthentication, ...ROLES[role]),
      certificatePolicies(AUTHENTICATION_POLICY),
      subjectKeyIdentifier(publicKey),
      authorityKeyIdentifier(this.issuing.publicKey),
    ];
  }

  /** The register, oldest entry first. */
  list(): readonly RegisterEntry[] {
    return this.register;
  }

  /**
   * Enters a revocation; `writeCrls` makes it known.
   * @returns false when the serial is not in the register, or is revoked already
   */
  async revoke(serial: string, now = new Date()): Promise<boolean> {
    const entry = this.register.find((one) => one.serial === serial.toLowerCase());
    if (entry === undefined || entry.revokedAt !== null) return false;
    entry.revokedAt = now.toISOString();
    await this.saveRegister();
    return true;
  }

  /** Writes the lists of root and issuing centre, good for ten years: a demo has nobody who renews them. */
  async writeCrls(now = new Date()): Promise<void> {
    const revoked = this.register.flatMap(({ serial, revokedAt }) =>
      revokedAt === null ? [] : [{ serial: Buffer.from(serial, 'hex'), date: new Date(revokedAt) }],
    );
    const lists = [
      { file: 'root.crl', authority: this.root, revoked: [] },
      { file: 'issuing.crl', authority: this.issuing, revoked },
    ];
    for (const list of lists) {
      const crl = makeCrl({
        issuer: list.authority.name,
        issuerKey: list.authority.key,
        number: Math.floor(now.getTime() / 1000),
        thisUpdate: new Date(now.getTime() - SLACK),
        nextUpdate: new Date(now.getTime() + 10 * YEAR),
        revoked: list.revoked,
      });
      await replaceFile(join(this.files.crls, list.file), toPem('X509 CRL', crl));
    }
  }

  private async saveAuthority(name: string, { key, certificate }: Authority): Promise<void> {
    const pem = key.export({ type: 'pkcs8', format: 'pem' });
    await writeFile(join(this.directory, `${name}.key.pem`), pem, { mode: 0o600 });
    await writeFile(join(this.directory, `${name}.pem`), toPem('CERTIFICATE', certificate));
  }

  /** Writes one after the other, since many key files may be issued at once. */
  private saveRegister(): Promise<void> {
    this.saved = this.saved.then(async () => {
      await replaceFile(join(this.directory, FILES.register), `${JSON.stringify(this.register, null, 2)}\n`);
      await this.writeIndex();
    });
    return this.saved;
  }

  /** Writes the register as `openssl ocsp` reads it: state, end, revocation, serial, file, subject. */
  async writeIndex(): Promise<void> {
    const time = (iso: string) => `${iso.replace(/[-:T]/g, '').slice(2, 14)}Z`;
    const lines = this.register.map(({ serial, notAfter, revokedAt }) => {
      const state = revokedAt === null ? ['V', time(notAfter), ''] : ['R', time(notAfter), time(revokedAt)];
      return `${[...state, serial.toUpperCase(), 'unknown', `/serialNumber=${serial}`].join('\t')}\n`;
    });
    await replaceFile(join(this.directory, FILES.index), lines.join(''));
  }
}

function makeAuthority(
  name: Buffer,
  pair: { key: KeyObject; publicKey: Buffer },
  issuer: { name: Buffer; key: KeyObject; publicKey: Buffer },
  now: Date,
  years: number,
  pathLength?: number,
): Authority {
  const certificate = makeCertificate({
    subject: name,
    issuer: issuer.name,
    serial: newSerial(),
    notBefore: new Date(now.getTime() - SLACK),
    notAfter: new Date(now.getTime() + years * YEAR),
    publicKey: pair.publicKey,
    extensions: [
      basicConstraints(true, pathLength),
      keyUsage(USAGE.keyCertSign, USAGE.cRLSign),
      subjectKeyIdentifier(pair.publicKey),
      authorityKeyIdentifier(issuer.publicKey),
    ],
    issuerKey: issuer.key,
  });
  return { name, ...pair, certificate };
}

async function loadAuthority(
  directory: string,
  name: string,
  attributes: NameAttributes,
): Promise<Authority> {
  const key = createPrivateKey(await readFile(join(directory, `${name}.key.pem`)));
  const certificate = new X509Certificate(await readFile(join(directory, `${name}.pem`)));
  const publicKey = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return { name: makeName(attributes), publicKey, key, certificate: certificate.raw };
}

/** A reader sees the old file or the new one, never half of it. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const fresh = join(dirname(path), `.${basename(path)}.new`);
  await writeFile(fresh, text);
  await rename(fresh, path);
}
