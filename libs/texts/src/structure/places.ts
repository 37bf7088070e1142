import type { TextParagraph } from '#contracts';

/** Where a paragraph stands, in the terms of lawyers. */
export interface Place {
  /** The line that opened its annex or approved text; null: the main text. */
  readonly part: string | null;
  /** Of the heading above it, or its own: "2-тарау."; null: none, or one without a number. */
  readonly heading: string | null;
  readonly point: string | null;
  readonly subPoint: string | null;
  /** Counted from 1 in its table. */
  readonly row: number | null;
}

/** The place of each paragraph of a text. */
export function placesOf(paragraphs: readonly TextParagraph[]): Place[] {
  let place: Place = { part: null, heading: null, point: null, subPoint: null, row: null };
  return paragraphs.map(({ kind, number, text, cell }) => {
    const row = cell ? cell.row + 1 : null;
    if (kind === 'part') place = { part: text, heading: null, point: null, subPoint: null, row };
    else if (kind === 'heading') place = { ...place, heading: number, point: null, subPoint: null, row };
    else if (kind === 'point') place = { ...place, point: number, subPoint: null, row };
    else if (kind === 'sub_point') place = { ...place, subPoint: number, row };
    else place = { ...place, row };
    return place;
  });
}

/** "3-тармақтың 2) тармақшасы", "подпункт 2) пункта 3"; empty: before the first number of the main text. */
export function placeInWords(place: Place, language: 'kk' | 'ru'): string {
  const words = [place.part === null ? '' : lastLine(place.part), ...WORDS[language](place)];
  return words.filter((word) => word !== '').join(', ');
}

/** Without what ends it; "3-тармақ." is 3 as "3." is. */
const bare = (number: string | null) => (number ?? '').replace(/(?:-тармақ)?[.)]+$/iu, '');

const WORDS: Record<'kk' | 'ru', (place: Place) => string[]> = {
  kk: ({ heading, point, subPoint, row }) => [
    point === null && subPoint === null ? bare(heading) : '',
    point !== null && subPoint !== null
      ? `${bare(point)}-тармақтың ${subPoint} тармақшасы`
      : point !== null
        ? `${bare(point)}-тармақ`
        : subPoint !== null
          ? `${subPoint} тармақша`
          : '',
    row === null ? '' : `кестенің ${row}-жолы`,
  ],
  ru: ({ heading, point, subPoint, row }) => [
    point === null && subPoint === null ? bare(heading) : '',
    point !== null && subPoint !== null
      ? `подпункт ${subPoint} пункта ${bare(point)}`
      : point !== null
        ? `пункт ${bare(point)}`
        : subPoint !== null
          ? `подпункт ${subPoint}`
          : '',
    row === null ? '' : `строка ${row} таблицы`,
  ],
};

/** Requisites of an annex run over lines; the last one names it, or all of them where they are one. */
function lastLine(part: string): string {
  const line = part.split('\n').at(-1) ?? '';
  const [annex] = /(?:\d+-)?қосымша$|^приложение(?:\s+№?\s*\d+)?/iu.exec(line) ?? [];
  return annex ?? (line.length > 80 ? `${line.slice(0, 80).trimEnd()}…` : line);
}
