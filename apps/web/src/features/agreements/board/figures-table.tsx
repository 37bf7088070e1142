import { Link } from '@tanstack/react-router';
import type { BoardCount, BoardFigures, BoardSide } from '#contracts';
import { formatNumber } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { share } from './bars';
import { percent } from './chart';

export interface TableRow {
  key: string;
  name: string;
  /** For the list: undefined for all units, `none` for acts that have none yet */
  unit: string | undefined;
  figures: BoardFigures;
  total?: boolean;
}

interface FiguresTableProps {
  caption: string;
  /** What the first column names */
  of: string;
  rows: readonly TableRow[];
  /** Where the figures lead to; null: the reader learns figures alone */
  lead: { side: BoardSide; period: string } | null;
}

const COUNT_WORDS: Readonly<Record<BoardCount, MessageId>> = {
  in_work: 'board.inWork',
  late: 'board.late',
  settled: 'board.settled',
  with_remarks: 'board.withRemarks',
  refused: 'board.refused',
};
const HEADS = [
  'board.inWork',
  'board.late',
  'board.settled',
  'board.averageDays',
  'board.withRemarks',
  'board.refused',
  'board.versions',
] as const satisfies readonly MessageId[];

/** The figures of a side, a row for each unit or body; each count leads to the list of its acts. */
export function FiguresTable({ caption, of, rows, lead }: FiguresTableProps) {
  const t = useT();
  const language = useLanguage();
  const average = (value: number | null) => (value === null ? '–' : formatNumber(language, value, 1));
  return (
    <table className="figures table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          {HEADS.map((head) => (
            <th scope="col" key={head}>
              {t(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, unit, figures, total }) => {
          const count = (figure: BoardCount) => (
            <Count
              figure={figure}
              value={figures[figure]}
              of={name}
              search={lead && { counted: `${lead.side}.${figure}`, unit, period: lead.period }}
            />
          );
          return (
            <tr key={key} data-total={total ? '' : undefined}>
              <th scope="row">{name}</th>
              <td data-head={t('board.inWork')}>{count('in_work')}</td>
              <td data-head={t('board.late')} data-late={figures.late > 0 ? '' : undefined}>
                {count('late')}
              </td>
              <td data-head={t('board.settled')}>{count('settled')}</td>
              <td data-head={t('board.averageDays')}>{average(figures.averageDays)}</td>
              <td data-head={t('board.withRemarks')}>
                {count('with_remarks')}
                <Share of={figures.with_remarks} figures={figures} />
              </td>
              <td data-head={t('board.refused')}>
                {count('refused')}
                <Share of={figures.refused} figures={figures} />
              </td>
              <td data-head={t('board.versions')}>{average(figures.versions)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface CountProps {
  figure: BoardCount;
  value: number;
  /** Of which unit or body it is said */
  of: string;
  search: { counted: `${BoardSide}.${BoardCount}`; unit: string | undefined; period: string } | null;
}

function Count({ figure, value, of, search }: CountProps) {
  const t = useT();
  const language = useLanguage();
  const said = formatNumber(language, value);
  if (value === 0 || !search) return said;
  return (
    <Link
      to="/agreements"
      search={search}
      aria-label={t('board.toList', { count: value, figure: t(COUNT_WORDS[figure]), name: of })}
    >
      {said}
    </Link>
  );
}

function Share({ of, figures }: { of: number; figures: BoardFigures }) {
  const value = share(of, figures);
  return value !== null && of > 0 && <span className="soft"> {percent(value)}</span>;
}
