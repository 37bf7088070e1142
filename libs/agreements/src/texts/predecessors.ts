import type { FileRef, Language } from '#contracts';

export interface TextFile extends Pick<FileRef, 'id' | 'name' | 'sha256' | 'format'> {
  readonly language: Language | null;
}

/**
 * Which file of the version before each file takes the place of: the same bytes first, then the most alike by language
 * and name among those of the same format; two that are known to be in two languages never.
 * @returns ids of the files before, by the ids of the new ones; no file is taken twice
 */
export function predecessors(old: readonly TextFile[], fresh: readonly TextFile[]): Map<string, string> {
  const pairs = fresh.flatMap((file) =>
    old
      .filter((before) => mayFollow(before, file))
      .map((before) => ({ file, before, score: score(before, file) })),
  );
  const found = new Map<string, string>();
  const taken = new Set<TextFile>();
  for (const { file, before } of pairs.sort((one, other) => other.score - one.score)) {
    if (found.has(file.id) || taken.has(before)) continue;
    found.set(file.id, before.id);
    taken.add(before);
  }
  return found;
}

function mayFollow(before: TextFile, file: TextFile): boolean {
  if (before.sha256 === file.sha256) return true;
  const differ = before.language !== null && file.language !== null && before.language !== file.language;
  return before.format === file.format && !differ;
}

function score(before: TextFile, file: TextFile): number {
  if (before.sha256 === file.sha256) return 10;
  const sameLanguage = before.language !== null && before.language === file.language ? 1 : 0;
  return sameLanguage + likeness(before.name, file.name);
}

/** How much of two names is the same: pairs of letters next to each other (Dice). */
function likeness(one: string, other: string): number {
  const pairs = (name: string) =>
    Array.from({ length: Math.max(0, name.length - 1) }, (_, at) => name.slice(at, at + 2).toLowerCase());
  const rest = pairs(other);
  const total = pairs(one).length + rest.length;
  const common = pairs(one).filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return total === 0 ? 0 : (2 * common.length) / total;
}
