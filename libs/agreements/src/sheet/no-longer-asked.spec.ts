import { makeText } from '#testing';
import type { Review } from '../route/review.entity.js';
import { type AskedReview, noLongerAsked } from './no-longer-asked.js';
import { content, person, review, sheetTexts } from './sheet.fixture.js';

const OFF = { by: person('Initiator'), at: '2026-03-24T05:00:00.000Z', reason: 'Құзыретіне жатпайды' };
const WITHDRAWN: Partial<Review> = { state: 'withdrawn', outcome: null, settledAt: null, withdrawn: OFF };

/** The review of a body, called by its id, of a version. */
function asked(bodyId: string, ordinal: number, parts: Partial<Review> = {}, openRemarks = 0): AskedReview {
  const body = { ...review.body, id: bodyId, name: makeText(bodyId) };
  return { ordinal, openRemarks, review: { ...review, bodyId, body, ...parts } };
}

const listed = (ordinal: number, ...reviews: AskedReview[]) =>
  noLongerAsked(reviews, ordinal).map(({ body, calledOff, ordinal: of, answered }) => [
    body.id,
    of,
    calledOff !== null,
    answered && [answered.ordinal, answered.outcome, answered.openRemarks],
  ]);

describe('775:17.3, 20 who was asked and is asked no more', () => {
  test('that it refused an older version, or has remarks open there, is known with it', () => {
    expect(
      listed(
        1,
        asked('refuser', 0, { outcome: 'refused' }),
        asked('remarker', 0, { outcome: 'with_remarks' }, 2),
        asked('refuser', 1, WITHDRAWN),
        asked('remarker', 1, WITHDRAWN),
        asked('newcomer', 1, WITHDRAWN),
        asked('agreed', 1),
      ),
    ).toEqual([
      ['refuser', 1, true, [0, 'refused', 0]],
      ['remarker', 1, true, [0, 'with_remarks', 2]],
      ['newcomer', 1, true, null],
    ]);
  });

  test('nor is it forgotten where the next version went out without it, whatever came between', () => {
    expect(
      listed(
        2,
        asked('refuser', 0, { outcome: 'refused' }),
        asked('silent', 1, WITHDRAWN),
        asked('agreed', 2),
      ),
    ).toEqual([
      ['refuser', 0, false, [0, 'refused', 0]],
      ['silent', 1, true, null],
    ]);
  });

  test('who is asked again speaks for himself, and a later answer stands for an older one', () => {
    expect(
      listed(
        2,
        asked('again', 1, { outcome: 'refused' }),
        asked('again', 2, WITHDRAWN),
        asked('again', 2, { place: 2 }),
        asked('twice', 0, { outcome: 'refused' }),
        asked('twice', 1, { outcome: 'agreed' }),
      ),
    ).toEqual([['twice', 1, false, [1, 'agreed', 0]]]);
  });

  test.each([
    [
      'kk',
      [
        'Келісуі енді сұралмайтын органдар',
        'Жауаптың болмауы келісу болып есептелмейді.',
        'Silent (kk)',
        'Мерзімі өтті, жауап жоқ · Мерзімі: 2026 ж. 20 наурыз, 18:00 · 2026 ж. 24 наурыз, 10:00: Құзыретіне жатпайды',
        'Left (kk)',
        'Келісу сұралмайды · 2026 ж. 24 наурыз, 10:00: Құзыретіне жатпайды',
        'Бұрынғы жауабы: Бастапқы нұсқа · 2026 ж. 19 наурыз, 14:00 · Ескертулермен келісілді · шешілмеген ескертулер: 2',
        'Dropped (kk)',
        'Осы нұсқаны келісетін органдардың тізімінде жоқ',
        'Бұрынғы жауабы: Бастапқы нұсқа · 2026 ж. 19 наурыз, 14:00 · Келісуден бас тартылды',
      ],
    ],
    [
      'ru',
      [
        'Органы, согласование которых больше не требуется',
        'Отсутствие ответа согласием не считается.',
        'Silent (ru)',
        'Срок истёк, ответа нет · Срок: 20 марта 2026 г., 18:00 · 24 марта 2026 г., 10:00: Құзыретіне жатпайды',
        'Left (ru)',
        'Согласование не требуется · 24 марта 2026 г., 10:00: Құзыретіне жатпайды',
        'Прежний ответ: Первоначальная версия · 19 марта 2026 г., 14:00 · Согласован с замечаниями · нерешённых замечаний: 2',
        'Dropped (ru)',
        'В списке согласующих эту версию не значится',
        'Прежний ответ: Первоначальная версия · 19 марта 2026 г., 14:00 · В согласовании отказано',
      ],
    ],
  ] as const)('the sheet in %s says so', (language, told) => {
    const bodies = noLongerAsked(
      [
        asked('Left', 0, { outcome: 'with_remarks' }, 2),
        asked('Dropped', 0, { outcome: 'refused' }),
        asked('Silent', 1, { ...WITHDRAWN, place: 1 }),
        asked('Left', 1, { ...WITHDRAWN, dueAt: null, place: 2 }),
      ],
      1,
    );
    const texts = sheetTexts({ ...content(language, 1), noLongerAsked: bodies });
    const from = texts.indexOf(told[0]);
    expect(texts.slice(from, from + told.length)).toEqual(told);
  });
});
