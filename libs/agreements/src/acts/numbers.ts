import { Injectable } from '@nestjs/common';
import { ACT_KINDS, type ActKind } from '#contracts';
import { Clock, dayOf, Sql, Tx } from '#kernel';

/** The letters before a registration number: Үкімет қаулысы, Премьер-Министр өкімі, заң жобасы. */
const PREFIXES: Record<ActKind, string> = {
  government_resolution: 'ҮҚ',
  prime_minister_order: 'ПӨ',
  bill: 'ЗЖ',
};

/** The registration number of the card (775:14.3): `ҮҚ-26-1184`. */
export function formatNumber(kind: ActKind, year: number, seq: number): string {
  return `${PREFIXES[kind]}-${String(year % 100).padStart(2, '0')}-${seq}`;
}

const DASH = '\\s*[-\u2010-\u2014]\\s*';
const NUMBER = new RegExp(
  `^(?:№\\s*)?(?:(${Object.values(PREFIXES).join('|')})${DASH})?(?:(\\d{2})?${DASH})?(\\d{1,9})(?:\\s*/\\s*\\d+)?$`,
  'iu',
);

/** What a question tells of a registration number: its figure at least. */
export interface NumberParts {
  readonly kind: ActKind | undefined;
  readonly year: number | undefined;
  readonly seq: number;
}

/**
 * The registration number that a question is, as people copy or say it: `ҮҚ-26-1184/2`, `26-1184`, `№ 1184`; of any version, in
 * any case and with any dash. Its figure is whole: 118 is not 1184.
 * @param thisYear of its century the two figures of the year are
 * @returns undefined where it is anything else
 */
export function numberIn(question: string, thisYear: number): NumberParts | undefined {
  const [, letters, year, seq] = NUMBER.exec(question.trim()) ?? [];
  return seq === undefined
    ? undefined
    : {
        kind: ACT_KINDS.find((one) => PREFIXES[one] === letters?.toUpperCase()),
        year: year === undefined ? undefined : thisYear - (thisYear % 100) + Number(year),
        seq: Number(seq),
      };
}

/** 775:19 a new version keeps the number and gets "/1", the next "/2". Null before the first dispatch. */
export function markedNumber(number: string | null, ordinal: number): string | null {
  if (number === null) return null;
  return ordinal === 0 ? number : `${number}/${ordinal}`;
}

export interface GivenNumber {
  readonly number: string;
  readonly year: number;
  readonly seq: number;
}

/** Registration numbers, in a row of their own for each kind of act and year (775:14.3). */
@Injectable()
export class Numbers {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /**
   * The next number of its kind in this year (Astana). The counter's row stays locked until the transaction ends: a
   * second dispatch waits for it, and one that fails leaves no gap.
   */
  async next(kind: ActKind): Promise<GivenNumber> {
    if (!this.tx.current) throw new Error('A number must be given inside tx.run().');
    const year = Number(dayOf(this.clock.now()).slice(0, 4));
    const row = await this.sql.row<{ last: number }>(
      `INSERT INTO agreements.number_counter AS counter (kind, year, last) VALUES ($1, $2, 1)
       ON CONFLICT (kind, year) DO UPDATE SET last = counter.last + 1 RETURNING last`,
      [kind, year],
    );
    if (!row) throw new Error('The counter of numbers was not returned.');
    return { number: formatNumber(kind, year, row.last), year, seq: row.last };
  }
}
