import type { FileRef, Language } from '#contracts';

export interface TextFile extends Pick<FileRef, 'id' | 'name' | 'sha256' | 'format'> {
  readonly language: Language | null;
}

/**
 * Which file of the version before each file takes the place of: the same bytes first, then the name that is most alike
 * among those of the same language and format, in the order of the card.
 * @returns ids of the files before, by the ids of the new ones; no file is taken twice
 */
export function predecessors(old: readonly TextFile[], fresh: readonly TextFile[]): Map<string, string> {
  const found = new Map<string, string>();
  const free = new Set(old);
  const take = (file: TextFile, before: TextFile | undefined) => {
    if (!before) return;
    found.set(file.id, before.id);
    free.delete(before);
  };
  for (const file of fresh)
    take(
      file,
      [...free].find(({ sha256 }) => sha256 === file.sha256),
    );
  for (const file of fresh) {
    if (found.has(file.id)) continue;
    const alike = [...free].filter((one) => one.format === file.format && one.language === file.language);
    take(
      file,
      alike.reduce<TextFile | undefined>(
        (best, one) => (best && likeness(best.name, file.name) >= likeness(one.name, file.name) ? best : one),
        undefined,
      ),
    );
  }
  return found;
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
