import { constants, createHash, type KeyObject, privateEncrypt } from 'node:crypto';
import { der } from '#certification-centre';
import { ENGINES, forgeKeyOf, type RsaEngine } from '../algorithms/signature-value.js';
import { readEncoding, readSignedData } from '../cms/cms.js';

const SHA256 = '2.16.840.1.101.3.4.2.1';

/** node-forge as it is without the pinned DigestInfo: it reads what it finds, and takes more than it should. */
const forgeByItsDefault: RsaEngine = {
  name: 'node-forge, unpinned',
  verifies(key, digest, data, signature) {
    const hash = createHash(digest).update(data).digest();
    return forgeKeyOf(key).verify(hash.toString('latin1'), signature.toString('latin1'));
  },
};

/** Two real programs that truly differ about `withLooseValue`. */
export const DIFFERING_ENGINES: typeof ENGINES = [forgeByItsDefault, ENGINES[1]];

/**
 * The signature with a value of the same key over the same attributes whose DigestInfo leaves out the NULL that
 * RFC 8017 9.2 puts there: node-forge takes it by its default, node:crypto does not.
 */
export function withLooseValue(cms: Buffer, key: KeyObject): Buffer {
  const [info] = readSignedData(readEncoding(cms)).signerInfos;
  const signed = Buffer.from(info?.signedAttributes?.raw ?? []);
  signed[0] = 0x31;
  const hash = createHash('sha256').update(signed).digest();
  const digestInfo = der.sequence(der.sequence(der.oid(SHA256)), der.octets(hash));
  const value = privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digestInfo);
  return Buffer.concat([cms.subarray(0, cms.length - value.length), value]);
}
