import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of what is sealed: which way it was. */
const VERSION = 1;
const KEY_FILE = 'secrets.key';

/**
 * Seals what the database must keep but must not tell: whoever has only its rows, or a copy of them, cannot read it
 * (OWASP ASVS 5.0 11.3, 13.3). The key comes from the settings, or lies beside the database, never in it.
 */
@Injectable()
export class SecretBox {
  private key: Buffer | undefined;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'secretsKey' | 'dataDir'>) {}

  /**
   * @param owner what the secret belongs to, such as an id: it opens for that alone
   * @returns version, nonce, AES-256-GCM and its tag
   */
  seal(secret: Buffer, owner: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.keyOnce(), nonce).setAAD(Buffer.from(owner));
    const text = Buffer.concat([cipher.update(secret), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), nonce, text, cipher.getAuthTag()]);
  }

  /** @throws Error where it was sealed with another key, for another owner, or was changed */
  open(sealed: Buffer, owner: string): Buffer {
    if (sealed[0] !== VERSION || sealed.length < 1 + NONCE_BYTES + TAG_BYTES) {
      throw new Error('A sealed secret is not in the expected form.');
    }
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, this.keyOnce(), nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  }

  private keyOnce(): Buffer {
    this.key ??= this.config.secretsKey ?? keyOfFile(join(this.config.dataDir, KEY_FILE));
    return this.key;
  }
}

/**
 * The key of the file, made where there is none. Of several processes that come at once the first one's counts; it has
 * its name only when it is whole.
 */
function keyOfFile(path: string): Buffer {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    const made = `${path}.${randomUUID()}`;
    writeFileSync(made, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600 });
    try {
      linkSync(made, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(made);
    }
  }
  const key = Buffer.from(readFileSync(path, 'utf8'), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`${path} does not hold a key of ${KEY_BYTES} bytes.`);
  return key;
}
