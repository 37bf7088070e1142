import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Authority, CertificationCentre, newSerial } from './centre.js';
import {
  type CertificateRequest,
  type CrlRequest,
  makeCertificate,
  makeCrl,
  makeName,
  type NameAttributes,
} from './certificate-maker.js';
import { employeeName } from './employee.js';
import type { SigningIdentity } from './signature-maker.js';

const DAY = 24 * 60 * 60 * 1000;

interface KeyPair {
  key: KeyObject;
  publicKey: Buffer;
}

/** What a certificate for a test is to have instead of the right thing. */
export type Oddity = Partial<CertificateRequest> & {
  pair?: KeyPair;
  by?: Authority;
  name?: NameAttributes;
};

/**
 * Keys without a certificate: for employees, false authorities, whatever a test needs. Each is made when it is first
 * asked for: an RSA key takes a twentieth of a second, and most tests need one.
 */
class TestKeys {
  private readonly made = new Map<string, KeyPair>();

  get employee(): KeyPair {
    return this.pair('employee');
  }

  get other(): KeyPair {
    return this.pair('other');
  }

  get short(): KeyPair {
    return this.pair('short', 1024);
  }

  get exponent3(): KeyPair {
    return this.pair('exponent3', 2048, 3);
  }

  private pair(name: string, modulusLength = 2048, publicExponent = 65537): KeyPair {
    const known = this.made.get(name);
    if (known) return known;
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent });
    const pair = { key: privateKey, publicKey: publicKey.export({ type: 'spki', format: 'der' }) };
    this.made.set(name, pair);
    return pair;
  }
}

/**
 * A certification centre with keys at hand from which odd certificates are made in no time, so that a test
 * run generates keys once.
 */
export class TestPki {
  private constructor(
    readonly centre: CertificationCentre,
    readonly keys: TestKeys,
    readonly now: Date,
  ) {}

  static async create(directory: string, now = new Date()): Promise<TestPki> {
    return new TestPki(await CertificationCentre.create(directory, now), new TestKeys(), now);
  }

  /** A time so many days from now. */
  days(count: number): Date {
    return new Date(this.now.getTime() + count * DAY);
  }

  /** An employee whose certificate is right but for what is given. */
  employee(oddity: Oddity = {}): SigningIdentity {
    const pair = oddity.pair ?? this.keys.employee;
    const issuer = oddity.by ?? this.centre.issuing;
    const request = {
      subject: makeName(oddity.name ?? TestPki.employeeName),
      issuer: issuer.name,
      serial: newSerial(),
      notBefore: this.days(-2),
      notAfter: this.days(700),
      publicKey: pair.publicKey,
      extensions: this.centre.employeeExtensions(pair.publicKey, 'head'),
      issuerKey: issuer.key,
      ...oddity,
    };
    return {
      key: pair.key,
      certificate: makeCertificate(request),
      issuer: request.issuer,
      serial: request.serial,
      chain: [issuer.certificate],
    };
  }

  static readonly employeeName = employeeName({
    surname: 'Әлиев',
    given: 'Болат',
    patronymic: 'Серікұлы',
    iin: '800101300123',
    bin: '000140001234',
    organisation: '«Цифрлық даму» министрлігі',
    role: 'head',
    password: '',
  });

  /** An authority below `by` (itself where it is not given) with the extensions given. */
  authority(extensions: Buffer[], oddity: Oddity = {}): Authority {
    const pair = oddity.pair ?? this.keys.other;
    const name = makeName(oddity.name ?? [['2.5.4.3', 'TEST authority']]);
    const issuer = oddity.by ?? { name, key: pair.key };
    const certificate = makeCertificate({
      subject: name,
      issuer: issuer.name,
      serial: newSerial(),
      notBefore: this.days(-2),
      notAfter: this.days(700),
      publicKey: pair.publicKey,
      extensions,
      issuerKey: issuer.key,
      ...oddity,
    });
    return { name, ...pair, certificate };
  }

  /** A revocation list, current and empty but for what is given. */
  crl(authority: Authority, oddity: Partial<CrlRequest> = {}): Buffer {
    return makeCrl({
      issuer: authority.name,
      issuerKey: authority.key,
      number: 1,
      thisUpdate: this.days(-1),
      nextUpdate: this.days(30),
      revoked: [],
      ...oddity,
    });
  }
}
