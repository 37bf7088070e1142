import type { KeyObject } from 'node:crypto';
import { type Authority, CertificationCentre, newKeyPair, newSerial } from './centre.js';
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
 * A certification centre with keys at hand from which odd certificates are made in no time, so that a test
 * run generates keys once.
 */
export class TestPki {
  private constructor(
    readonly centre: CertificationCentre,
    /** Keys without a certificate: for employees, false authorities, whatever a test needs. */
    readonly keys: { employee: KeyPair; other: KeyPair; short: KeyPair; exponent3: KeyPair },
    readonly now: Date,
  ) {}

  static async create(directory: string, now = new Date()): Promise<TestPki> {
    const [centre, employee, other, short, exponent3] = await Promise.all([
      CertificationCentre.create(directory, now),
      newKeyPair(),
      newKeyPair(),
      newKeyPair(1024),
      newKeyPair(2048, 3),
    ]);
    return new TestPki(centre, { employee, other, short, exponent3 }, now);
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
