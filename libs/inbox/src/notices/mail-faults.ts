import { FAULT_LENGTH } from '#contracts';

/**
 * What kept a letter from going:
 * - `server`: nothing can be sent now, neither this letter nor another
 * - `later`: this letter is not taken now (RFC 5321 4.2.1, 4yz)
 * - `refused`: it never will be (5yz)
 */
export type MailFault = 'server' | 'later' | 'refused';

/** The commands whose reply is about this letter, and not about the portal or its sender. */
const ABOUT_THE_LETTER = ['RCPT TO', 'DATA'];
/** The server is closing (421), or was out of step (503): said of the session, whatever the command. */
const ABOUT_THE_SESSION = [421, 503];
/** RFC 5321 4.5.4.1: a letter is given up after four to five days. */
const GIVEN_UP_AFTER_MS = 5 * 24 * 3_600_000;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** As nodemailer throws it. */
interface SmtpError {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
}

/** @param error of nodemailer, or anything else */
export function faultOf(error: unknown): MailFault {
  const { code, responseCode, command } = (error ?? {}) as SmtpError;
  if (typeof responseCode === 'number') {
    const isOurs = ABOUT_THE_LETTER.includes(String(command)) && !ABOUT_THE_SESSION.includes(responseCode);
    if (!isOurs) return 'server';
    return responseCode >= 500 ? 'refused' : 'later';
  }
  // Without a word from the server: an address that no server could be asked about.
  return code === 'EENVELOPE' ? 'refused' : 'server';
}

/** The server's words for whoever keeps the portal, on one line. */
export function faultText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, FAULT_LENGTH);
}

/** How long after the `attempts`-th failure something is tried again: one minute, two, four, up to an hour. */
export function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 10));
}

/** Whether a letter that was first tried then is given up. */
export function isGivenUp(firstTriedAt: Date, now: Date): boolean {
  return now.getTime() - firstTriedAt.getTime() >= GIVEN_UP_AFTER_MS;
}
