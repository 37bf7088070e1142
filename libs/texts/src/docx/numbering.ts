import { type Attributes, readXml } from './xml.js';

/** One level of a list, as `w:lvl` has it. */
interface Level {
  start: number;
  format: string;
  /** "%1.%2)": numbers of the levels in it. */
  template: string;
  /** Counts anew after a number of this level (1 is the highest) or above; 0: never. */
  restart: number | undefined;
  isLegal: boolean;
}

interface List {
  abstractId: string;
  levels: Map<number, Level>;
  startOverrides: Map<number, number>;
}

export interface NumberedStyle {
  readonly numId: string | undefined;
  readonly level: number | undefined;
  /** 0 is the highest heading; undefined: no heading. */
  readonly outline: number | undefined;
}

const HIGHEST = 9;

/** Numbers as the editor shows them: kept by the lists of a document, counted in its order. */
export class Numbering {
  private readonly abstracts = new Map<string, Map<number, Level>>();
  private readonly styleLinks = new Map<string, string>();
  private readonly lists = new Map<string, List>();
  private readonly counters = new Map<string, (number | undefined)[]>();
  private readonly begun = new Set<string>();

  /** @param part numbering.xml; undefined: a document without lists */
  constructor(
    part: Uint8Array | undefined,
    private readonly styles: ReadonlyMap<string, NumberedStyle>,
  ) {
    if (part) this.read(part);
  }

  /** The number of the next paragraph of this list at this level; null: none is shown. */
  next(numId: string, level: number): string | null {
    const list = this.lists.get(numId);
    const levels = list && this.levelsOf(list);
    const own = levels?.get(level);
    if (!list || !levels || !own || level < 0 || level >= HIGHEST) return null;
    const counters = this.counters.get(list.abstractId) ?? [];
    this.counters.set(list.abstractId, counters);
    this.begin(numId, list, counters);

    const before = counters[level];
    counters[level] = before === undefined ? own.start : before + 1;
    for (let deeper = level + 1; deeper < HIGHEST; deeper += 1) {
      const restart = levels.get(deeper)?.restart;
      if (restart === undefined || (restart > 0 && level < restart)) counters[deeper] = undefined;
    }
    if (own.format === 'none') return null;
    if (own.format === 'bullet') return '•';
    const shown = own.template.replace(/%([1-9])/g, (_, place: string) => {
      const index = Number(place) - 1;
      const of = levels.get(index);
      const value = counters[index] ?? of?.start ?? 1;
      return formatNumber(value, own.isLegal ? 'decimal' : (of?.format ?? 'decimal'));
    });
    return shown.trim() || null;
  }

  /** A list that begins its count anew does so at its first paragraph. */
  private begin(numId: string, list: List, counters: (number | undefined)[]): void {
    if (this.begun.has(numId)) return;
    this.begun.add(numId);
    for (const [level, start] of list.startOverrides) counters[level] = start - 1;
  }

  private levelsOf(list: List): Map<number, Level> {
    const abstract = this.abstracts.get(list.abstractId) ?? new Map<number, Level>();
    const linked = this.styleLinks.get(list.abstractId);
    const target = linked === undefined ? undefined : this.lists.get(this.styles.get(linked)?.numId ?? '');
    const base = (target && this.abstracts.get(target.abstractId)) ?? abstract;
    return list.levels.size === 0 ? base : new Map([...base, ...list.levels]);
  }

  private read(part: Uint8Array): void {
    let abstract: string | undefined;
    let list: List | undefined;
    let override: number | undefined;
    let level: Level | undefined;
    const opens = new Map<string, (attributes: Attributes) => void>(
      Object.entries({
        abstractNum: ({ abstractNumId = '' }: Attributes) => {
          abstract = abstractNumId;
          this.abstracts.set(abstractNumId, new Map());
        },
        numStyleLink: ({ val }: Attributes) => {
          if (abstract !== undefined && val !== undefined) this.styleLinks.set(abstract, val);
        },
        num: ({ numId = '' }: Attributes) => {
          list = { abstractId: '', levels: new Map(), startOverrides: new Map() };
          this.lists.set(numId, list);
        },
        abstractNumId: ({ val = '' }: Attributes) => {
          if (list) list.abstractId = val;
        },
        lvlOverride: ({ ilvl }: Attributes) => {
          override = whole(ilvl);
        },
        startOverride: ({ val }: Attributes) => {
          if (override !== undefined) list?.startOverrides.set(override, whole(val) ?? 1);
        },
        lvl: ({ ilvl }: Attributes) => {
          level = { start: 1, format: 'decimal', template: '', restart: undefined, isLegal: false };
          const levels = abstract !== undefined ? this.abstracts.get(abstract) : list?.levels;
          levels?.set(whole(ilvl) ?? 0, level);
        },
        start: ({ val }: Attributes) => {
          if (level) level.start = whole(val) ?? 1;
        },
        numFmt: ({ val = 'decimal' }: Attributes) => {
          if (level) level.format = val;
        },
        lvlText: ({ val = '' }: Attributes) => {
          if (level) level.template = val;
        },
        lvlRestart: ({ val }: Attributes) => {
          if (level) level.restart = whole(val);
        },
        isLgl: ({ val }: Attributes) => {
          if (level) level.isLegal = isOn(val);
        },
      }),
    );
    const closes = new Map<string, () => void>(
      Object.entries({
        abstractNum: () => {
          abstract = undefined;
        },
        num: () => {
          list = undefined;
        },
        lvlOverride: () => {
          override = undefined;
        },
        lvl: () => {
          level = undefined;
        },
      }),
    );
    readXml(part, {
      open: (name, attributes) => opens.get(name)?.(attributes),
      close: (name) => closes.get(name)?.(),
      text: () => undefined,
    });
  }
}

/** `w:val` of a switch: there and not off is on. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !['0', 'false', 'off'].includes(value);
}

/** A whole number that a counter may hold; undefined: it is none. */
export function whole(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : undefined;
}

const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщэюя';
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** @param format `w:numFmt`; one that is not known counts in figures */
function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(value, 'abcdefghijklmnopqrstuvwxyz');
    case 'upperLetter':
      return letters(value, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    case 'russianLower':
      return letters(value, RUSSIAN);
    case 'russianUpper':
      return letters(value, RUSSIAN.toUpperCase());
    case 'lowerRoman':
      return roman(value);
    case 'upperRoman':
      return roman(value).toUpperCase();
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'none':
      return '';
    default:
      return String(value);
  }
}

/** a ... z, aa, bb: the editor doubles the letter. */
function letters(value: number, alphabet: string): string {
  if (value < 1) return String(value);
  const letter = alphabet[(value - 1) % alphabet.length] ?? '';
  return letter.repeat(Math.min(20, Math.ceil(value / alphabet.length)));
}

function roman(value: number): string {
  if (value < 1 || value > 32_767) return String(value);
  let rest = value;
  let shown = '';
  for (const [worth, sign] of ROMAN) {
    while (rest >= worth) {
      shown += sign;
      rest -= worth;
    }
  }
  return shown;
}
