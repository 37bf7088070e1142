import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  type FileChild,
  Header,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { type ActDocument, type Block, type Column, runsOf, typeset } from './acts/blocks.js';

const mm = convertMillimetersToTwip;

/** A4 with the margins of an act, in twips. */
const page = {
  width: mm(210),
  height: mm(297),
  margin: { top: mm(20), bottom: mm(20), left: mm(25), right: mm(15) },
};
const firstLine = mm(12.5);
const tableFontSize = 24;

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
};

const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = {
  top: noBorder,
  bottom: noBorder,
  left: noBorder,
  right: noBorder,
  insideHorizontal: noBorder,
  insideVertical: noBorder,
};

function runs(text: string, bold = false, size?: number): TextRun[] {
  return runsOf(text).map(
    (run) => new TextRun({ text: run.text, bold: bold || run.bold || undefined, size }),
  );
}

function line(text: string, options: IParagraphOptions = {}, bold = false): Paragraph {
  return new Paragraph({ ...options, children: runs(text, bold) });
}

function centered(text: string, options: IParagraphOptions = {}): Paragraph {
  return line(text, { alignment: AlignmentType.CENTER, keepNext: true, ...options }, true);
}

/** Text width in twips; a landscape page swaps its sides. */
function textWidth(document: ActDocument): number {
  return (document.landscape ? page.height : page.width) - page.margin.left - page.margin.right;
}

/** A table without borders: one row of cells, for the date line and the signature. */
function invisibleRow(width: number, cells: { lines: Paragraph[]; share: number }[]): Table {
  const widths = cells.map((cell) => Math.round((width * cell.share) / 100));
  const row = new TableRow({
    cantSplit: true,
    children: cells.map(
      (cell, i) =>
        new TableCell({
          children: cell.lines,
          width: { size: widths[i] ?? 0, type: WidthType.DXA },
          margins: { left: 0, right: 0 },
          verticalAlign: VerticalAlignTable.BOTTOM,
        }),
    ),
  });
  return new Table({
    rows: [row],
    columnWidths: widths,
    width: { size: width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: noBorders,
  });
}

function tableCell(text: string, column: Column, width: number, header: boolean): TableCell {
  const alignment = header ? AlignmentType.CENTER : alignments[column.align ?? 'left'];
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: mm(0.7), bottom: mm(0.7), left: mm(1.5), right: mm(1.5) },
    verticalAlign: header ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
    children: text
      .split('\n')
      .map((part) => new Paragraph({ alignment, children: runs(part, header, tableFontSize) })),
  });
}

function table(columns: Column[], rows: string[][], width: number): Table {
  const widths = columns.map((column) => Math.round((width * column.width) / 100));
  const row = (texts: string[], header: boolean) =>
    new TableRow({
      tableHeader: header,
      cantSplit: true,
      children: columns.map((column, i) => tableCell(texts[i] ?? '', column, widths[i] ?? 0, header)),
    });
  return new Table({
    columnWidths: widths,
    width: { size: width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    rows: [
      row(
        columns.map((column) => column.title),
        true,
      ),
      ...rows.map((texts) => row(texts, false)),
    ],
  });
}

function blockOf(block: Block, width: number): FileChild[] {
  switch (block.type) {
    case 'heading':
      return [centered(block.text, { spacing: { before: 240, after: 120 } })];
    case 'paragraph':
      return [line(block.text, { alignment: AlignmentType.JUSTIFIED, indent: { firstLine } })];
    case 'table':
      return [
        new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT } }),
        table(block.columns, block.rows, width),
        new Paragraph({ spacing: { line: 200, lineRule: LineRuleType.EXACT } }),
      ];
    case 'annex':
      return [
        ...block.mark.map((text, i) =>
          line(text, {
            pageBreakBefore: i === 0,
            alignment: AlignmentType.CENTER,
            indent: { left: Math.round(width / 2) },
          }),
        ),
        new Paragraph({}),
        ...block.title.map((text) => centered(text)),
        new Paragraph({}),
      ];
    case 'signature':
      return [
        new Paragraph({ spacing: { before: 240 } }),
        invisibleRow(width, [
          { lines: block.post.map((text) => line(text, {}, true)), share: 60 },
          { lines: [line(block.name, { alignment: AlignmentType.RIGHT }, true)], share: 40 },
        ]),
        new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT } }),
      ];
  }
}

function headOf(document: ActDocument, width: number): FileChild[] {
  if (!document.head) return [];
  const { mark, issuer, dateLine } = document.head;
  const [date, number, place] = dateLine;
  return [
    line(mark, { alignment: AlignmentType.RIGHT }),
    new Paragraph({}),
    ...issuer.map((text) => centered(text)),
    new Paragraph({}),
    invisibleRow(width, [
      { lines: [line(date)], share: 42 },
      { lines: [line(number, { alignment: AlignmentType.CENTER })], share: 24 },
      { lines: [line(place, { alignment: AlignmentType.RIGHT })], share: 34 },
    ]),
    new Paragraph({}),
  ];
}

/** The document as DOCX: A4, Times New Roman 14, page numbers at the top from the second page on. */
export async function renderDocx(document: ActDocument): Promise<Buffer> {
  const width = textWidth(document);
  const pageNumber = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT] })],
  });
  const file = new Document({
    title: document.title.map(typeset).join(' '),
    styles: {
      default: {
        document: {
          run: {
            font: 'Times New Roman',
            size: 28,
            language: { value: document.language === 'kk' ? 'kk-KZ' : 'ru-RU' },
          },
          paragraph: { spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } },
        },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: {
              width: page.width,
              height: page.height,
              orientation: document.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { ...page.margin, header: mm(10) },
          },
        },
        headers: { default: new Header({ children: [pageNumber] }), first: new Header({ children: [] }) },
        children: [
          ...headOf(document, width),
          ...document.title.map((text) => centered(text)),
          new Paragraph({}),
          ...document.blocks.flatMap((block) => blockOf(block, width)),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}
