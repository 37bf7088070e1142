import type { ComparedParagraph, TextParagraph } from '#contracts';
import { applied, seeded, textOf, undone } from './compare.fixture.js';
import { compareTexts } from './compare.js';

const OLD = textOf(
  '1-тарау. Жалпы ережелер',
  '1. Осы Қағидалар электрондық құжат айналымының тәртібін айқындайды.',
  '2. Пункт халқының саны бес жүз адамнан асатын елді мекендерде құрылады.',
  '3. Пункт жұмысы туралы есеп уәкілетті органға тоқсан сайын ұсынылады.',
  '1) өтініш қабылданған күні тіркеледі;',
  '2) жауап үш жұмыс күні ішінде беріледі.',
);

test('a changed word is shown in its sentence, everything else stays', () => {
  const fresh = textOf(...lines(OLD).map((line) => line.replace('бес жүз', 'екі жүз')));
  const compared = [...compareTexts(OLD, fresh)];
  expect(compared.map(({ kind }) => kind)).toEqual(['same', 'same', 'changed', 'same', 'same', 'same']);
  expect(compared[2]?.runs).toEqual([
    ['=', 'Пункт халқының саны '],
    ['-', 'бес'],
    ['+', 'екі'],
    ['=', ' жүз адамнан асатын елді мекендерде құрылады.'],
  ]);
});

test('a point that comes in between renumbers those after it and changes none of them', () => {
  const [first, second, third, fourth, ...rest] = lines(OLD);
  const fresh = textOf(
    first ?? '',
    second ?? '',
    '2. Мүлде жаңа тармақ, бұрын болмаған талаптар қойылады.',
    (third ?? '').replace('2.', '3.'),
    (fourth ?? '').replace('3.', '4.'),
    ...rest,
  );
  expect([...compareTexts(OLD, fresh)].map(({ kind }) => kind)).toEqual([
    'same',
    'same',
    'added',
    'renumbered',
    'renumbered',
    'same',
    'same',
  ]);
});

test('a point that stands elsewhere now has moved: it is told at both places, also when it was changed', () => {
  const [heading = '', one = '', two = '', three = '', ...rest] = lines(OLD);
  const fresh = textOf(heading, two, three, ...rest, one.replace('тәртібін', 'ережесін'));
  const compared = [...compareTexts(OLD, fresh)];
  const away = compared.find(({ kind }) => kind === 'moved_away');
  const here = compared.find(({ kind }) => kind === 'moved_here');
  expect(away).toMatchObject({ old: 1, new: 5 });
  expect(here).toMatchObject({ old: 1, new: 5 });
  expect(here?.runs).toContainEqual(['+', 'ережесін']);
});

test('a table is compared row by row and cell by cell', () => {
  const old = textOf('| № | Атауы | Мерзімі |', '| 1 | Есеп беру | 2024 жыл |', '| 2 | Тексеру | 2025 жыл |');
  const fresh = textOf(
    '| № | Атауы | Мерзімі |',
    '| 1 | Есеп беру | 2026 жыл |',
    '| 2 | Жоспар бекіту | 2025 жыл |',
    '| 3 | Тексеру | 2025 жыл |',
  );
  const changed = [...compareTexts(old, fresh)].filter(({ kind }) => kind !== 'same');
  expect(changed.map((one) => [one.kind, textAt(old, one.old), textAt(fresh, one.new)])).toEqual([
    ['changed', '2024 жыл', '2026 жыл'],
    ['added', null, '2'],
    ['added', null, 'Жоспар бекіту'],
    ['added', null, '2025 жыл'],
    ['changed', '2', '3'],
  ]);
});

test('a column that came in between leaves the other cells as they were', () => {
  const old = textOf('| Атауы | Мерзімі |', '| Есепті ұсыну | бірінші тоқсан |');
  const fresh = textOf(
    '| Атауы | Жауапты | Мерзімі |',
    '| Есепті ұсыну | Қаржы министрлігі | бірінші тоқсан |',
  );
  expect([...compareTexts(old, fresh)].map(({ kind }) => kind)).toEqual([
    'same',
    'added',
    'same',
    'same',
    'added',
    'same',
  ]);
});

test('what is tied to a paragraph follows it through changes, moves and new numbers, and is told when it is gone', () => {
  const [heading = '', one = '', two = '', three = '', four = ''] = lines(OLD);
  const fresh = textOf(
    heading,
    three.replace('3.', '1.').replace('тоқсан', 'жарты жыл'),
    four,
    two,
    one.replace('1.', '3.'),
  );
  expect([0, 1, 2, 3, 4, 5].map((at) => followed(OLD, fresh).get(at))).toEqual([0, 4, 3, 1, 2, undefined]);
});

