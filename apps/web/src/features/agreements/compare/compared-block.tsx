import { memo, type ReactNode } from 'react';
import type { ComparedRow, WordRun } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { type Block, changedIn, type PlacedRow, tableOf } from './blocks';
import type { PairLanguages } from './choose-files';
import { gridColumns } from './column-widths';
import { ReasonOf, type Reasons } from './reason-of';

type Shown = 'old' | 'new' | 'both';

interface BlockProps {
  block: Block;
  columns: 'one' | 'two';
  /** Of the tables, by `tableOf`. */
  widths: ReadonlyMap<string, readonly number[]>;
  languages: PairLanguages;
  /** Place of the change at which the reader is. */
  current: number | null;
  reasons: Reasons;
  onUnfold: (place: number) => void;
  /** To the other place of what moved. */
  onJump: (row: ComparedRow) => void;
}

/** A paragraph, a row of a table, or a fold of what stayed. */
export const ComparedBlock = memo(
  function ComparedBlock({
    block,
    columns,
    widths,
    languages,
    current,
    reasons,
    onUnfold,
    onJump,
  }: BlockProps) {
    const t = useT();
    if (block.kind === 'fold') {
      return (
        <p className="folded">
          {t('compare.folded', { count: block.rows.length })}
          <button className="link" type="button" onClick={() => onUnfold(block.rows[0]?.place ?? 0)}>
            {t('compare.unfold')}
          </button>
        </p>
      );
    }
    const placed = block.kind === 'cells' ? block.cells : [block.shown];
    const changed = changedIn(block);
    const [change] = changed;
    const mover = changed.find(({ row }) => row.kind in KIND_WORDS)?.row;
    const draw = (side: Shown): ReactNode =>
      block.kind === 'cells' ? (
        <Cells cells={block.cells} side={side} widths={widths} languages={languages} />
      ) : (
        <Words row={block.shown.row} side={side} languages={languages} />
      );
    const first = placed[0]?.row;
    return (
      <div
        className={
          first?.paragraph === 'heading' || first?.paragraph === 'part' ? 'point point-heading' : 'point'
        }
        data-changed={change ? '' : undefined}
        data-current={change && change.place === current ? '' : undefined}
        data-place={placed[0]?.place}
        id={change && `change-${change.place}`}
        tabIndex={-1}
      >
        <span className="point-mark">{first && <PointNumber row={first} />}</span>
        <div className="point-body">
          {mover && <KindSaid row={mover} onJump={onJump} />}
          {columns === 'one' ? (
            draw('both')
          ) : (
            <div className="point-sides">
              <div>{draw('old')}</div>
              <div>{draw('new')}</div>
            </div>
          )}
          {change && <ReasonOf row={change.row} reasons={reasons} />}
        </div>
      </div>
    );
  },
  (before, after) =>
    before.block === after.block &&
    before.columns === after.columns &&
    before.widths === after.widths &&
    before.languages === after.languages &&
    before.reasons.given === after.reasons.given &&
    before.onUnfold === after.onUnfold &&
    holds(before) === holds(after),
);

function holds({ block, current }: BlockProps): boolean {
  return current !== null && changedIn(block)[0]?.place === current;
}

/** The number as it is now, and as it was where that differs. */
function PointNumber({ row }: { row: ComparedRow }) {
  const t = useT();
  const now = row.kind === 'moved_away' ? row.old?.number : (row.new ?? row.old)?.number;
  const before = row.old?.number;
  return (
    <>
      {now}
      {row.new && row.old && before !== row.new.number && before && row.kind !== 'moved_away' && (
        <small>{t('compare.wasNumber', { number: before })}</small>
      )}
    </>
  );
}

const KIND_WORDS: Partial<Record<ComparedRow['kind'], MessageId>> = {
  moved_here: 'compare.movedHere',
  moved_away: 'compare.movedAway',
};

function KindSaid({ row, onJump }: { row: ComparedRow; onJump: (row: ComparedRow) => void }) {
  const t = useT();
  const words = KIND_WORDS[row.kind];
  if (!words) return null;
  return (
    <p className="point-kind">
      {t(words)}
      <button className="link" type="button" onClick={() => onJump(row)}>
        {t('compare.toOther')}
      </button>
    </p>
  );
}

interface CellsProps {
  cells: readonly PlacedRow[];
  side: Shown;
  widths: ReadonlyMap<string, readonly number[]>;
  languages: PairLanguages;
}

/** A row of a table, each cell in its column. */
function Cells({ cells, side, widths, languages }: CellsProps) {
  const shown = cells.filter(({ row }) => side === 'both' || row[side] !== null);
  const [first] = shown;
  if (!first) return null;
  const own = side === 'both' ? (shown.some(({ row }) => row.new) ? 'new' : 'old') : side;
  const columns = shown.find(({ row }) => row[own])?.row ?? first.row;
  return (
    <div className="cells" style={{ gridTemplateColumns: gridColumns(widths.get(tableOf(columns, own))) }}>
      {shown.map(({ row, place }) => {
        const cell = (row[own] ?? row.old ?? row.new)?.cell;
        return (
          <div
            className="cells-one"
            style={cell ? { gridColumn: `${cell.column + 1} / span ${cell.span}` } : undefined}
            key={place}
          >
            <Words row={row} side={side} languages={languages} />
          </div>
        );
      })}
    </div>
  );
}

interface WordsProps {
  row: ComparedRow;
  side: Shown;
  languages: PairLanguages;
}

/** The words of one side, or of both in one text. */
function Words({ row, side, languages }: WordsProps) {
  if (side !== 'both' && row[side] === null) return null;
  if (row.kind === 'moved_away' && side === 'new') return null;
  if (row.kind === 'moved_here' && side === 'old') return null;
  const lang = languages[side === 'old' ? 'old' : 'new'];
  if (!row.runs) {
    const sign = row.kind === 'added' ? '+' : row.kind === 'removed' || row.kind === 'moved_away' ? '-' : '=';
    return (
      <p lang={lang}>
        <Run sign={sign} text={row.text ?? ''} />
      </p>
    );
  }
  const shown = row.runs.filter(
    ([sign]) => side === 'both' || sign === '=' || sign === (side === 'old' ? '-' : '+'),
  );
  return (
    <p lang={lang}>
      {shown.map(([sign, text], place) => (
        <Run sign={sign} text={text} key={`${place} ${sign}`} />
      ))}
    </p>
  );
}

/** What the sign of a run stays in one line with: its first word, as far as any window has room for it. */
const RUN_START = /^\s*\S{0,12}/u;

/** Marked by a sign, a colour and a line, and said to who hears the page. */
function Run({ sign, text }: { sign: WordRun[0]; text: string }) {
  const t = useT();
  const language = useLanguage();
  if (sign === '=') return text;
  const Mark = sign === '+' ? 'ins' : 'del';
  const [start = ''] = RUN_START.exec(text) ?? [];
  return (
    <Mark>
      <span className="visually-hidden" lang={language}>
        {t(sign === '+' ? 'compare.ins' : 'compare.del')}:{' '}
      </span>
      <span className="run-start">{start}</span>
      {text.slice(start.length)}
    </Mark>
  );
}
