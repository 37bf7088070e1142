import {
  type ApprovalsTable,
  content,
  mark,
  person,
  review,
  rowsOf,
  sheetTexts,
  step,
  textsOf,
} from './sheet.fixture.js';
import { renderSheet, sheetDefinition } from './sheet-document.js';
import { sheetWords } from './sheet-words.js';

describe('775:17.1, 22 the agreement sheet', () => {
  test.each([
    ['kk', 'Келісу парағы', 'Тіркеу нөмірі', 'Ескертулерсіз келісілді', 'Digital ministry (kk)'],
    ['ru', 'Лист согласования', 'Регистрационный номер', 'Согласован без замечаний', 'Digital ministry (ru)'],
  ] as const)('in %s speaks the act’s language', (language, title, number, outcome, developer) => {
    const texts = sheetTexts(content(language));
    for (const text of [title, number, outcome, developer]) expect(texts).toContain(text);
    const other = language === 'kk' ? '(ru)' : '(kk)';
    expect(texts.filter((text) => text.includes(other))).toEqual([]);
  });

  test.each([
    ['kk', 'Deputy, Deputy post (kk) (кімнің орнына: Minister, Minister post (kk))'],
    ['ru', 'Deputy, Deputy post (ru) (в порядке замещения: Minister, Minister post (ru))'],
  ] as const)('in %s says who decided, and in whose stead', (language, words) => {
    const of = content(language);
    const decidedBy = { ...person('Deputy'), onBehalfOf: person('Minister') };
    const steps = [step('developer_signature', 'Deputy', { decidedBy, signature: mark('1') })];
    expect(rowsOf({ ...of, steps })[0]?.[1]).toBe(words);
  });

  test('lists every internal and external approval: step, person and post, outcome, time, certificate', () => {
    expect(rowsOf(content('ru'))).toEqual([
      [
        'Согласование заинтересованного подразделения: Planning unit (ru)',
        'UnitHead, UnitHead post (ru)',
        'Согласовано',
        '16 марта 2026 г., 11:30',
        'ЭЦП не применяется',
      ],
      [
        'Виза руководителя юридической службы',
        'LegalHead, LegalHead post (ru)',
        'Завизировано',
        '16 марта 2026 г., 11:30',
        '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
      ],
      [
        'Подпись руководителя органа',
        'Minister, Minister post (ru)',
        'Подписано',
        '16 марта 2026 г., 11:30',
        '11111111222222223333',
      ],
      [
        'Регистрация службой документационного обеспечения',
        'Officer, Officer post (ru)',
        'Зарегистрировано',
        '16 марта 2026 г., 11:30',
        'ЭЦП не применяется',
      ],
      [
        'Рассмотрение руководством',
        'Deputy, Deputy post (ru)',
        'Подразделения определены',
        '16 марта 2026 г., 11:30',
        'ЭЦП не применяется',
      ],
      [
        'Мнение заинтересованного подразделения: Legal unit (ru)',
        'OpinionHead, OpinionHead post (ru)',
        'Согласован с замечаниями',
        '16 марта 2026 г., 11:30',
        'ЭЦП не применяется',
      ],
      [
        'Заключение ответственного исполнителя',
        'Executor, Executor post (ru)',
        'Согласован без замечаний',
        '16 марта 2026 г., 11:30',
        'ЭЦП не применяется',
      ],
      [
        'Согласование руководителя подразделения',
        'ResponsibleHead, ResponsibleHead post (ru)',
        'Согласовано',
        '16 марта 2026 г., 11:30',
        'ЭЦП не применяется',
      ],
      [
        'Подпись руководителя органа',
        'OtherMinister, OtherMinister post (ru)',
        'Согласован без замечаний',
        '16 марта 2026 г., 11:30',
        '44445555',
      ],
    ]);
  });

  test('775:14, 20 names number, developer, responsible person, incoming number and the days, in Astana’s time', () => {
    const texts = sheetTexts(content('kk'));
    expect(texts).toEqual(
      expect.arrayContaining([
        'Қазақстан Республикасының Үкіметі қаулысының жобасы',
        'Ашық деректер тізбесін бекіту туралы',
        'ҮҚ-26-7 · Бастапқы нұсқа',
        'Initiator, Initiator post (kk)',
        '2026 ж. 16 наурыз, 12:00',
        '2026 ж. 19 наурыз, 14:00',
        'Ministry of Justice (kk)',
        'Кіріс нөмірі: К-12/34 · Мерзімі: 2026 ж. 20 наурыз, 18:00',
      ]),
    );
  });

  test('775:20 an answer after the term stands there as late', () => {
    const late = { ...review, settledAt: new Date('2026-03-21T09:00:00Z') };
    const lines = sheetTexts({ ...content('ru'), reviews: [{ review: late, steps: [] }] });
    expect(lines.some((line) => line.endsWith('ответ дан после срока'))).toBe(true);
    expect(sheetTexts(content('ru')).some((line) => line.includes('после срока'))).toBe(false);
  });

  test('775:17 a unit that gave no opinion stands there as silent, one that gave it after the term as late', () => {
    const [{ dueAt }, at] = [review, new Date('2026-03-23')];
    const none = { state: 'silent', decidedBy: null, decidedAt: null, passedOverAt: at } as const;
    const silent = step('opinion', '', { dueAt, assignees: [person('Silent Head')], ...none });
    const late = step('opinion', 'Late Head', { dueAt, outcome: 'agreed', decidedAt: at });
    const lines = sheetTexts({ ...content('ru'), reviews: [{ review, steps: [silent, late] }] }).join('\n');
    expect(lines).toMatch(/^Silent Head/m);
    expect(lines).toContain(
      'Срок истёк, ответа нет. Отсутствие ответа согласием не считается.\nСрок: 20 марта',
    );
    expect(lines).toContain('Согласован без замечаний; ответ дан после срока');
  });

  test('775:19 of a new version carries its mark', () => {
    expect(sheetTexts(content('kk', 1))).toContain('ҮҚ-26-7/1 · «/1» нұсқасы');
    expect(sheetTexts(content('ru', 2))).toContain('ҮҚ-26-7/2 · Версия «/2»');
    expect(sheetDefinition(content('ru', 2)).info?.title).toBe('Лист согласования ҮҚ-26-7/2');
  });

  test('has a word for every step and every outcome in both languages', () => {
    for (const language of ['kk', 'ru']) {
      const words = sheetWords(language);
      const all = [
        ...Object.values(words.steps),
        ...Object.values(words.outcomes),
        ...Object.values(words.kinds),
      ];
      expect(all.filter((word) => word.trim() === '')).toEqual([]);
    }
  });

  test('tells last where and by what code anyone checks the signatures, as a QR code too', () => {
    const parts = sheetDefinition(content('kk')).content as object[];
    const last = JSON.stringify(parts.at(-1));
    expect(last).toContain('"qr":"https://kelisim.example/verify?c=K7QX20AB9ZTM4R5W"');
    expect(last).toContain('K7QX-20AB-9ZTM-4R5W');
  });

  test('no heading stays alone at the foot of a page: each is a row of its table, kept with its first step', () => {
    const parts = sheetDefinition(content('ru')).content as { table?: ApprovalsTable }[];
    const tables = parts.flatMap(({ table }) => (table?.headerRows ? [table] : []));
    expect(tables.map(({ keepWithHeaderRows }) => keepWithHeaderRows)).toEqual([1, 1]);
    const headings = tables.map(({ body, headerRows }) =>
      body
        .slice(0, headerRows - 1)
        .flatMap(textsOf)
        .filter(Boolean),
    );
    expect(headings).toEqual([
      ['Согласование внутри органа-разработчика'],
      [
        'Согласующие государственные органы',
        'Ministry of Justice (ru)',
        'Согласован без замечаний',
        'Входящий номер: К-12/34 · Срок: 20 марта 2026 г., 18:00',
      ],
    ]);
  });

  test('is drawn as a PDF of A4 in Noto Sans, with the fonts inside', async () => {
    const pdf = await renderSheet(content('kk'));
    const text = pdf.toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/);
    expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSans/);
    expect(text).toContain('/FontFile2');
  });
});

describe('a sheet with hundreds of rows', () => {
  test('goes on over as many pages as it needs', async () => {
    const long = content('kk');
    const steps = Array.from({ length: 200 }, (_, index) =>
      step('unit_agreement', `Head ${index}`, { outcome: 'agreed' }),
    );
    const pdf = (await renderSheet({ ...long, steps })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(5);
  });
});
