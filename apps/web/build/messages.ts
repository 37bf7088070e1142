import {
  type CompiledMessage,
  type CompiledMessageToken,
  compileMessageOrThrow,
} from '@lingui/message-utils/compileMessage';

const NO_BREAK = '\u00a0';
/** Values of messages that are numbers of something. Names and dates part from what follows as any words do. */
const COUNTS: readonly unknown[] = [
  '#',
  'count',
  'days',
  'entries',
  'limit',
  'longest',
  'most',
  'pages',
  'steps',
];

/**
 * A message of a catalogue as the browser says it. A count is not parted from the word after it at the end of a line:
 * "осталось 3 дня", "60 МБ"; the catalogues are written with plain spaces.
 * @throws Error where the message cannot be read
 */
export function compileMessage(message: string): CompiledMessage {
  return bound(compileMessageOrThrow(message));
}

function bound(message: CompiledMessage): CompiledMessage {
  return message.map((token, place): CompiledMessageToken => {
    if (typeof token === 'string') {
      const text = token.replace(/(?<=\d) (?=\p{L})/gu, NO_BREAK);
      return isCount(message[place - 1]) ? text.replace(/^ (?=\p{L})/u, NO_BREAK) : text;
    }
    const [name, type, format] = token;
    if (typeof format !== 'object' || format === null) return token;
    const forms = Object.entries(format).map(([form, one]) => [form, Array.isArray(one) ? bound(one) : one]);
    return [name, type ?? '', Object.fromEntries(forms)];
  });
}

const isCount = (token: CompiledMessageToken | undefined): boolean =>
  COUNTS.includes(typeof token === 'string' ? token : token?.[0]);
