import {
  hasControlFigure,
  IMPORT_COLUMNS,
  IMPORT_FAULT_WORDS,
  IMPORT_KIND_WORDS,
  type ImportColumn,
  type ImportKind,
} from '#contracts';
import { headingRowOf, readCell, recognise, toRemember } from './columns.js';
import { type Entry, inOrderOfEntry, type Known, planning } from './import-plan.js';

const IIN = '800101300125';
const EARLY = '010203500127';

const PERSON: Entry = {
  iin: IIN,
  surname: 'Әлиев',
  givenName: 'Болат',
  patronymic: '',
  unit: 'Заң қызметі',
  postKk: 'Сарапшы',
  postRu: 'Эксперт',
  postEn: 'Expert',
  postKind: 'specialist',
  workPhone: '10',
  office: '801',
  email: 'b@mdd.example',
};
/** Without rests. */
function planImport(...given: Parameters<typeof planning>) {
  const steps = planning(...given);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const COLUMNS = IMPORT_COLUMNS.people.map(({ key }) => key);
const cellsOf = (entry: Entry) => COLUMNS.map((key) => entry[key] ?? '');

const known = (more: Partial<Known> = {}): Known => ({
  entries: new Map([[IIN, PERSON]]),
  elsewhere: new Set(),
  own: new Set(),
  units: new Map([
    ['Заң қызметі', 'Заң қызметі'],
    ['Юридическая служба', 'Заң қызметі'],
    ['Кадр қызметі', 'Кадр қызметі'],
  ]),
  deputies: new Set(['Ермеков Нұрлан']),
  ...more,
});

const plan = (people: readonly Entry[], of = known()) =>
  planImport('people', { rows: people.map(cellsOf), firstRow: 2, mapping: COLUMNS }, of);

const faultsOf = (people: readonly Entry[], of = known()) =>
  plan(people, of).map(({ faults }) => faults.map(({ column, code }) => `${column} ${code}`));

describe('a row', () => {
  test('of somebody who is as it says changes nothing', () => {
    expect(plan([PERSON])).toMatchObject([{ row: 2, outcome: 'same', changes: [] }]);
  });

  test('may name the unit in another language', () => {
    expect(plan([{ ...PERSON, unit: 'Юридическая служба' }])).toMatchObject([
      { outcome: 'same', entry: { unit: 'Заң қызметі' } },
    ]);
  });

  test('of a list that tells nothing of kinds of posts brings members of staff; who is known keeps his', () => {
    const mapping = COLUMNS.map((column) => (column === 'postKind' ? null : column));
    const rows = [PERSON, { ...PERSON, iin: EARLY }].map(cellsOf);
    const head = known({ entries: new Map([[IIN, { ...PERSON, postKind: 'unit_head' }]]) });
    expect(planImport('people', { rows, firstRow: 2, mapping }, head)).toMatchObject([
      { outcome: 'same', entry: { postKind: 'unit_head' } },
      { outcome: 'new', entry: { postKind: 'specialist' } },
    ]);
  });

  test('of somebody known tells what it changes', () => {
    expect(plan([{ ...PERSON, office: '802' }])).toMatchObject([
      { outcome: 'changed', changes: [{ column: 'office', from: '801', to: '802' }] },
    ]);
  });

  test('of a new person is new; his English post is the Russian one where it is left out', () => {
    const [row] = plan([{ ...PERSON, iin: EARLY, postEn: '' }]);
    expect(row).toMatchObject({ outcome: 'new', entry: { postEn: 'Эксперт' } });
  });

  test('that is empty is none', () => {
    expect(plan([{}, PERSON])).toMatchObject([{ row: 3, outcome: 'same' }]);
  });

  test('leaves alone what the file does not tell of', () => {
    const sheet = { rows: [[IIN, '99']], firstRow: 2, mapping: ['iin', 'workPhone'] as const };
    expect(planImport('people', sheet, known())).toMatchObject([
      { outcome: 'changed', changes: [{ column: 'workPhone', from: '10', to: '99' }] },
    ]);
  });

  test.each<[string, Entry, string[]]>([
    ['a new person without a name', { ...PERSON, iin: EARLY, surname: '' }, ['surname MISSING']],
    ['no IIN', { ...PERSON, iin: '' }, ['iin MISSING']],
    ['a wrong control figure', { ...PERSON, iin: '800101300126' }, ['iin NOT_IIN']],
    ['letters for an IIN', { ...PERSON, iin: '8OO1O13OO125' }, ['iin NOT_IIN']],
    ['a kind that is none', { ...PERSON, postKind: 'boss' }, ['postKind NOT_KIND']],
    ['a unit that is not there', { ...PERSON, unit: 'Аудит' }, ['unit UNIT_UNKNOWN']],
    ['an address that is none', { ...PERSON, email: 'b at mdd' }, ['email NOT_EMAIL']],
    ['too long a text', { ...PERSON, office: 'x'.repeat(301) }, ['office TEXT']],
    ['text that runs backwards', { ...PERSON, surname: 'Ә\u202Eлиев' }, ['surname TEXT']],
  ])('is wrong: %s', (_, person, faults) => {
    expect(faultsOf([person])).toEqual([faults]);
  });

  test('of a wrong number is asked for nothing that the file does not tell of', () => {
    const sheet = { rows: [['1', '99']], firstRow: 2, mapping: ['iin', 'workPhone'] as const };
    expect(planImport('people', sheet, known())[0]?.faults).toEqual([{ column: 'iin', code: 'NOT_IIN' }]);
  });

  test('is wrong where the file names somebody twice, and says where', () => {
    expect(plan([PERSON, { ...PERSON, office: '9' }])[1]?.faults).toEqual([
      { column: 'iin', code: 'TWICE', row: 2 },
    ]);
  });

  test('is wrong for who works in another body', () => {
    const of = known({ elsewhere: new Set([EARLY]) });
    expect(faultsOf([{ ...PERSON, iin: EARLY }], of)).toEqual([['iin OTHER_BODY']]);
  });

  test('of who brings the file gives him no other post; how he is reached he may change', () => {
    const of = known({ own: new Set([IIN]) });
    expect(faultsOf([{ ...PERSON, postKind: 'head_of_body' }], of)).toEqual([['postKind OWN_POST']]);
    expect(faultsOf([{ ...PERSON, unit: 'Кадр қызметі' }], of)).toEqual([['unit OWN_POST']]);
    expect(faultsOf([{ ...PERSON, office: '9' }], of)).toEqual([[]]);
  });

  test('makes no second head; a head who steps down makes room', () => {
    const head = { ...PERSON, postKind: 'unit_head' };
    const of = known({ entries: new Map([[IIN, head]]) });
    const next = { ...head, iin: EARLY };
    expect(faultsOf([next], of)).toEqual([['postKind SECOND_HEAD']]);
    expect(faultsOf([next, PERSON], of)).toEqual([[], []]);
    expect(faultsOf([{ ...next, unit: 'Кадр қызметі' }], of)).toEqual([[]]);
  });
});

describe('units', () => {
  const unit = (nameKk: string, parent: string) => [
    nameKk,
    `${nameKk} ru`,
    `${nameKk} en`,
    'ordinary',
    parent,
  ];
  const planUnits = (rows: string[][]) =>
    planImport(
      'units',
      { rows, firstRow: 2, mapping: ['nameKk', 'nameRu', 'nameEn', 'unitKind', 'parent'] },
      known({ entries: new Map(), units: new Map() }),
    );

  test('that are his own who brings the file keep their kind', () => {
    const entry = { nameKk: 'A', nameRu: 'A ru', nameEn: 'A en', unitKind: 'ordinary', parent: '' };
    const of = known({ entries: new Map([['A', entry]]), own: new Set(['A']), units: new Map() });
    const mapping = ['nameKk', 'unitKind'] as const;
    const faults = (kind: string, name: string) =>
      planImport('units', { rows: [[name, kind]], firstRow: 2, mapping }, of)[0]?.faults.map(
        ({ code }) => code,
      );
    expect(faults('documentation', 'A')).toEqual(['OWN_POST']);
    expect(faults('ordinary', 'A')).toEqual([]);
  });

  test('are entered from the top down, in whatever order they stand', () => {
    const rows = planUnits([unit('c', 'b'), unit('b', 'a'), unit('d', 'a'), unit('a', '')]);
    expect(inOrderOfEntry('units', rows).map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('are not below themselves, nor below what is not there', () => {
    const rows = planUnits([unit('a', 'b'), unit('b', 'a'), unit('c', 'c'), unit('d', 'x'), unit('e', 'a')]);
    const codes = rows.map(({ faults }) => faults.map(({ code }) => code));
    expect(codes).toEqual([['CYCLE'], ['CYCLE'], ['CYCLE'], ['PARENT_UNKNOWN'], []]);
  });

  test('are overseen by deputies of the head of the body, or go on as they were; a leadership by nobody', () => {
    const before = { nameKk: 'b', nameRu: 'b', nameEn: 'b', unitKind: 'ordinary', parent: '' };
    const entries = new Map([['b', { ...before, overseer: 'Кетер Асан' }]]);
    const planned = planImport(
      'units',
      {
        rows: [
          ['a', 'a', 'ordinary', 'Ермеков Нұрлан'],
          ['b', 'b', 'ordinary', 'Кетер Асан'],
          ['c', 'c', 'ordinary', 'Кетер Асан'],
          ['d', 'd', 'leadership', 'Ермеков Нұрлан'],
        ],
        firstRow: 2,
        mapping: ['nameKk', 'nameRu', 'unitKind', 'overseer'],
      },
      known({ entries, units: new Map() }),
    );
    const codes = planned.map(({ faults }) => faults.map(({ column, code }) => `${column} ${code}`));
    const wrong = ['overseer OVERSEER_UNKNOWN'];
    expect(codes).toEqual([[], [], wrong, wrong]);
  });

  test('a hostile tree of 20,000 levels is gone through once, not once for each level', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => [`${at}`, 'y', 'ordinary', `${at + 1}`]);
    const sheet = { rows, firstRow: 2, mapping: ['nameKk', 'nameRu', 'unitKind', 'parent'] as const };
    const before = process.threadCpuUsage();
    const planned = planImport('units', sheet, known({ entries: new Map() }));
    // The thread's own time: what else the machine does is not counted.
    const { user, system } = process.threadCpuUsage(before);
    expect(planned.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(1);
    expect((user + system) / 1000).toBeLessThan(4_000);
  });
});

describe('numbers', () => {
  test.each([IIN, EARLY, '000140001239'])('%s carries its control figure', (number) => {
    expect(hasControlFigure(number)).toBe(true);
    expect(hasControlFigure(`${number.slice(0, 11)}${(Number(number[11]) + 1) % 10}`)).toBe(false);
  });

  test('zeros that a spreadsheet took for nothing come back', () => {
    expect(readCell('iin', EARLY.replace(/^0+/, ''))).toEqual({ value: EARLY });
    expect(readCell('iin', '800101 300125')).toEqual({ value: IIN });
    expect(readCell('iin', '7')).toEqual({ fault: 'NOT_IIN' });
  });

  test('one that the directory has already is taken as it is', () => {
    expect(readCell('iin', '890101000001', () => true)).toEqual({ value: '890101000001' });
  });
});

describe('headings', () => {
  test.each(['kk', 'ru', 'en'] as const)(
    'are recognised in %s, whatever their case and signs',
    (language) => {
      for (const kind of Object.keys(IMPORT_COLUMNS) as ImportKind[]) {
        const columns = IMPORT_COLUMNS[kind];
        const headings = columns.map(({ name }) => ` ${name[language].toUpperCase()}: `);
        expect(recognise(kind, headings, new Map())).toEqual(columns.map(({ key }) => key));
      }
    },
  );

  test('that are strange are nobody’s, unless they were told before; none is taken twice', () => {
    expect(recognise('people', ['ИИН', 'ЖСН', 'Таб. №'], new Map([['таб', 'office']]))).toEqual([
      'iin',
      null,
      'office',
    ]);
  });

  test('of what was told are remembered: what is left out of the recognised, not what means the same twice', () => {
    const headings = ['ЖСН', 'Телефон', 'Служебный телефон', 'Таб. №', 'Пікір', ''];
    const told = (...mapping: (ImportColumn | null)[]) => [
      ...toRemember('people', { headings, mapping }, new Map()),
    ];
    expect(told('iin', 'workPhone', null, 'office', null, 'email')).toEqual([
      ['жсн', 'iin'],
      ['телефон', 'workPhone'],
      ['таб', 'office'],
    ]);
    expect(told('iin', null, 'workPhone', null, null, null)).toEqual([
      ['телефон', null],
      ['жсн', 'iin'],
      ['служебныйтелефон', 'workPhone'],
    ]);
    const again = recognise('people', headings, new Map(told('iin', null, 'workPhone', null, null, null)));
    expect(again).toEqual(['iin', null, 'workPhone', null, null, null]);
  });

  test('stand below titles', () => {
    expect(headingRowOf('people', [['Штат тізімі'], [], ['ЖСН', 'Тегі'], ['1', '2']])).toBe(2);
    expect(headingRowOf('people', [[''], ['x', 'y'], ['1', '2']])).toBe(1);
  });
});

test('each column, kind and fault has its words in three languages', () => {
  const texts = [
    ...Object.values(IMPORT_COLUMNS).flatMap((columns) => columns.map(({ name }) => name)),
    ...Object.values(IMPORT_KIND_WORDS).flatMap((kinds) => Object.values(kinds)),
    ...Object.values(IMPORT_FAULT_WORDS),
  ];
  for (const { kk, ru, en } of texts) expect([kk, ru, en].every((word) => word.length > 2)).toBe(true);
});
