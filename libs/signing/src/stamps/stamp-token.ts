import { type DigestName, digestOf, isGost } from '../algorithms/algorithms.js';
import { readExtensionList } from '../certificates/extensions.js';
import { readSignedData, type SignedData, type SignerInfo } from '../cms/cms.js';
import { SignatureRefusal } from '../codes.js';
import { context, DerFields, type DerNode, parseDer, TAG } from '../der/der.js';
import { readAlgorithm, readSmall, readUnsigned } from '../der/values.js';

const CODE = 'STAMP_MALFORMED';
export const TST_INFO = '1.2.840.113549.1.9.16.1.4';
/** What is told of a stamp as it was found; all else is a malformed one. */
const KEPT_CODES = /^(STAMP_|UNSUPPORTED_ALGORITHM$)/;
const LIMITS = { bytes: 128 * 1024, depth: 24, elements: 4000 };

/** TSTInfo (RFC 3161 2.4.2): what the authority says. */
export interface TstInfo {
  imprint: { digest: DigestName; hash: Buffer };
  /** Hex, as in the DER. */
  serial: string;
  time: Date;
  nonce: bigint | undefined;
  /** Raw name, where the authority names itself. */
  authority: Buffer | undefined;
}

/** A TimeStampToken, read but not yet judged. */
export interface StampToken {
  info: TstInfo;
  /** The signed bytes of `info`. */
  content: Buffer;
  signedData: SignedData;
  signer: SignerInfo;
}

/**
 * Reads a TimeStampToken: a SignedData over an attached TSTInfo, by one authority.
 * @throws SignatureRefusal STAMP_MALFORMED, STAMP_DIGEST_WEAK, or UNSUPPORTED_ALGORITHM for GOST
 */
export function readStampToken(root: DerNode): StampToken {
  try {
    const signedData = readSignedData(root, { version: 3, contentType: TST_INFO, attached: true });
    const [signer, ...others] = signedData.signerInfos;
    if (signer === undefined || others.length > 0)
      throw new SignatureRefusal(CODE, 'one authority signs a stamp');
    if (signer.stamp) throw new SignatureRefusal(CODE, 'a stamp carries no stamp');
    const content = signedData.content as Buffer;
    return { info: readInfo(content), content, signedData, signer };
  } catch (error) {
    if (!(error instanceof SignatureRefusal) || KEPT_CODES.test(error.code)) throw error;
    throw new SignatureRefusal(CODE, error.message);
  }
}

function readInfo(content: Buffer): TstInfo {
  const fields = new DerFields(parseDer(content, LIMITS), CODE, 'TSTInfo');
  if (readSmall(fields.take(TAG.integer)) !== 1) fields.refuse('unknown version');
  fields.take(TAG.oid);
  const imprint = new DerFields(fields.take(TAG.sequence), CODE, 'messageImprint');
  const algorithm = imprint.take(TAG.sequence);
  const hash = imprint.take(TAG.octetString).content;
  imprint.done();
  const serial = fields.take(TAG.integer).content.toString('hex');
  const time = readGenTime(fields.take(TAG.generalizedTime));
  fields.maybe(TAG.sequence); // accuracy
  if (fields.maybe(TAG.boolean)?.content[0] === 0) fields.refuse('a default written out');
  const nonce = fields.maybe(TAG.integer);
  const authority = fields.maybe(context(0));
  const extensions = fields.maybe(context(1));
  fields.done();
  if (extensions && readExtensionList(extensions).some(({ critical }) => critical)) {
    fields.refuse('a critical extension');
  }
  return {
    imprint: { digest: readDigest(algorithm), hash },
    serial,
    time,
    nonce: nonce && readUnsigned(nonce),
    authority: authority && readDirectoryName(authority),
  };
}

function readDigest(node: DerNode): DigestName {
  const algorithm = readAlgorithm(node, CODE);
  try {
    return digestOf(algorithm);
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    throw isGost(algorithm.oid) ? error : new SignatureRefusal('STAMP_DIGEST_WEAK', error.reason);
  }
}

/** GeneralizedTime in UTC, with a fraction of a second or without (RFC 3161 2.4.2). */
function readGenTime(node: DerNode): Date {
  const text = node.content.toString('latin1');
  const [, year, month, day, hour, minute, second, fraction = ''] =
    /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{0,8}[1-9]))?Z$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  const time = new Date(iso);
  // a date that does not exist comes out as another one
  if (Number.isNaN(time.getTime()) || time.toISOString() !== iso) {
    throw new SignatureRefusal(CODE, 'a time is malformed');
  }
  return time;
}

/** The raw name of `[n] EXPLICIT GeneralName`; undefined for a name of another kind. */
function readDirectoryName(field: DerNode): Buffer | undefined {
  const [name, ...others] = field.children;
  if (name === undefined || others.length > 0) throw new SignatureRefusal(CODE, 'name of the authority');
  return name.tag === context(4) ? name.children[0]?.raw : undefined;
}

/** What a time-stamp authority answered (RFC 3161 2.4.2 TimeStampResp). */
export interface StampAnswer {
  /** DER; undefined where it gave none. */
  token: Buffer | undefined;
  /** PKIStatus: 0 granted, 1 granted with changes. */
  status: number;
}

/** @throws SignatureRefusal STAMP_MALFORMED or an encoding code */
export function readStampAnswer(der: Buffer): StampAnswer {
  const fields = new DerFields(parseDer(der, LIMITS), CODE, 'TimeStampResp');
  const status = readSmall(new DerFields(fields.take(TAG.sequence), CODE, 'status').take(TAG.integer));
  const token = fields.maybe(TAG.sequence);
  fields.done();
  return { token: token?.raw, status: status ?? fields.refuse('status') };
}
