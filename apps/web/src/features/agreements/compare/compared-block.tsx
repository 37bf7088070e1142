import { memo, type ReactNode } from 'react';
import type { ComparedRow, WordRun } from '#contracts';
import { useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { type Block, isChange, type PlacedRow } from './blocks';
import { ReasonOf, type Reasons } from './reason-of';

type Side = 'old' | 'new' | 'both';

interface BlockProps {
  block: Block;
  columns: 'one' | 'two';
  current: number | null;
  reasons: Reasons;
  onUnfold: (place: number) => void;
  /** To the other place of what moved. */
  onJump: (row: ComparedRow) => void;
}

/** A paragraph, a row of a table, or a fold of what stayed. */
export const ComparedBlock = memo(
  function ComparedBlock({ block, columns, current, reasons, onUnfold, onJump }: BlockProps) {
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
    const changed = placed.filter(({ row }) => isChange(row));
    const isCurrent = changed.some(({ place }) => place === current);
    const draw = (side: Side): ReactNode =>
      block.kind === 'cells' ? (
        <Cells cells={block.cells} side={side} />
      ) : (
        <Words row={block.shown.row} side={side} />
      );
    const first = placed[0]?.row;
    return (
      <div
        className={
          first?.paragraph === 'heading' || first?.paragraph === 'part' ? 'point point-heading' : 'point'
        }
        data-changed={changed.length > 0 ? '' : undefined}
        data-current={isCurrent ? '' : undefined}
        id={changed[0] ? `change-${changed[0].place}` : undefined}
        tabIndex={changed.length > 0 ? -1 : undefined}
      >
        <span className="point-mark">{first && <PointNumber row={first} />}</span>
        <div className="point-body">
          {changed.map(({ row, place }) => (
            <KindSaid row={row} onJump={onJump} key={place} />
          ))}
          {columns === 'one' ? (
            draw('both')
          ) : (
            <div className="point-sides">
              <div>{draw('old')}</div>
              <div>{draw('new')}</div>
            </div>
          )}
          {changed.map(({ row, place }) => (
            <ReasonOf row={row} reasons={reasons} key={place} />
          ))}
        </div>
        {changed.slice(1).map(({ place }) => (
          <span id={`change-${place}`} tabIndex={-1} key={place} />
        ))}
      </div>
    );
  },
  (before, after) =>
    before.block === after.block &&
    before.columns === after.columns &&
    before.reasons.given === after.reasons.given &&
    before.onUnfold === after.onUnfold &&
    holds(before) === holds(after),
);

function holds({ block, current }: BlockProps): boolean {
  const placed = block.kind === 'cells' ? block.cells : block.kind === 'paragraph' ? [block.shown] : [];
  return placed.some(({ place }) => place === current);
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

function Cells({ cells, side }: { cells: readonly PlacedRow[]; side: Side }) {
  return (
    <div className="cells">
      {cells
        .filter(({ row }) => side === 'both' || row[side] !== null)
        .map(({ row, place }) => (
          <div className="cells-one" style={{ flexGrow: (row.new ?? row.old)?.cell?.span ?? 1 }} key={place}>
            <Words row={row} side={side} />
          </div>
        ))}
    </div>
  );
}

/** The words of one side, or of both in one text. */
function Words({ row, side }: { row: ComparedRow; side: Side }) {
  if (side !== 'both' && row[side] === null) return null;
  if (row.kind === 'moved_away' && side === 'new') return null;
  if (row.kind === 'moved_here' && side === 'old') return null;
  if (!row.runs) {
    const sign = row.kind === 'added' ? '+' : row.kind === 'removed' || row.kind === 'moved_away' ? '-' : '=';
    return (
      <p>
        <Run sign={sign} text={row.text ?? ''} />
      </p>
    );
  }
  const shown = row.runs.filter(
    ([sign]) => side === 'both' || sign === '=' || sign === (side === 'old' ? '-' : '+'),
  );
  return (
    <p>
      {shown.map(([sign, text], place) => (
        <Run sign={sign} text={text} key={`${place} ${sign}`} />
      ))}
    </p>
  );
}

/** Marked by a sign, a colour and a line, and said to who hears the page. */
function Run({ sign, text }: { sign: WordRun[0]; text: string }) {
  const t = useT();
  if (sign === '=') return text;
  const Mark = sign === '+' ? 'ins' : 'del';
  return (
    <Mark>
      <span className="visually-hidden">{t(sign === '+' ? 'compare.ins' : 'compare.del')}: </span>
      {text}
    </Mark>
  );
}
