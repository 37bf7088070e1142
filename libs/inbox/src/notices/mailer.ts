import { Inject, Injectable } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import type { Language } from '#contracts';
import { CONFIG, type Config, type MailConfig, publicAddress } from '#kernel';
import type { LetterText } from './letter-text.js';

/** Letters under way at the same time. */
export const AT_A_TIME = 4;
const CONNECTION_MS = 30_000;
/** RFC 5321 4.5.3.2.6: whoever waits less for the last reply may send a letter twice that was taken over. */
const REPLY_MS = 10 * 60_000;
const LONGEST_MS = CONNECTION_MS * 2 + REPLY_MS;
/** How long a letter stays with the worker that has it in hand: longer than a server may take. */
export const IN_HAND_MS = LONGEST_MS + 4 * 60_000;

export interface OutgoingLetter extends LetterText {
  /** The same however often it is sent. */
  readonly id: string;
  readonly to: string;
  readonly language: Language;
}

/** One address and nothing else: no list, no name, no line break (RFC 5321 4.1.2, without quoted parts). */
const ADDRESS = /^[^\s<>@,;:"()[\]\\\p{Cc}]{1,64}@[^\s<>@,;:"()[\]\\\p{Cc}]{1,255}$/u;

export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** The bare address of the sender. */
function addressOf({ from }: MailConfig): string {
  return from.replace(/^.*<|>$/g, '');
}

/** The mail server that the settings name; used in the worker alone. */
@Injectable()
export class Mailer {
  private transporter: Promise<Transporter> | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The address that links of letters lead to. */
  get origin(): string {
    return publicAddress(this.config);
  }

  /** Ends the connections that are open; no letter is under way. */
  async rest(): Promise<void> {
    const transporter = await this.transporter;
    this.transporter = undefined;
    transporter?.close();
  }

  /** Resolves when the server has taken the letter over. @throws Error of nodemailer: see `faultOf` */
  async send({ id, to, subject, text, html, language }: OutgoingLetter): Promise<void> {
    const { mail } = this.config;
    if (!mail) throw new Error('The portal has no mail server.');
    this.transporter ??= open(mail);
    const transporter = await this.transporter;
    const domain = addressOf(mail).split('@')[1];
    await transporter.sendMail({
      from: mail.from,
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId: `<${id}@${domain}>`,
      // RFC 3834: no holiday note answers it. RFC 2919: by what it is sorted.
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'List-Id': `<notices.${domain}>`,
        'List-Unsubscribe': `<${this.origin}/account/notices>`,
        'Content-Language': language,
      },
    });
  }
}

/**
 * Letters that are under way together go over connections that stay open between them: to open one for each takes far longer
 * than to send it. A connection that the server ends between two letters is opened anew; what it took none of is sent
 * again then, and nothing else.
 *
 * Loaded here, so that the api does not carry what only the worker uses.
 */
async function open({ url, requireTls }: MailConfig): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    pool: true,
    maxConnections: AT_A_TIME,
    ...(requireTls ? { requireTLS: true } : { opportunisticTLS: true }),
    connectionTimeout: CONNECTION_MS,
    greetingTimeout: CONNECTION_MS,
    socketTimeout: REPLY_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
