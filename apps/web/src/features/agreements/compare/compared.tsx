import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ActTexts, ChangeReason, ComparedRow } from '#contracts';
import { ApiError } from '../../../api/api-error';
import { useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Button, IconButton } from '../../../ui/button';
import { Segmented } from '../../../ui/choice';
import { Icon } from '../../../ui/icon';
import { Skeleton } from '../../../ui/skeleton';
import { Blank, ErrorState } from '../../../ui/states';
import { useKeys } from '../../../ui/use-keys';
import { blocksOf, changesOf, widthsOf } from './blocks';
import { type FilePair, languagesOf } from './choose-files';
import { ComparedBlock } from './compared-block';
import { TextNotesSaid } from './text-notes';
import { reasonsQuery } from './texts-queries';
import { useComparison } from './use-comparison';

/** One and the same, so that what has no reason is not drawn anew. */
const NONE_GIVEN: readonly ChangeReason[] = [];

interface ComparedProps {
  actId: string;
  pair: FilePair;
  texts: ActTexts;
  onRetry: () => void;
}

/** The two texts, their changes marked, and what leads from one change to the next. */
export function Compared({ actId, pair, texts, onRetry }: ComparedProps) {
  const t = useT();
  const { rows, notes, counts, error } = useComparison(actId, pair.old, pair.new);
  const reasons = useQuery(reasonsQuery(actId, pair));
  const [showsAll, setShowsAll] = useState(false);
  const [columns, setColumns] = useState<'one' | 'two'>('one');
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const blocks = useMemo(() => blocksOf(rows, showsAll ? null : unfolded), [rows, showsAll, unfolded]);
  const unfold = useCallback((place: number) => {
    setUnfolded((before) => new Set([...before, place]));
    // The fold goes with its button: what was in it is read on from there.
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(`.point[data-place="${place}"]`)?.focus({ preventScroll: true });
    });
  }, []);
  const widths = useMemo(() => widthsOf(rows), [rows]);
  const languages = useMemo(() => languagesOf(texts, pair), [texts, pair]);
  const jumps = useJumps(rows);
  useKeys({ KeyJ: () => jumps.go(1), KeyK: () => jumps.go(-1) });

  if (rows.length === 0 && error) return <Failed error={error} onRetry={onRetry} />;
  if (!notes) return <Skeleton label={t('compare.loading')} />;
  return (
    <>
      {counts ? (
        <p className="compare-counts" role="status">
          {t('compare.counts', { ...counts })}{' '}
          {counts.renumbered > 0 && t('compare.renumbered', { count: counts.renumbered })}
        </p>
      ) : (
        <p className="compare-counts soft">{t('compare.going')}</p>
      )}
      <div className="compare-bar">
        <Segmented
          label={t('compare.show')}
          choices={[
            { value: 'changes', label: t('compare.onlyChanges') },
            { value: 'all', label: t('compare.whole') },
          ]}
          value={showsAll ? 'all' : 'changes'}
          onChange={(value) => setShowsAll(value === 'all')}
        />
        <Segmented
          label={t('compare.layout')}
          choices={[
            { value: 'one', label: t('compare.oneColumn') },
            { value: 'two', label: t('compare.twoColumns') },
          ]}
          value={columns}
          onChange={setColumns}
        />
        {jumps.count > 0 && (
          <span className="cluster push">
            <strong aria-live="polite">{t('compare.place', { at: jumps.at, count: jumps.count })}</strong>
            <IconButton name="up" label={t('compare.previous')} onClick={() => jumps.go(-1)} />
            <Button icon="down" onClick={() => jumps.go(1)} aria-keyshortcuts="J">
              {t('compare.next')} <kbd>J</kbd>
            </Button>
          </span>
        )}
      </div>
      <TextNotesSaid notes={notes} texts={texts} pair={pair} />
      {counts && jumps.count === 0 && counts.renumbered === 0 ? (
        <Blank icon="done" title={t('compare.same')} text={t('compare.sameText')} />
      ) : (
        <article className={`compare act-text compare-${columns}`} aria-label={t('compare.text')}>
          {blocks.map((block) => (
            <ComparedBlock
              block={block}
              columns={columns}
              widths={widths}
              languages={languages}
              current={jumps.current}
              reasons={{
                actId,
                pair,
                given: reasons.data?.items ?? NONE_GIVEN,
                canExplain: texts.can.explain,
              }}
              onUnfold={unfold}
              onJump={(row) => jumps.toPartner(row)}
              key={`${block.kind} ${placeOf(block)}`}
            />
          ))}
        </article>
      )}
      {error !== null && <Failed error={error} onRetry={onRetry} title={t('compare.cut')} />}
      {jumps.count > 0 && counts && (
        <p className="soft note compare-tables screen-only">{t('compare.tableOf')}</p>
      )}
      {jumps.count > 0 && counts && (
        <p className="cluster">
          {(['kk', 'ru'] as const).map((language) => (
            <a
              className="btn"
              href={`/api/agreements/${actId}/comparisons/${pair.old}/${pair.new}/table/${language}`}
              key={language}
            >
              <Icon name="download" />
              {t(TABLE_WORDS[language])}
            </a>
          ))}
        </p>
      )}
    </>
  );
}

