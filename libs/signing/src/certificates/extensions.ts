import { SignatureRefusal } from '../codes.js';
import { context, contextPrimitive, DerFields, type DerNode, parseDer, TAG } from '../der/der.js';
import { readBits, readOid, readSmall } from '../der/values.js';
import { type DistributionPoint, readDistributionPoints } from './distribution-points.js';
import { type GeneralName, readGeneralName, readGeneralNames } from './general-names.js';

const CODE = 'CERTIFICATE_MALFORMED';
const LIMITS = { bytes: 64 * 1024, depth: 20, elements: 4000 };

/** The extensions that the checks take into account. A critical one that is not among them is refused. */
export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extKeyUsage: '2.5.29.37',
  inhibitAnyPolicy: '2.5.29.54',
} as const;

/** Where the practice statement lies, and a notice: neither changes what is valid. */
const POLICY_QUALIFIERS: ReadonlySet<string> = new Set(['1.3.6.1.5.5.7.2.1', '1.3.6.1.5.5.7.2.2']);

const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

export interface Extension {
  oid: string;
  critical: boolean;
  /** What the OCTET STRING holds. */
  value: Buffer;
}

/** What a certificate's extensions say, as far as the checks use it (RFC 5280 section 4.2.1). */
export interface KnownExtensions {
  /** Undefined where the extension is absent. */
  keyUsage: KeyUsage[] | undefined;
  basicConstraints: { ca: boolean; pathLength: number | undefined } | undefined;
  extendedKeyUsage: string[];
  policies: string[];
  policyMappings: { issuerDomain: string; subjectDomain: string }[];
  /** How many more certificates may follow before each takes effect; undefined where not said. */
  policyConstraints: { requireExplicit: number | undefined; inhibitMapping: number | undefined };
  inhibitAnyPolicy: number | undefined;
  nameConstraints: { permitted: GeneralName[]; excluded: GeneralName[] } | undefined;
  subjectAltNames: GeneralName[];
  crlDistributionPoints: DistributionPoint[];
  /** Hex; hints for finding an issuer, which prove nothing. */
  subjectKeyId: string | undefined;
  authorityKeyId: string | undefined;
}

/** Reads `[n] EXPLICIT Extensions` of a certificate, CRL or CRL entry; none when absent. */
export function readExtensions(field: DerNode | undefined): Extension[] {
  if (field === undefined) return [];
  const wrapper = new DerFields(field, CODE, 'extensions', field.tag);
  const list = wrapper.take(TAG.sequence);
  wrapper.done();
  return readExtensionList(list);
}

/** Reads a SEQUENCE of Extension. */
export function readExtensionList(list: DerNode): Extension[] {
  return list.children.map((node) => {
    const fields = new DerFields(node, CODE, 'extension');
    const oid = readOid(fields.take(TAG.oid));
    const critical = fields.maybe(TAG.boolean);
    if (critical?.content[0] === 0) fields.refuse('a default written out');
    const value = fields.take(TAG.octetString).content;
    fields.done();
    return { oid, critical: critical !== undefined, value };
  });
}

/** @throws SignatureRefusal CERTIFICATE_MALFORMED, or an encoding code */
export function readKnownExtensions(extensions: readonly Extension[]): KnownExtensions {
  const find = (oid: string): DerNode | undefined => {
    const found = extensions.find((extension) => extension.oid === oid);
    return found && parseDer(found.value, LIMITS);
  };
  const list = (oid: string, what: string): DerNode[] => {
    const node = find(oid);
    if (node === undefined) return [];
    if (node.tag !== TAG.sequence || node.children.length === 0) throw new SignatureRefusal(CODE, what);
    return node.children;
  };
  const keyUsage = find(EXTENSION.keyUsage);
  if (keyUsage !== undefined && keyUsage.tag !== TAG.bitString) {
    throw new SignatureRefusal(CODE, 'key usage is no bit string');
  }
  const altNames = find(EXTENSION.subjectAltName);
  if (altNames !== undefined && altNames.tag !== TAG.sequence)
    throw new SignatureRefusal(CODE, 'other names');
  const subjectKeyId = find(EXTENSION.subjectKeyIdentifier);
  const authorityKey = find(EXTENSION.authorityKeyIdentifier);
  const isHint =
    (subjectKeyId?.tag ?? TAG.octetString) === TAG.octetString &&
    (authorityKey?.tag ?? TAG.sequence) === TAG.sequence;
  if (!isHint) throw new SignatureRefusal(CODE, 'key identifiers');
  const authorityKeyId = authorityKey?.children[0];
  return {
    keyUsage: keyUsage && readBits(keyUsage).flatMap((bit) => KEY_USAGES[bit] ?? []),
    basicConstraints: readBasicConstraints(find(EXTENSION.basicConstraints)),
    extendedKeyUsage: list(EXTENSION.extKeyUsage, 'extended key usage').map((node) => {
      if (node.tag !== TAG.oid) throw new SignatureRefusal(CODE, 'extended key usage is no OID');
      return readOid(node);
    }),
    policies: readPolicies(
      list(EXTENSION.certificatePolicies, 'certificate policies'),
      extensions.some(({ oid, critical }) => critical && oid === EXTENSION.certificatePolicies),
    ),
    policyMappings: list(EXTENSION.policyMappings, 'policy mappings').map(readPolicyMapping),
    policyConstraints: readPolicyConstraints(find(EXTENSION.policyConstraints)),
    inhibitAnyPolicy: readSkip(find(EXTENSION.inhibitAnyPolicy), TAG.integer),
    nameConstraints: readNameConstraints(find(EXTENSION.nameConstraints)),
    subjectAltNames: altNames === undefined ? [] : readGeneralNames(altNames),
    crlDistributionPoints: readDistributionPoints(
      list(EXTENSION.crlDistributionPoints, 'distribution points'),
    ),
    subjectKeyId: subjectKeyId?.content.toString('hex'),
    authorityKeyId:
      authorityKeyId?.tag === contextPrimitive(0) ? authorityKeyId.content.toString('hex') : undefined,
  };
}

