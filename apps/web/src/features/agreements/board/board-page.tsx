import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Board, BoardFigures, BoardSide, BoardSideView } from '#contracts';
import { formatDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Button, buttonClass } from '../../../ui/button';
import { Crumbs, PageHead } from '../../../ui/page-head';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeleton';
import { Blank, ErrorState, useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import type { ChartKind, FigureRow } from './bars';
import { boardQuery, saveBoard } from './board-queries';
import { Chart } from './chart';
import { FiguresTable, type TableRow } from './figures-table';
import { daysOf } from './period';
import { PeriodFields } from './period-fields';
import '../../../ui/styles/board.css';

const SIDE_WORDS: Readonly<Record<BoardSide, Record<'title' | 'about' | 'ofBodies', MessageId>>> = {
  developed: { title: 'board.developed', about: 'board.developedAbout', ofBodies: 'board.bodiesDeveloped' },
  reviewed: { title: 'board.reviewed', about: 'board.reviewedAbout', ofBodies: 'board.bodiesReviewed' },
};
const CHART_KINDS: readonly ChartKind[] = ['work', 'days', 'remarks', 'refusals'];

/** What a body agrees, and how, in figures: for its heads and its documentation service. */
export function BoardPage() {
  const t = useT();
  const { period } = useSearch({ from: '/frame/agreements/board' });
  const navigate = useNavigate();
  const query = useQuery({ ...boardQuery(period), placeholderData: keepPreviousData });
  if (query.isError && !query.data) {
    return <ErrorState error={query.error} page onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Skeleton label={t('board.loading')} />;
  const board = query.data;
  const [from, until] = daysOf(board.period);
  return (
    <>
      <Crumbs trail={[{ label: t('app.room.agreements'), to: '/agreements' }]} here={t('board.title')} />
      <PageHead title={t('board.title')}>
        <Save period={board.period} />
        <Button icon="print" onClick={() => window.print()}>
          {t('agreements.print')}
        </Button>
      </PageHead>
      <PeriodFields
        period={board.period}
        onChange={(next) =>
          void navigate({ to: '/agreements/board', search: { period: next }, replace: true })
        }
      />
      <p className="board-about">
        <PeriodWords from={from} until={until} />
      </p>
      <p className="prose soft">{t('board.about')}</p>
      <div aria-busy={query.isPlaceholderData}>
        {board.own && <Own own={board.own} period={board.period} />}
        {board.bodies && <Bodies bodies={board.bodies} />}
      </div>
    </>
  );
}

function PeriodWords({ from, until }: { from: string; until: string }) {
  const t = useT();
  const language = useLanguage();
  const day = (text: string) => formatDate(language, `${text}T12:00:00+05:00`);
  return t('board.periodWords', { from: day(from), until: day(until) });
}

function Save({ period }: { period: string }) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const save = useMutation({
    mutationFn: () => saveBoard(period, language),
    onSuccess: () => toast(t('board.saved')),
    onError: (error) => toastFailure(errorWords(error)),
  });
  return (
    <Button icon="download" busy={save.isPending} onClick={() => !save.isPending && save.mutate()}>
      {t('agreements.list.export')}
    </Button>
  );
}

const isNothing = ({ in_work, settled }: BoardFigures): boolean => in_work === 0 && settled === 0;

function Own({ own, period }: { own: NonNullable<Board['own']>; period: string }) {
  const t = useT();
  const language = useLanguage();
  return (
    <>
      <h2 className="board-body">{own.body.name[language]}</h2>
      {!own.whole && <p className="soft">{t('board.ownUnits')}</p>}
      {isNothing(own.developed.total) && isNothing(own.reviewed.total) ? (
        <Blank icon="agree" title={t('board.empty')} text={t('board.emptyText')}>
          <Link className={buttonClass()} to="/agreements">
            {t('app.room.agreements')}
          </Link>
        </Blank>
      ) : (
        (['developed', 'reviewed'] as const).map((side) => (
          <Side key={side} side={side} figures={own[side]} period={period} />
        ))
      )}
    </>
  );
}

function Side({ side, figures, period }: { side: BoardSide; figures: BoardSideView; period: string }) {
  const t = useT();
  const language = useLanguage();
  const { title, about } = SIDE_WORDS[side];
  const units = figures.units.map(
    ({ unit, figures: ofUnit }): TableRow => ({
      key: unit?.id ?? 'none',
      name: unit ? unit.name[language] : t('board.noUnit'),
      unit: unit?.id ?? 'none',
      figures: ofUnit,
    }),
  );
  const total: TableRow = {
    key: 'total',
    name: t('board.total'),
    unit: undefined,
    figures: figures.total,
    total: true,
  };
  return (
    <Section title={t(title)}>
      <p className="prose soft">{t(about)}</p>
      {isNothing(figures.total) ? (
        <p>{t('board.nothing')}</p>
      ) : (
        <>
          <Charts rows={units} />
          <FiguresTable
            caption={t('board.tableUnits', { side: t(title) })}
            of={t('board.unit')}
            rows={[...units, total]}
            lead={{ side, period }}
          />
        </>
      )}
    </Section>
  );
}

function Charts({ rows }: { rows: readonly FigureRow[] }) {
  return (
    <div className="charts">
      {CHART_KINDS.map((kind) => (
        <Chart kind={kind} rows={rows} key={kind} />
      ))}
    </div>
  );
}

/** To the officer of the authorised body: each body in figures, whose acts are not open to him. */
function Bodies({ bodies }: { bodies: NonNullable<Board['bodies']> }) {
  const t = useT();
  const language = useLanguage();
  return (
    <>
      <h2 className="board-body">{t('board.bodies')}</h2>
      <p className="prose soft">{t('board.bodiesAbout')}</p>
      {(['developed', 'reviewed'] as const).map((side) => {
        const rows = bodies
          .filter((one) => !isNothing(one[side]))
          .map(
            ({ body, ...sides }): TableRow => ({
              key: body.id,
              name: body.shortName[language],
              unit: undefined,
              figures: sides[side],
            }),
          );
        const title = t(SIDE_WORDS[side].ofBodies);
        return (
          <Section title={title} key={side}>
            {rows.length === 0 ? (
              <p>{t('board.nothing')}</p>
            ) : (
              <>
                <Charts rows={rows} />
                <FiguresTable
                  caption={t('board.tableBodies', { side: title })}
                  of={t('board.body')}
                  rows={rows}
                  lead={null}
                />
              </>
            )}
          </Section>
        );
      })}
    </>
  );
}