const TABLE_WORDS = { kk: 'compare.tableKk', ru: 'compare.tableRu' } as const satisfies Record<
  string,
  MessageId
>;

function placeOf(block: ReturnType<typeof blocksOf>[number]): number {
  if (block.kind === 'paragraph') return block.shown.place;
  return (block.kind === 'cells' ? block.cells : block.rows)[0]?.place ?? 0;
}

/** From change to change: in order, round the end, with the focus. */
function useJumps(rows: readonly ComparedRow[]) {
  const places = useMemo(() => changesOf(rows), [rows]);
  const [current, setCurrent] = useState<number | null>(null);
  const index = current === null ? -1 : places.indexOf(current);
  const goTo = (place: number | undefined) => {
    if (place === undefined) return;
    setCurrent(place);
    const shown = document.getElementById(`change-${place}`);
    shown?.scrollIntoView({ block: 'center' });
    shown?.focus({ preventScroll: true });
  };
  return {
    count: places.length,
    at: index + 1,
    current,
    go: (by: 1 | -1) => goTo(places.at(index < 0 && by < 0 ? -1 : (index + by) % Math.max(1, places.length))),
    toPartner: (row: ComparedRow) => {
      const kind = row.kind === 'moved_here' ? 'moved_away' : 'moved_here';
      const partner = rows.findIndex((one) => one.kind === kind && one.old?.at === row.old?.at);
      // Of a row of a table it is the whole line that is gone to.
      goTo(places.findLast((place) => place <= partner));
    },
  };
}

const REFUSAL_WORDS: Readonly<Record<string, MessageId>> = {
  format: 'compare.refusal.format',
  pdf: 'compare.refusal.pdf',
  locked: 'compare.refusal.locked',
  macros: 'compare.refusal.macros',
  damaged: 'compare.refusal.damaged',
  too_large: 'compare.refusal.too_large',
  no_text: 'compare.refusal.no_text',
};

/** A text that can't be compared says which file it is, why, and what to do; anything else may be tried again. */
export function Failed({ error, onRetry, title }: { error: unknown; onRetry: () => void; title?: string }) {
  const t = useT();
  if (error instanceof ApiError && error.code === 'TEXT_UNREADABLE') {
    const words = REFUSAL_WORDS[String(error.params['reason'])] ?? 'compare.refusal.format';
    return (
      <Blank
        icon="refused"
        title={t('compare.unreadable', { name: String(error.params['name']) })}
        text={t(words)}
      />
    );
  }
  return <ErrorState error={error} title={title} onRetry={onRetry} />;
}
