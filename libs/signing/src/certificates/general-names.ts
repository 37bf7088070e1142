import { SignatureRefusal } from '../codes.js';
import { context, contextPrimitive, DerFields, type DerNode, TAG } from '../der/der.js';
import { type Name, readName } from './names.js';

/** A GeneralName (RFC 5280 section 4.2.1.6). Forms that nothing here looks into keep their octets only. */
export type GeneralName =
  | { form: 'rfc822' | 'dns' | 'uri'; text: string; raw: Buffer }
  | { form: 'directory'; name: Name; raw: Buffer }
  | { form: 'ip'; octets: Buffer; raw: Buffer }
  | { form: 'otherName' | 'x400Address' | 'ediPartyName' | 'registeredID'; raw: Buffer };

const TEXTS: Readonly<Record<number, 'rfc822' | 'dns' | 'uri'>> = {
  [contextPrimitive(1)]: 'rfc822',
  [contextPrimitive(2)]: 'dns',
  [contextPrimitive(6)]: 'uri',
};

const OPAQUE: Readonly<Record<number, 'otherName' | 'x400Address' | 'ediPartyName' | 'registeredID'>> = {
  [context(0)]: 'otherName',
  [context(3)]: 'x400Address',
  [context(5)]: 'ediPartyName',
  [contextPrimitive(8)]: 'registeredID',
};

const IP = contextPrimitive(7);
const DIRECTORY = context(4);

/** @throws SignatureRefusal CERTIFICATE_MALFORMED */
export function readGeneralName(node: DerNode): GeneralName {
  const { tag, raw } = node;
  const text = TEXTS[tag];
  if (text !== undefined) return { form: text, text: readAscii(node), raw };
  const opaque = OPAQUE[tag];
  if (opaque !== undefined) return { form: opaque, raw };
  if (tag === IP) return { form: 'ip', octets: node.content, raw };
  if (tag !== DIRECTORY) throw new SignatureRefusal('CERTIFICATE_MALFORMED', 'a name of no known form');
  const fields = new DerFields(node, 'CERTIFICATE_MALFORMED', 'directory name', DIRECTORY);
  const name = readName(fields.take(TAG.sequence));
  fields.done();
  return { form: 'directory', name, raw };
}

/** Reads a SEQUENCE of GeneralName (or one in its place), at least one. */
export function readGeneralNames(list: DerNode): GeneralName[] {
  if (list.children.length === 0) throw new SignatureRefusal('CERTIFICATE_MALFORMED', 'names: none');
  return list.children.map(readGeneralName);
}

/** Whether two names are the same one, as distribution points are compared. */
export function sameGeneralName(a: GeneralName, b: GeneralName): boolean {
  if (a.form === 'directory' && b.form === 'directory') return a.name.key === b.name.key;
  return a.raw.equals(b.raw);
}

function readAscii({ content }: DerNode): string {
  if (content.some((byte) => byte >= 0x80 || byte === 0)) {
    throw new SignatureRefusal('CERTIFICATE_MALFORMED', 'a name is not ASCII');
  }
  return content.toString('latin1');
}
