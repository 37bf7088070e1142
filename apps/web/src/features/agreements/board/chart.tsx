import { formatNumber } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import type { Language } from '../../../i18n/language';
import { CHARTS, type ChartKind, drawnParts, type FigureRow, longestBar, share } from './bars';

/** A chart with more rows is read in its table. */
const MOST_BARS = 12;

const TITLES: Readonly<Record<ChartKind, MessageId>> = {
  work: 'board.chart.work',
  days: 'board.chart.days',
  remarks: 'board.chart.remarks',
  refusals: 'board.chart.refusals',
};

/** Bars with their names and values beside them; the table below has the same and more. Nothing where there is nothing to draw. */
export function Chart({ kind, rows }: { kind: ChartKind; rows: readonly FigureRow[] }) {
  const t = useT();
  const language = useLanguage();
  const longest = longestBar(kind, rows);
  if (longest === 0) return null;
  return (
    <figure className="chart">
      <figcaption>{t(TITLES[kind])}</figcaption>
      <ul>
        {rows.slice(0, MOST_BARS).map((row) => (
          <li key={row.key}>
            <span>{row.name}</span>
            <svg width="100%" height="14" aria-hidden="true">
              {drawnParts(CHARTS[kind](row.figures), longest).map(({ tone, from, width }) => (
                <rect
                  key={tone}
                  className={`bar-${tone}`}
                  x={`${from}%`}
                  width={`${width}%`}
                  height="14"
                  rx="2"
                />
              ))}
            </svg>
            <span className="chart-value">{valueIn(kind, row, language, t)}</span>
          </li>
        ))}
      </ul>
      {rows.length > MOST_BARS && <p className="note soft">{t('board.chart.more')}</p>}
    </figure>
  );
}

function valueIn(
  kind: ChartKind,
  { figures }: FigureRow,
  language: Language,
  t: ReturnType<typeof useT>,
): string {
  switch (kind) {
    case 'work':
      return figures.late > 0
        ? t('board.ofThemLate', { count: figures.in_work, late: figures.late })
        : formatNumber(language, figures.in_work);
    case 'days':
      return figures.averageDays === null ? '–' : formatNumber(language, figures.averageDays, 1);
    case 'remarks':
      return percent(share(figures.with_remarks, figures));
    case 'refusals':
      return percent(share(figures.refused, figures));
  }
}

/** "33 %" with a space that does not break; a dash where there is no share. */
export function percent(value: number | null): string {
  return value === null ? '–' : `${value}\u00a0%`;
}
