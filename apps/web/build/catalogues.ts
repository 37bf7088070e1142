import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const PREFIX = 'virtual:catalogue/';

/** All messages of one language, as written: `src/<feature>/i18n/<language>.json`, ids to ICU strings. */
export function readCatalogue(src: string, language: string): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const file of globSync(`**/i18n/${language}.json`, { cwd: src }).sort()) {
    Object.assign(messages, JSON.parse(readFileSync(join(src, file), 'utf8')));
  }
  return messages;
}

/**
 * Serves `virtual:catalogue/kk` (ru, en): every message of that language, compiled at build, so that the
 * browser gets no ICU parser. Each language is one chunk, loaded when it is chosen.
 */
export function catalogues(src: string): Plugin {
  return {
    name: 'catalogues',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const language = id.slice(PREFIX.length + 1);
      for (const file of globSync(`**/i18n/${language}.json`, { cwd: src })) {
        this.addWatchFile(join(src, file));
      }
      const compiled = Object.fromEntries(
        Object.entries(readCatalogue(src, language)).map(([key, text]) => [key, compileMessageOrThrow(text)]),
      );
      return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(compiled))});`;
    },
  };
}
