import { utils, type WorkSheet, write } from '@e965/xlsx';
import type { ActLanguage } from './acts/blocks.js';
import { estimateByYear, estimateItems } from './acts/estimate.js';

const words = {
  kk: {
    sheets: ['Бір пункт', 'Жылдар бойынша'] as const,
    itemsTitle: 'Бір пунктті жарақтандыру және ұстау шығыстарының есебі, теңге',
    itemColumns: ['Р/с №', 'Атауы', 'Бағасы', 'Саны', 'Жылына рет', 'Сомасы'],
    equipment: 'Жарақтандыру (бір рет)',
    upkeep: 'Ұстау (жылына)',
    yearsTitle: '2027 – 2029 жылдарға арналған шығыстар, теңге',
    yearColumns: ['Жыл', 'Ашылатын пункттер', 'Жұмыс істейтін пункттер', 'Жарақтандыру', 'Ұстау', 'Барлығы'],
    total: 'Жиыны',
  },
  ru: {
    sheets: ['Один пункт', 'По годам'] as const,
    itemsTitle: 'Расчёт расходов на оснащение и содержание одного пункта, тенге',
    itemColumns: ['№ п/п', 'Наименование', 'Цена', 'Количество', 'Раз в год', 'Сумма'],
    equipment: 'Оснащение (единовременно)',
    upkeep: 'Содержание (в год)',
    yearsTitle: 'Расходы на 2027 – 2029 годы, тенге',
    yearColumns: ['Год', 'Открываемые пункты', 'Работающие пункты', 'Оснащение', 'Содержание', 'Всего'],
    total: 'Итого',
  },
};

const money = '#,##0 "₸"';

/** A cell that a spreadsheet computes; the value is stored too, for readers that do not compute. */
function formula(f: string, v: number, z?: string) {
  return { t: 'n' as const, f, v, ...(z ? { z } : {}) };
}

const amount = (v: number) => ({ t: 'n' as const, v, z: money });

function sheetOf(rows: unknown[][], widths: number[]): WorkSheet {
  const sheet = utils.aoa_to_sheet(rows);
  sheet['!cols'] = widths.map((wch) => ({ wch }));
  sheet['!margins'] = { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 };
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: widths.length - 1 } }];
  return sheet;
}

/** The first sheet: what one point costs. Row 1 is the title, row 2 the columns, items begin in row 3. */
function itemsSheet(language: ActLanguage) {
  const { itemsTitle, itemColumns, equipment, upkeep } = words[language];
  const first = 3;
  const last = first + estimateItems.length - 1;
  const rows = estimateItems.map((item, i) => {
    const times = item.monthly ? 12 : 1;
    const row = first + i;
    return [
      i + 1,
      item.name[language],
      amount(item.price),
      item.count,
      times,
      formula(`C${row}*D${row}*E${row}`, item.price * item.count * times, money),
    ];
  });
  const sumWhere = (times: number) => {
    const chosen = estimateItems.filter((item) => (item.monthly ? 12 : 1) === times);
    const value = chosen.reduce((sum, item) => sum + item.price * item.count * times, 0);
    return formula(`SUMIF(E${first}:E${last},${times},F${first}:F${last})`, value, money);
  };
  const sheet = sheetOf(
    [
      [itemsTitle],
      itemColumns,
      ...rows,
      ['', equipment, '', '', '', sumWhere(1)],
      ['', upkeep, '', '', '', sumWhere(12)],
    ],
    [7, 44, 12, 12, 11, 13],
  );
  return { sheet, equipmentCell: `F${last + 1}`, upkeepCell: `F${last + 2}` };
}

function yearsSheet(language: ActLanguage, itemsName: string, equipmentCell: string, upkeepCell: string) {
  const { yearsTitle, yearColumns, total } = words[language];
  const first = 3;
  const last = first + estimateByYear.length - 1;
  const rows = estimateByYear.map(({ year, opened, working, equipment, upkeep }, i) => {
    const row = first + i;
    return [
      year,
      opened,
      formula(`SUM(B$${first}:B${row})`, working),
      formula(`B${row}*'${itemsName}'!${equipmentCell}`, equipment, money),
      formula(`C${row}*'${itemsName}'!${upkeepCell}`, upkeep, money),
      formula(`D${row}+E${row}`, equipment + upkeep, money),
    ];
  });
  const totalOf = (column: string, pick: (row: (typeof estimateByYear)[number]) => number) =>
    formula(
      `SUM(${column}${first}:${column}${last})`,
      estimateByYear.reduce((sum, row) => sum + pick(row), 0),
      column === 'B' ? undefined : money,
    );
  const totals = [
    total,
    totalOf('B', (row) => row.opened),
    '',
    totalOf('D', (row) => row.equipment),
    totalOf('E', (row) => row.upkeep),
    totalOf('F', (row) => row.equipment + row.upkeep),
  ];
  return sheetOf([[yearsTitle], yearColumns, ...rows, totals], [8, 19, 24, 15, 15, 16]);
}

/** The finance calculation of the first resolution as XLSX: one point, then the years, with live formulas. */
export async function renderEstimate(language: ActLanguage): Promise<Buffer> {
  const [itemsName, yearsName] = words[language].sheets;
  const { sheet, equipmentCell, upkeepCell } = itemsSheet(language);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, itemsName);
  utils.book_append_sheet(book, yearsSheet(language, itemsName, equipmentCell, upkeepCell), yearsName);
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
}
