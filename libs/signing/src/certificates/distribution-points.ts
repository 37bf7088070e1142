import { SignatureRefusal } from '../codes.js';
import { context, contextPrimitive, DerFields, type DerNode } from '../der/der.js';
import { readBits } from '../der/values.js';
import { type GeneralName, readGeneralNames } from './general-names.js';

const CODE = 'CERTIFICATE_MALFORMED';

/** Reasons for a revocation as bits of a mask: bits 1 to 8 of ReasonFlags (RFC 5280 section 4.2.1.13). */
export const ALL_REASONS = 0x1fe;

/** DistributionPointName: whole names, or a part to be put behind the name of the list's issuer. */
export type PointName = { names: GeneralName[] } | { relative: DerNode };

/** One place of cRLDistributionPoints. */
export interface DistributionPoint {
  name: PointName | undefined;
  reasons: number;
  /** Who issues the list, where it is not the certificate's own issuer. */
  crlIssuer: GeneralName[] | undefined;
}

/** issuingDistributionPoint (RFC 5280 section 5.2.5): which certificates a list is for. */
export interface IssuingScope {
  name: PointName | undefined;
  onlyUsers: boolean;
  onlyAuthorities: boolean;
  onlyAttributes: boolean;
  reasons: number;
  indirect: boolean;
}

/** @throws SignatureRefusal CERTIFICATE_MALFORMED */
export function readDistributionPoints(nodes: DerNode[]): DistributionPoint[] {
  return nodes.map((node) => {
    const fields = new DerFields(node, CODE, 'distribution point');
    const name = readPointName(fields.maybe(context(0)));
    const reasons = readReasons(fields.maybe(contextPrimitive(1)));
    const issuer = fields.maybe(context(2));
    fields.done();
    if (name === undefined && issuer === undefined) fields.refuse('says neither where nor who');
    return { name, reasons, crlIssuer: issuer && readGeneralNames(issuer) };
  });
}

/** @throws SignatureRefusal CERTIFICATE_MALFORMED */
export function readIssuingScope(node: DerNode): IssuingScope {
  const fields = new DerFields(node, CODE, 'issuing distribution point');
  if (node.children.length === 0) fields.refuse('says nothing');
  const flag = (n: number): boolean => {
    const content = fields.maybe(contextPrimitive(n))?.content;
    if (content !== undefined && (content.length !== 1 || content[0] !== 0xff)) fields.refuse('a flag');
    return content !== undefined;
  };
  const scope = {
    name: readPointName(fields.maybe(context(0))),
    onlyUsers: flag(1),
    onlyAuthorities: flag(2),
    reasons: readReasons(fields.maybe(contextPrimitive(3))),
    indirect: flag(4),
    onlyAttributes: flag(5),
  };
  fields.done();
  if ([scope.onlyUsers, scope.onlyAuthorities, scope.onlyAttributes].filter(Boolean).length > 1) {
    fields.refuse('for nothing at all');
  }
  return scope;
}

function readPointName(wrapper: DerNode | undefined): PointName | undefined {
  if (wrapper === undefined) return undefined;
  const [node, ...more] = wrapper.children;
  if (node?.tag === context(0) && more.length === 0) return { names: readGeneralNames(node) };
  if (node?.tag === context(1) && more.length === 0) return { relative: node };
  throw new SignatureRefusal(CODE, 'the name of a distribution point');
}

function readReasons(node: DerNode | undefined): number {
  if (node === undefined) return ALL_REASONS;
  if (node.content.length < 2) throw new SignatureRefusal(CODE, 'reasons: none');
  return readBits(node).reduce((mask, bit) => mask | (1 << bit), 0) & ALL_REASONS;
}
