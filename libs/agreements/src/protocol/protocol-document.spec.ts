import type { ProtocolRow } from '#contracts';
import { newId } from '#kernel';
import { makeText } from '#testing';
import { protocolDefinition } from './protocol-document.js';

const body = (name: string) => ({ id: newId(), name: makeText(name), shortName: makeText(name) });
const row = (parts: Partial<ProtocolRow> = {}): ProtocolRow => ({
  remarkId: newId(),
  kind: 'substance',
  point: '7',
  excerpt: null,
  remark: 'Remark',
  developer: { position: 'No', reasons: '' },
  body: { position: 'Yes', reasons: '' },
  ...parts,
});

/** What stands in the first column: the place in the text, the kind, the remark. */
function firstColumn(language: 'kk' | 'ru', rows: readonly ProtocolRow[]): string[][] {
  const { content } = protocolDefinition({
    title: 'Title',
    number: 'ҮҚ-26-7',
    language,
    officialUse: false,
    developerBody: body('Developer'),
    body: body('Finance'),
    rows,
    meeting: null,
    madeAt: new Date('2026-03-20T05:00:00Z'),
  });
  const { table } =
    (content as { table?: { body: { stack: (string | { text: string })[] }[][] } }[]).find(
      (part) => part.table,
    ) ?? {};
  const cells = (table?.body ?? []).slice(1).map(([cell]) => cell?.stack ?? []);
  return cells.map((stack) => stack.map((part) => (typeof part === 'string' ? part : part.text)));
}

describe('775:21 the protocol of disagreement says of each remark what of the text it is about, and its kind', () => {
  const rows = [
    row(),
    row({ point: '12, 2)', kind: 'law' }),
    row({ point: '2)', kind: 'editorial' }),
    row({ point: '2-қосымша' }),
    row({ point: null, excerpt: 'Осы қаулы' }),
    row({ point: null }),
  ];

  test('in Kazakh', () => {
    expect(firstColumn('kk', rows)).toEqual([
      ['7-тармақ', 'мазмұны бойынша ескерту', 'Remark'],
      ['12-тармақтың 2) тармақшасы', 'заңдылығы бойынша ескерту', 'Remark'],
      ['2) тармақша', 'редакциялық ескерту', 'Remark'],
      ['2-қосымша', 'мазмұны бойынша ескерту', 'Remark'],
      ['«Осы қаулы»', 'мазмұны бойынша ескерту', 'Remark'],
      ['Жоба бойынша', 'мазмұны бойынша ескерту', 'Remark'],
    ]);
  });

  test('in Russian', () => {
    expect(firstColumn('ru', rows)).toEqual([
      ['Пункт 7', 'замечание по существу', 'Remark'],
      ['Подпункт 2) пункта 12', 'замечание по законности', 'Remark'],
      ['Подпункт 2)', 'редакционное замечание', 'Remark'],
      ['2-қосымша', 'замечание по существу', 'Remark'],
      ['«Осы қаулы»', 'замечание по существу', 'Remark'],
      ['По проекту в целом', 'замечание по существу', 'Remark'],
    ]);
  });
});
