import type { Content } from 'pdfmake/interfaces.js';
import { newId } from '#kernel';
import { makeText } from '#testing';
import { drawPdf } from './draw-pdf.js';
import { fatesOfUnits, remarksOfBody, type SheetRemark } from './sheet-remarks.js';
import { sheetWords } from './sheet-words.js';

const ru = sheetWords('ru');
const unit = { id: newId(), name: makeText('Budget unit') };

const remark = (text: string, parts: Partial<SheetRemark> = {}): SheetRemark => ({
  id: newId(),
  level: 'unit',
  state: 'kept',
  sources: [],
  unit,
  ordinal: 1,
  point: null,
  place: null,
  text,
  proposal: `${text}: предложение`,
  leftOutReason: null,
  ...parts,
});
const own = (ordinal: number, text: string, sources: readonly SheetRemark[], proposal?: string) =>
  remark(text, {
    level: 'body',
    state: 'placed',
    ordinal,
    sources: sources.map(({ id }) => id),
    ...(proposal && { proposal }),
  });

/** What the rows of the only table say, without its heading row. */
function rowsOf(contents: readonly Content[]): string[][] {
  const tables = contents.flatMap((part) =>
    typeof part === 'object' && 'table' in part ? [part.table] : [],
  );
  expect(tables).toHaveLength(1);
  return (tables[0]?.body ?? []).slice(1).map((row) => row.map(saidIn));
}

function saidIn(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  const { text } = cell as { text: string | (string | { text: string })[] };
  return typeof text === 'string' ? text : text.map(saidIn).join('');
}

describe('775:17 the sheet of a body says what became of its units’ remarks', () => {
  test('taken up as they were, in other words, merged, left out with the reason', () => {
    const [same, reworded, one, other] = ['Срок', 'Термин', 'Сумма', 'Источник'].map((text) => remark(text));
    const out = remark('Опечатка', { state: 'left_out', leftOutReason: 'Устранена в тексте', point: 'п. 7' });
    if (!same || !reworded || !one || !other) throw new Error('There are four.');
    const all = [
      own(1, 'Срок', [same]),
      own(2, 'Термин «данные»', [reworded]),
      own(3, 'Сумма и источник', [one, other]),
      same,
      reworded,
      one,
      other,
      out,
    ];
    expect(rowsOf(fatesOfUnits(all, ru, 'ru'))).toEqual([
      ['Budget unit (ru)', 'Срок', 'включено без изменений: замечание № 1'],
      ['Budget unit (ru)', 'Термин', 'включено в другой редакции: замечание № 2'],
      ['Budget unit (ru)', 'Сумма', 'объединено с другими: замечание № 3'],
      ['Budget unit (ru)', 'Источник', 'объединено с другими: замечание № 3'],
      ['Budget unit (ru)', 'п. 7: Опечатка', 'не включено: Устранена в тексте'],
    ]);
    expect(rowsOf(remarksOfBody(all, ru)).map(([number, text]) => [number, text])).toEqual([
      ['1', 'Срок'],
      ['2', 'Термин «данные»'],
      ['3', 'Сумма и источник'],
    ]);
  });

  test('in Kazakh in its own words; where nobody remarked anything there is no table', () => {
    const out = remark('Қате', { state: 'left_out', leftOutReason: 'Түзетілді' });
    expect(rowsOf(fatesOfUnits([out], sheetWords('kk'), 'kk'))).toEqual([
      ['Budget unit (kk)', 'Қате', 'енгізілген жоқ: Түзетілді'],
    ]);
    expect(fatesOfUnits([], ru, 'ru')).toEqual([]);
    expect(remarksOfBody([out], ru)).toEqual([]);
  });

  test('a remark longer than a page goes on over the next', async () => {
    const long = remark('Очень длинное замечание. '.repeat(400), {
      state: 'left_out',
      leftOutReason: 'Нет',
    });
    const pdf = await drawPdf({
      defaultStyle: { font: 'NotoSans' },
      content: fatesOfUnits([long], ru, 'ru'),
    });
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1);
  });
});
