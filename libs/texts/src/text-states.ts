import type { FileFormat, FileRef, Language, TextRefusal } from '#contracts';

/** What is known of a file's text before it is asked for. */
export interface TextState {
  readonly state: 'read' | 'refused' | 'waiting';
  readonly refusal: TextRefusal | null;
  readonly language: Language | null;
}

/** A text that was read, or could not be. */
export interface KnownText {
  readonly sha256: string;
  readonly refusal: TextRefusal | null;
  readonly language: Language | null;
}

/** Files that have no text to compare, whatever is in them. */
const REFUSED_FORMATS: Partial<Record<FileFormat, TextRefusal>> = { pdf: 'pdf' };
const WAITING: TextState = { state: 'waiting', refusal: null, language: null };

/**
 * SQL: the `KnownText`s of files as one JSON list, for a room that asks beside what it reads itself.
 * @param hashes a query that gives the SHA-256 of each file
 */
export const knownTexts = (hashes: string): string =>
  `coalesce((SELECT json_agg(json_build_object('sha256', known.sha256, 'refusal', known.refusal, 'language', known.language))
    FROM texts.file_text known WHERE known.sha256 IN (${hashes})), '[]')`;

/** How the text of each file stands, by its SHA-256; nothing is read for it. */
export function textStates(
  files: readonly FileRef[],
  known: readonly KnownText[],
): ReadonlyMap<string, TextState> {
  const rows = new Map(known.map((row) => [row.sha256, row]));
  return new Map(
    files.map(({ sha256, format }): [string, TextState] => {
      const row = rows.get(sha256);
      const refusal = refusalOfFormat(format) ?? row?.refusal ?? null;
      if (refusal) return [sha256, { state: 'refused', refusal, language: null }];
      return [sha256, row ? { state: 'read', refusal: null, language: row.language } : WAITING];
    }),
  );
}

/** Why a file of this format has no text, if so. */
export function refusalOfFormat(format: FileFormat): TextRefusal | undefined {
  return format === 'docx' ? undefined : (REFUSED_FORMATS[format] ?? 'format');
}
