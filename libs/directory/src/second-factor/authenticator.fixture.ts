import { createHmac } from 'node:crypto';

const BASE_32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An application of codes, by RFC 6238 and 4226 alone: shares nothing with what the portal checks by. */
export class Authenticator {
  private readonly secret: Buffer;

  /** @param key base32, as it is shown for typing */
  constructor(key: string) {
    const bits = [...key.replaceAll(' ', '')]
      .map((letter) => BASE_32.indexOf(letter).toString(2).padStart(5, '0'))
      .join('');
    this.secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  }

  /** The six digits of that moment. */
  code(at: Date): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)));
    const mac = createHmac('sha1', this.secret).update(counter).digest();
    const offset = mac.readUInt8(mac.length - 1) & 15;
    return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
  }
}