function readBasicConstraints(node: DerNode | undefined): KnownExtensions['basicConstraints'] {
  if (node === undefined) return undefined;
  const fields = new DerFields(node, CODE, 'basic constraints');
  const ca = fields.maybe(TAG.boolean)?.content[0] === 0xff;
  const length = fields.maybe(TAG.integer);
  const pathLength = length && (readSmall(length) ?? fields.refuse('path length'));
  fields.done();
  return { ca, pathLength };
}

function readPolicies(nodes: DerNode[], critical: boolean): string[] {
  const policies = nodes.map((node) => {
    const fields = new DerFields(node, CODE, 'certificate policy');
    const policy = readOid(fields.take(TAG.oid));
    const qualifiers = fields.maybe(TAG.sequence)?.children ?? [];
    fields.done();
    for (const qualifier of qualifiers) {
      const type = readOid(new DerFields(qualifier, CODE, 'policy qualifier').take(TAG.oid));
      // RFC 5280 section 4.2.1.4: in a critical extension every qualifier must be understood
      if (critical && !POLICY_QUALIFIERS.has(type)) {
        throw new SignatureRefusal('EXTENSION_CRITICAL_UNKNOWN', `policy qualifier ${type}`);
      }
    }
    return policy;
  });
  if (new Set(policies).size < policies.length) throw new SignatureRefusal(CODE, 'a policy twice');
  return policies;
}

function readPolicyMapping(node: DerNode): KnownExtensions['policyMappings'][number] {
  const fields = new DerFields(node, CODE, 'policy mapping');
  const issuerDomain = readOid(fields.take(TAG.oid));
  const subjectDomain = readOid(fields.take(TAG.oid));
  fields.done();
  return { issuerDomain, subjectDomain };
}

function readPolicyConstraints(node: DerNode | undefined): KnownExtensions['policyConstraints'] {
  if (node === undefined) return { requireExplicit: undefined, inhibitMapping: undefined };
  const fields = new DerFields(node, CODE, 'policy constraints');
  if (node.children.length === 0) fields.refuse('say nothing');
  const requireExplicit = readSkip(fields.maybe(contextPrimitive(0)), contextPrimitive(0));
  const inhibitMapping = readSkip(fields.maybe(contextPrimitive(1)), contextPrimitive(1));
  fields.done();
  return { requireExplicit, inhibitMapping };
}

/** SkipCerts: beyond what any path can have, all numbers are alike. */
function readSkip(node: DerNode | undefined, tag: number): number | undefined {
  if (node === undefined) return undefined;
  const { content } = node;
  const negative = content.length === 0 || (content[0] as number) >= 0x80;
  if (node.tag !== tag || negative) throw new SignatureRefusal(CODE, 'a number of certificates');
  return readSmall(node) ?? Number.MAX_SAFE_INTEGER;
}

function readNameConstraints(node: DerNode | undefined): KnownExtensions['nameConstraints'] {
  if (node === undefined) return undefined;
  const fields = new DerFields(node, CODE, 'name constraints');
  if (node.children.length === 0) fields.refuse('say nothing');
  const permitted = readSubtrees(fields.maybe(context(0)));
  const excluded = readSubtrees(fields.maybe(context(1)));
  fields.done();
  return { permitted, excluded };
}

function readSubtrees(list: DerNode | undefined): GeneralName[] {
  if (list === undefined) return [];
  if (list.children.length === 0) throw new SignatureRefusal(CODE, 'name constraints: an empty list');
  return list.children.map((subtree) => {
    // RFC 5280 section 4.2.1.10: minimum is the default (0) and maximum is absent
    if (subtree.tag !== TAG.sequence || subtree.children.length !== 1) {
      throw new SignatureRefusal(CODE, 'name constraints: a subtree with bounds');
    }
    const base = readGeneralName(subtree.children[0] as DerNode);
    if (base.form === 'ip' && base.octets.length !== 8 && base.octets.length !== 32) {
      throw new SignatureRefusal(CODE, 'name constraints: an address range');
    }
    return base;
  });
}
