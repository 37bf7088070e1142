import * as xlsx from '@e965/xlsx';
import type { RemarkThread, RemarkTurn } from '#contracts';
import { remarkTable } from './remark-table.js';
import { docxOfRemarks, writeRemarksXlsx } from './write-table.js';

const turn = (deed: RemarkTurn['deed'], reasons = ''): RemarkTurn => ({
  deed,
  reasons,
  at: '2026-03-18T05:00:00.000Z',
  by: null,
  group: null,
});
const thread = (parts: Partial<RemarkThread> = {}) =>
  ({
    body: { name: { kk: 'Қаржы министрлігі', ru: 'Министерство финансов', en: '' } },
    version: 1,
    kind: 'law',
    point: '7',
    place: null,
    text: '=1+1',
    proposal: 'Алып тастау',
    state: 'insisted',
    turns: [
      turn('partly', 'Ескі'),
      turn('insisted'),
      turn('not_accepted', 'Негіз жоқ'),
      turn('insisted', 'Заң талабы'),
    ],
    ...parts,
  }) as RemarkThread;

const order = (language: 'kk' | 'ru') => ({ language, versionName: (at: number) => `X-1/${at}` });

test('a row has the last answer with its reasons, and what the body said to it, in the language of the act', () => {
  expect(remarkTable([thread()], order('kk')).rows).toEqual([
    [
      '1',
      'Қаржы министрлігі',
      '7-тармақ\n(X-1/1, заңдылығы)',
      '=1+1',
      'Алып тастау',
      'Қабылданбады',
      'Негіз жоқ',
      'Табандайды. Заң талабы',
    ],
  ]);
  const [row] = remarkTable([thread({ point: null, state: 'placed', turns: [] })], order('ru')).rows;
  expect(row?.slice(1, 3)).toEqual(['Министерство финансов', 'По проекту в целом\n(X-1/1, по законности)']);
  expect(row?.slice(5)).toEqual(['', '', '']);
  const [late] = remarkTable([thread({ late: true })], order('ru')).rows;
  expect(late?.[1]).toBe('Министерство финансов\n(ответ дан после срока)');
});

test('775:3 a workbook of a marked act says so first; what looks like a formula stays a text', async () => {
  const bytes = await writeRemarksXlsx(remarkTable([thread()], order('kk')), {
    subject: 'Қаулы',
    mark: 'ҚБП',
  });
  const book = xlsx.read(bytes);
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  expect(sheet['A1']).toMatchObject({ t: 's', v: 'ҚБП' });
  expect(sheet['A5']).toMatchObject({ v: 'Р/с №' });
  expect(sheet['D6']).toMatchObject({ t: 's', v: '=1+1' });
  expect(sheet['D6'].f).toBeUndefined();
});

test('the document has the same columns and rows, and says when there is none', () => {
  const table = remarkTable([thread()], order('ru'));
  const { columns, rows, widths, none, mark } = docxOfRemarks(table, { subject: 'Қаулы', mark: 'ҚБП' });
  expect([columns, rows, mark]).toEqual([table.columns, table.rows, 'ҚБП']);
  expect(widths).toHaveLength(columns.length);
  expect(none).not.toBe('');
});
