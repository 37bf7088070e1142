import { createHash, randomBytes } from 'node:crypto';
import { SignatureRefusal } from '../codes.js';
import { assertForgeAgrees, parseDer, TAG } from '../der/der.js';
import { constructed, element, writeOid, writeUnsigned } from '../der/der-writer.js';
import { post, Unreachable } from '../post.js';
import {
  type CheckedStamp,
  checkStamp,
  StampTimeRefusal,
  type StampTimes,
  type StampTrust,
} from './stamp.js';
import { readStampAnswer } from './stamp-token.js';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const LIMITS = { bytes: 128 * 1024, depth: 30, elements: 10_000 };

/** A time-stamp authority. */
export interface StampSource {
  /**
   * A stamp over a signature value.
   * @param times between which the stamp has to lie, by the portal's own clock
   * @throws SignatureRefusal STAMP_UNREACHABLE, STAMP_NOT_GIVEN, STAMP_CLOCK_WRONG (a `StampTimeRefusal`) or
   *   STAMP_NONCE_MISMATCH, all indeterminate: it is the authority that is at fault, not the signature
   */
  stamp(signatureValue: Buffer, trust: StampTrust, times: StampTimes): Promise<GivenStamp>;
}

export interface GivenStamp extends CheckedStamp {
  /** TimeStampToken, DER. */
  token: Buffer;
}

/** A question to a time-stamp authority (RFC 3161 2.4.1), DER: SHA-256 of the data, a nonce, and its certificate. */
export function makeStampRequest(data: Buffer, nonce: Buffer): Buffer {
  const algorithm = constructed(TAG.sequence, writeOid(SHA256), element(TAG.null, Buffer.alloc(0)));
  const hash = element(TAG.octetString, createHash('sha256').update(data).digest());
  return constructed(
    TAG.sequence,
    writeUnsigned(Buffer.from([1])),
    constructed(TAG.sequence, algorithm, hash),
    writeUnsigned(nonce),
    element(TAG.boolean, Buffer.from([0xff])),
  );
}

/** Asks one configured authority, and believes nothing of its answer that has not been checked. */
export class StampClient implements StampSource {
  /** @param url of the authority */
  constructor(private readonly url: string) {}

  async stamp(signatureValue: Buffer, trust: StampTrust, times: StampTimes): Promise<GivenStamp> {
    const nonce = randomBytes(8);
    const answer = await this.post(makeStampRequest(signatureValue, nonce));
    let given: GivenStamp;
    try {
      const { token, status } = readStampAnswer(answer);
      if (token === undefined || status > 1) {
        throw new SignatureRefusal('STAMP_NOT_GIVEN', `the authority answers status ${status}`);
      }
      assertForgeAgrees(token);
      given = { ...checkStamp(parseDer(token, LIMITS), signatureValue, trust, times), token };
    } catch (error) {
      if (!(error instanceof SignatureRefusal) || error.code === 'ENGINES_DISAGREE') throw error;
      if (error instanceof StampTimeRefusal) throw new StampTimeRefusal('STAMP_CLOCK_WRONG', error.time);
      throw new SignatureRefusal('STAMP_NOT_GIVEN', error.message);
    }
    if (given.nonce !== BigInt(`0x${nonce.toString('hex')}`)) {
      throw new SignatureRefusal('STAMP_NONCE_MISMATCH', 'the stamp repeats another nonce');
    }
    return given;
  }

  private async post(request: Buffer): Promise<Buffer> {
    try {
      return await post(this.url, 'application/timestamp-query', request);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      throw new SignatureRefusal('STAMP_UNREACHABLE', `${this.url}: ${error.message}`);
    }
  }
}
