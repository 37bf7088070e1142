import {
  type Authority,
  basicConstraints,
  der,
  keyUsage,
  makeExtension,
  OID,
  type SigningIdentity,
  USAGE,
} from '#certification-centre';
import { type CertificateReport, checkCertificate } from '../certificate-check.js';
import { readCertificate } from '../certificates/certificate.js';
import type { SigningKit } from '../refusals/refusals.fixture.js';
import { readCrl } from '../revocation/crl.js';
import { NO_POLICY_INPUTS, type PolicyInputs } from './policies.js';

export const CA_USAGE = keyUsage(USAGE.keyCertSign, USAGE.cRLSign);
export const CA = [basicConstraints(true), CA_USAGE];

type Oddity = Parameters<SigningKit['pki']['authority']>[1];

/** What is at hand for a check; the root of the kit is pinned where no other is. */
interface Given {
  centres?: readonly Authority[];
  lists?: readonly Buffer[];
  roots?: readonly Buffer[];
  at?: Date;
  policies?: Partial<PolicyInputs>;
}

/** Makes centres and certificates below the root of a kit, and checks certificates against it. */
export class PathKit {
  constructor(readonly kit: SigningKit) {}

  get root(): Authority {
    return this.kit.pki.centre.root;
  }

  /** A centre of this name, below the root where nothing else is said, with more extensions. */
  centre(name: string, extensions: Buffer[] = [], oddity: Oddity = {}): Authority {
    return this.kit.pki.authority([...CA, ...extensions], {
      by: this.root,
      name: [[OID.commonName, name]],
      ...oddity,
    });
  }

  leaf(by: Authority, extensions: Buffer[] = [], oddity: Oddity = {}): SigningIdentity {
    return this.kit.pki.employee({ by, extensions, ...oddity });
  }

  /** The report on a certificate with these centres and lists at hand; the root's list is always there. */
  check(leaf: Buffer, given: Given = {}): CertificateReport {
    const { centres = [], lists = [], roots = [this.root.certificate], at = this.kit.pki.now } = given;
    const trust = {
      roots: roots.map((root) => readCertificate(root)),
      intermediates: centres.map(({ certificate }) => readCertificate(certificate)),
      crls: [this.kit.pki.crl(this.root), ...lists].map(readCrl),
      hasMalformedCrl: false,
      refuseTestRoots: false,
    };
    return checkCertificate(leaf, trust, at, { ...NO_POLICY_INPUTS, ...given.policies });
  }

  /** The code of the path alone: with current empty lists of all centres nothing else can be wrong. */
  pathCode(leaf: Buffer, centres: readonly Authority[], policies?: Partial<PolicyInputs>): string | null {
    const report = this.check(leaf, {
      centres,
      lists: centres.map((centre) => this.kit.pki.crl(centre)),
      ...(policies ? { policies } : {}),
    });
    return report.code;
  }
}

export const permitted = (...bases: Buffer[]): Buffer => subtrees(0, bases);
export const excluded = (...bases: Buffer[]): Buffer => subtrees(1, bases);

function subtrees(which: number, bases: Buffer[]): Buffer {
  const list = der.tagged(which, ...bases.map((base) => der.sequence(base)));
  return makeExtension('2.5.29.30', true, der.sequence(list));
}

/** Names of the forms that are text: 1 mail address, 2 host, 6 URI. */
export const textName = (form: 1 | 2 | 6, text: string): Buffer =>
  der.taggedPrimitive(form, Buffer.from(text));
export const address = (...octets: number[]): Buffer => der.taggedPrimitive(7, Buffer.from(octets));
export const otherNames = (...names: Buffer[]): Buffer =>
  makeExtension('2.5.29.17', false, der.sequence(...names));
