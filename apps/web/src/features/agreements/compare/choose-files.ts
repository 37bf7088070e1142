import type { ActText, ActTexts, Language, VersionTexts } from '#contracts';

/** Two files, as the addresses of the server name them. */
export interface FilePair {
  readonly old: string;
  readonly new: string;
}

/** A file that may be compared, with the version that holds it. */
export interface ComparableFile {
  readonly file: ActText;
  readonly version: VersionTexts;
}

/** All files with words, the newest version first. What waits to be read is among them: asking for it reads it. */
export function comparable({ versions }: ActTexts): ComparableFile[] {
  return versions.flatMap((version) =>
    version.files
      .filter(({ text, check }) => text !== 'refused' && check === 'passed')
      .map((file) => ({ file, version })),
  );
}

/** In which languages the words of a pair are, for who hears the page (WCAG 3.1.2); undefined: not to be told. */
export interface PairLanguages {
  readonly old: Language | undefined;
  readonly new: Language | undefined;
}

export function languagesOf({ versions }: ActTexts, pair: FilePair): PairLanguages {
  const files = versions.flatMap((version) => version.files);
  const of = (fileId: string) => files.find(({ id }) => id === fileId)?.language ?? undefined;
  return { old: of(pair.old), new: of(pair.new) };
}

/** What a file took the place of in an older version. @returns null where it was not there */
export function earlier(texts: ActTexts, fileId: string, ordinal: number): string | null {
  let current: string | null = fileId;
  for (const version of texts.versions) {
    const held: ActText | undefined = version.files.find(({ id }) => id === current);
    if (version.ordinal === ordinal) return held ? current : null;
    if (held) current = held.before;
    if (current === null) return null;
  }
  return null;
}

/**
 * The pair with which the page opens: the newest text, in the reader's language where there is one, against the version
 * that the reader agreed or else the one before.
 * @param since against that version, where it is older and has the text
 * @returns null where no file has an older one
 */
export function firstPair(
  texts: ActTexts,
  language: Language,
  since = texts.agreed,
): (FilePair & { sinceVisa: boolean }) | null {
  const files = comparable(texts);
  const newest = texts.versions[0]?.ordinal ?? 0;
  const pairs = files
    .filter(({ version }) => version.ordinal === newest)
    .flatMap(({ file }) => {
      const asked = since !== null && since < newest ? earlier(texts, file.id, since) : null;
      const old = asked ?? file.before;
      return old && files.some((one) => one.file.id === old)
        ? [{ old, new: file.id, sinceVisa: asked !== null && since === texts.agreed, file, asked }]
        : [];
    });
  // A file that both versions hold says nothing new; one against the version asked for says what was asked.
  const [best] = pairs
    .map((pair) => ({
      pair,
      worth: [pair.old !== pair.new, pair.asked !== null, pair.file.language === language]
        .map(Number)
        .join(''),
    }))
    .sort((one, other) => other.worth.localeCompare(one.worth));
  return best ? { old: best.pair.old, new: best.pair.new, sinceVisa: best.pair.sinceVisa } : null;
}

/** The languages in which an act has its texts. */
export type SideLanguage = 'kk' | 'ru';

const textsOf = (texts: ActTexts, ordinal: number | undefined): ActText[] =>
  comparable(texts)
    .filter(({ version }) => version.ordinal === ordinal)
    .map(({ file }) => file);

/**
 * A Kazakh and a Russian text of the newest version that has both. A text whose language is not known, as before it is read,
 * may be either; one that is known to be in the other language, or in English, is neither.
 */
export function firstSides(texts: ActTexts): FilePair | null {
  for (const { ordinal } of texts.versions) {
    const files = textsOf(texts, ordinal);
    const of = (language: SideLanguage, but?: ActText) =>
      files.find((file) => file.language === language) ??
      files.find((file) => file.language === null && file !== but);
    const old = of('kk');
    const fresh = of('ru', old);
    if (old && fresh) return { old: old.id, new: fresh.id };
  }
  return null;
}

/** In which of the two languages the newest version has no text. */
export function missingSides(texts: ActTexts): SideLanguage[] {
  const files = textsOf(texts, texts.versions[0]?.ordinal);
  return (['kk', 'ru'] as const).filter((side) => files.every(({ language }) => language !== side));
}
