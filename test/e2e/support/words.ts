import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setupI18n } from '@lingui/core';
import type { Language } from '#contracts';
import { compileMessage } from '../../../apps/web/build/messages.js';

export type Words = (id: string, values?: Readonly<Record<string, string | number>>) => string;

const SRC = join(process.cwd(), 'apps/web/src');
const NUMBERS = { kk: 'ru-KZ', ru: 'ru-KZ', en: 'en-GB' } as const;

/** What the portal says in a language, by the ids of its messages. @throws Error for an id that is not there */
export function wordsOf(language: Language): Words {
  const messages: Record<string, string> = Object.assign(
    {},
    ...globSync(`**/i18n/${language}.json`, { cwd: SRC }).map((path) =>
      JSON.parse(readFileSync(join(SRC, path), 'utf8')),
    ),
  );
  const i18n = setupI18n();
  i18n.load(
    language,
    Object.fromEntries(Object.entries(messages).map(([id, text]) => [id, compileMessage(text)])),
  );
  i18n.activate(language, [NUMBERS[language]]);
  return (id, values) => {
    if (!(id in messages)) throw new Error(`The portal has no message ${id}.`);
    return i18n._(id, values);
  };
}
