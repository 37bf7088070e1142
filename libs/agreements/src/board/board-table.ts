import type { Board, BoardFigures, BoardSide, BoardSideView, Language, LocalizedText } from '#contracts';

const HEADS: Readonly<Record<Language, readonly string[]>> = {
  kk: [
    'Кезең',
    'Орган',
    'Жобалар',
    'Бөлімше',
    'Жұмыста',
    'Мерзімі өткен',
    'Жауап алынған жобалар',
    'Жауаптар',
    'Орташа жұмыс күні',
    'Ескертулермен',
    'Ескертулердің үлесі, %',
    'Бас тартылған',
    'Бас тартудың үлесі, %',
    'Бір жобаға нұсқа',
  ],
  ru: [
    'Период',
    'Орган',
    'Проекты',
    'Подразделение',
    'В работе',
    'Просрочено',
    'Проекты с ответом',
    'Ответы',
    'Рабочих дней в среднем',
    'С замечаниями',
    'Доля замечаний, %',
    'Отказано',
    'Доля отказов, %',
    'Версий на проект',
  ],
  en: [
    'Period',
    'Body',
    'Drafts',
    'Unit',
    'In work',
    'Overdue',
    'Answered drafts',
    'Answers',
    'Working days on average',
    'With remarks',
    'Share with remarks, %',
    'Refused',
    'Share refused, %',
    'Versions per draft',
  ],
};
const SIDES: Readonly<Record<BoardSide, LocalizedText>> = {
  developed: { kk: 'Өзі әзірлейтін', ru: 'Разрабатываемые', en: 'Developed' },
  reviewed: { kk: 'Келісуге келген', ru: 'Поступившие на согласование', en: 'Received for agreement' },
};
const ALL_UNITS: LocalizedText = { kk: 'Барлығы', ru: 'Всего', en: 'All' };
const NO_UNIT: LocalizedText = { kk: 'Әлі тағайындалмаған', ru: 'Ещё не назначено', en: 'Not assigned yet' };

const NAME: LocalizedText = {
  kk: 'Келісу көрсеткіштері',
  ru: 'Показатели согласования',
  en: 'Agreement figures',
};

/** What the file of the table is called. @param day on which it was taken out, as `2026-11-21` */
export const boardFileName = (day: string, language: Language): string => `${NAME[language]}, ${day}.xlsx`;

/** The board as rows of a table, its headings first: each body's totals, and the reader's own by units. */
export function* boardTable(
  { period, own, bodies }: Board,
  language: Language,
): Generator<readonly string[]> {
  yield HEADS[language];
  const [from = '', until = ''] = period.split('/');
  const days = `${from} – ${until}`;
  const row = (body: string, side: BoardSide, unit: string, figures: BoardFigures) => [
    days,
    body,
    SIDES[side][language],
    unit,
    ...cellsOf(figures, language),
  ];
  function* sideRows(body: string, side: BoardSide, { total, units }: BoardSideView) {
    yield row(body, side, ALL_UNITS[language], total);
    for (const { unit, figures } of units) {
      yield row(body, side, (unit?.name ?? NO_UNIT)[language], figures);
    }
  }
  if (own) {
    const body = own.body.name[language];
    yield* sideRows(body, 'developed', own.developed);
    yield* sideRows(body, 'reviewed', own.reviewed);
  }
  // The reader's own body stands above, where he oversees all of it.
  for (const { body, developed, reviewed } of bodies ?? []) {
    if (own?.whole && own.body.id === body.id) continue;
    yield row(body.name[language], 'developed', ALL_UNITS[language], developed);
    yield row(body.name[language], 'reviewed', ALL_UNITS[language], reviewed);
  }
}

function cellsOf(figures: BoardFigures, language: Language): string[] {
  const { in_work, late, settled, answers, averageDays, with_remarks, refused, versions } = figures;
  const number = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'ru-KZ', {
    maximumFractionDigits: 1,
    useGrouping: false,
  });
  const said = (value: number | null) => (value === null ? '' : number.format(value));
  const share = (of: number) => (settled === 0 ? '' : String(Math.round((of / settled) * 100)));
  return [
    said(in_work),
    said(late),
    said(settled),
    said(answers),
    said(averageDays),
    said(with_remarks),
    share(with_remarks),
    said(refused),
    share(refused),
    said(versions),
  ];
}
