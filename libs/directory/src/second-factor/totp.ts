import { randomBytes } from 'node:crypto';
import { TOTP as Generator, Secret } from 'otpauth';
import { type Enrolment, TOTP } from '#contracts';

/** As long as the hash (RFC 4226 4, R6). */
const SECRET_BYTES = 20;
/** Codes of one period before and one after are taken: clocks differ, and typing takes time (RFC 6238 5.2). */
const WINDOW = 1;
const ISSUER = 'Kelisim';

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** What an application is told of the secret. @param login by which the owner knows the entry again */
export function enrolmentOf(secret: Buffer, login: string): Enrolment {
  const generator = generatorOf(secret, login);
  return {
    uri: generator.toString(),
    key: generator.secret.base32.replaceAll(/.{4}(?=.)/g, '$& '),
  };
}

/**
 * The time step, counted from 1970, whose code this is.
 * @param code six digits
 * @returns undefined where it is no code of the present step or its neighbours
 */
export function stepOf(secret: Buffer, code: string, now: Date): number | undefined {
  const generator = generatorOf(secret, '');
  const timestamp = now.getTime();
  const delta = generator.validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? undefined : generator.counter({ timestamp }) + delta;
}

function generatorOf(secret: Buffer, label: string): Generator {
  return new Generator({
    issuer: ISSUER,
    label,
    algorithm: TOTP.algorithm,
    digits: TOTP.digits,
    period: TOTP.periodSeconds,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  });
}
