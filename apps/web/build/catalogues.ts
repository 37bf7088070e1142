import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { compileMessage } from './messages';

const PREFIX = 'virtual:catalogue/';

/** What the first page says: the frame, signing in, the inbox, and the name of each room. */
const FIRST = /^(app|i18n|ui|features\/(inbox|session))\//;
const NAME_OF_ROOM = /^\w+\.title$/;

type Messages = Record<string, string>;

/**
 * All messages of one language, as written: `src/<feature>/i18n/<language>.json`, ids to ICU strings.
 * @returns those of the first page, and those that the rooms say besides
 */
export function readCatalogue(src: string, language: string): { first: Messages; rooms: Messages } {
  const first: Messages = {};
  const rooms: Messages = {};
  for (const file of globSync(`**/i18n/${language}.json`, { cwd: src }).sort()) {
    const messages: Messages = JSON.parse(readFileSync(join(src, file), 'utf8'));
    for (const [id, text] of Object.entries(messages)) {
      const part = FIRST.test(file) || NAME_OF_ROOM.test(id) ? first : rooms;
      part[id] = text;
    }
  }
  return { first, rooms };
}

/**
 * Serves `virtual:catalogue/kk/first` and `virtual:catalogue/kk/rooms` (ru, en): the messages of that language, compiled
 * at build, so that the browser gets no ICU parser.
 */
export function catalogues(src: string): Plugin {
  return {
    name: 'catalogues',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const [language = '', part] = id.slice(PREFIX.length + 1).split('/');
      for (const file of globSync(`**/i18n/${language}.json`, { cwd: src })) {
        this.addWatchFile(join(src, file));
      }
      const messages = readCatalogue(src, language)[part === 'first' ? 'first' : 'rooms'];
      const compiled = Object.fromEntries(
        Object.entries(messages).map(([key, text]) => [key, compileMessage(text)]),
      );
      return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(compiled))});`;
    },
  };
}
