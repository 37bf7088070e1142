import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { fateOf } from '../remarks/fate.js';
import type { RemarkRow } from '../remarks/remark.entity.js';
import { FAINT, heading, type TextKey } from './sheet-document.js';
import type { SheetWords } from './sheet-words.js';

/** A remark as the sheet of a body needs it. */
export type SheetRemark = Pick<
  RemarkRow,
  | 'id'
  | 'level'
  | 'state'
  | 'sources'
  | 'unit'
  | 'ordinal'
  | 'point'
  | 'place'
  | 'text'
  | 'proposal'
  | 'leftOutReason'
>;

/** What the body itself remarks, each with its proposal (775:17.2); nothing where it remarks nothing. */
export function remarksOfBody(remarks: readonly SheetRemark[], words: SheetWords): Content[] {
  const { columns, remarks: title } = words.bodySheet;
  const own = remarks.filter(({ level }) => level === 'body');
  if (own.length === 0) return [];
  return [
    heading(title),
    table(
      ['6%', '47%', '47%'],
      [columns.number, columns.remark, columns.proposal],
      own.map((remark) => [String(remark.ordinal ?? ''), toldOf(remark), remark.proposal]),
    ),
  ];
}

/**
 * What became of each remark of the interested units when the executor summed up (775:17): taken up as it was, in other
 * words or merged, and where it stands now; or left out, with the reason. Nothing where they remarked nothing.
 */
export function fatesOfUnits(remarks: readonly SheetRemark[], words: SheetWords, text: TextKey): Content[] {
  const { columns, fates: title, fate: wordOf } = words.bodySheet;
  const rows = remarks.flatMap((remark): TableCell[][] => {
    const fate = fateOf(remark, remarks);
    if (!fate) return [];
    const into = remarks.find(({ id }) => id === fate.into)?.ordinal ?? null;
    const became = wordOf[fate.became](into);
    return [
      [remark.unit?.name[text] ?? '', toldOf(remark), fate.reason ? `${became}: ${fate.reason}` : became],
    ];
  });
  if (rows.length === 0) return [];
  return [heading(title), table(['24%', '42%', '34%'], [columns.unit, columns.remark, columns.fate], rows)];
}

/** The remark, after the place of the text that it is about. */
function toldOf({ point, place, text }: SheetRemark): TableCell {
  const about = point ?? (place ? `«${place.excerpt}»` : null);
  return about === null ? text : { text: [{ text: `${about}: `, color: FAINT }, text] };
}

/** A long remark goes on over a page. */
function table(widths: string[], titles: readonly string[], rows: TableCell[][]): Content {
  const header = titles.map((title): TableCell => ({ text: title, bold: true, fontSize: 8 }));
  return {
    table: { headerRows: 1, keepWithHeaderRows: 1, widths, body: [header, ...rows] },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0,
      hLineColor: () => '#b9b6aa',
      paddingTop: () => 3,
      paddingBottom: () => 3,
      paddingLeft: () => 3,
      paddingRight: () => 3,
    },
  };
}