test('a text of the largest size whose halves, each of one line, changed places costs no more than others', () => {
  const half = (line: string): string[] => Array.from({ length: 50_000 }, () => line);
  const [one, other] = [half('Бір екі үш төрт'), half('Бес алты жеті сегіз')];
  const before = process.cpuUsage();
  let moved = 0;
  for (const { kind } of compareTexts(textOf(...one, ...other), textOf(...other, ...one)))
    if (kind === 'moved_here') moved += 1;
  expect(moved).toBe(50_000);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(10);
});

test('nothing against nothing, and something against nothing', () => {
  expect([...compareTexts([], [])]).toEqual([]);
  expect([...compareTexts(OLD, [])].every(({ kind }) => kind === 'removed')).toBe(true);
  expect([...compareTexts([], OLD)].every(({ kind }) => kind === 'added')).toBe(true);
});

const WORDS = [
  'акт',
  'жоба',
  'орган',
  'келісу',
  'мерзім',
  'үш',
  'күн',
  'закон',
  'срок',
  'и',
  '—',
  '5,5',
  'a',
];

describe('whatever the two texts are', () => {
  const cases = Array.from({ length: 400 }, (_, seed) => {
    const random = seeded(seed);
    const old = randomLines(random);
    return [textOf(...old), textOf(...edited(old, random))] as const;
  });

  test('the comparison makes the new text of the old one, and the old one of the new', () => {
    for (const [old, fresh] of cases) {
      const compared = [...compareTexts(old, fresh)];
      expect(applied(compared, old, fresh)).toEqual(fresh.map(({ text }) => text));
      expect(undone(compared, old)).toEqual(old.map(({ text }) => text));
    }
  });

  test('every paragraph of both comes exactly once, what moved at both of its places', () => {
    for (const [old, fresh] of cases) {
      const compared = [...compareTexts(old, fresh)];
      const oldPlaces = compared.filter(({ kind }) => kind !== 'moved_here').flatMap((one) => one.old ?? []);
      const freshPlaces = compared
        .filter(({ kind }) => kind !== 'moved_away')
        .flatMap((one) => one.new ?? []);
      expect(oldPlaces).toEqual(old.map((_, index) => index));
      expect(freshPlaces).toEqual(fresh.map((_, index) => index));
      expect(pairsOf(compared, 'moved_away')).toEqual(pairsOf(compared, 'moved_here'));
    }
  });

  test('a text compared with itself has no change, and follows itself', () => {
    for (const [old] of cases) {
      expect([...compareTexts(old, old)].every(({ kind }) => kind === 'same')).toBe(true);
      for (const [from, to] of followed(old, old)) expect(to).toBe(from);
    }
  });

  test('no two paragraphs follow to the same one', () => {
    for (const [old, fresh] of cases) {
      const targets = [...followed(old, fresh).values()];
      expect(new Set(targets).size).toBe(targets.length);
    }
  });
});

/** Where each paragraph is now that is still there. */
function followed(old: readonly TextParagraph[], fresh: readonly TextParagraph[]): Map<number, number> {
  return new Map(
    [...compareTexts(old, fresh)].flatMap(({ kind, old: from, new: to }) =>
      from === null || to === null || kind === 'moved_away' ? [] : [[from, to] as const],
    ),
  );
}

function lines(text: readonly TextParagraph[]): string[] {
  return text.map(({ number, text }) => (number === null ? text : `${number} ${text}`));
}

function textAt(text: readonly TextParagraph[], at: number | null): string | null {
  return at === null ? null : (text[at]?.text ?? null);
}

function pairsOf(compared: readonly ComparedParagraph[], kind: ComparedParagraph['kind']): string[] {
  return compared
    .filter((one) => one.kind === kind)
    .map((one) => `${one.old} ${one.new}`)
    .sort();
}

function randomLines(random: () => number): string[] {
  const pick = (most: number) => Math.floor(random() * most);
  return Array.from({ length: pick(25) }, (_, index) => {
    const words = () => Array.from({ length: 1 + pick(9) }, () => WORDS[pick(WORDS.length)]).join(' ');
    const form = pick(6);
    if (form === 0) return `| ${words()} | ${words()} | ${pick(3)} |`;
    return form < 4 ? `${index + 1}. ${words()}` : words();
  });
}

/** Lines are dropped, doubled, moved, and words in them exchanged. */
function edited(lines: readonly string[], random: () => number): string[] {
  const pick = (most: number) => Math.floor(random() * most);
  const result = lines.flatMap((line) => {
    const deed = pick(10);
    if (deed === 0) return [];
    if (deed === 1) return [line, line];
    if (deed < 4) return [line.replace(/\p{L}+/u, () => WORDS[pick(WORDS.length)] ?? '')];
    return [line];
  });
  for (let moves = pick(3); moves > 0 && result.length > 0; moves -= 1) {
    const [line = ''] = result.splice(pick(result.length), 1);
    result.splice(pick(result.length + 1), 0, line);
  }
  return result;
}
