import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ActTexts, Language, SidesOfAct, StructureDifference, TextParagraph } from '#contracts';
import { usePageTitle } from '../../../app/arrival';
import { formatActNumber } from '../../../i18n/format';
import { type Translate, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Disclosure } from '../../../ui/disclosure';
import { Notice } from '../../../ui/notice';
import { Crumbs, PageHead } from '../../../ui/page-head';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeleton';
import { Blank } from '../../../ui/states';
import { CardFailed } from '../card-failed';
import {
  comparable,
  type FilePair,
  firstSides,
  languagesOf,
  missingSides,
  type PairLanguages,
  type SideLanguage,
} from './choose-files';
import { columnWidths, gridColumns } from './column-widths';
import { Failed } from './compared';
import { FileChoice } from './file-choice';
import { linesOf } from './sides-lines';
import { sidesQuery, textsQuery } from './texts-queries';
import '../../../ui/styles/compare.css';

/** What is counted, in many and as one. */
const KIND_WORDS: Readonly<Record<StructureDifference['kind'], { many: MessageId; one: MessageId }>> = {
  part: { many: 'sides.kind.part', one: 'sides.one.part' },
  heading: { many: 'sides.kind.heading', one: 'sides.one.heading' },
  point: { many: 'sides.kind.point', one: 'sides.one.point' },
  sub_point: { many: 'sides.kind.sub_point', one: 'sides.one.sub_point' },
  table: { many: 'sides.kind.table', one: 'sides.one.table' },
  row: { many: 'sides.kind.row', one: 'sides.one.row' },
  footnote: { many: 'sides.kind.footnote', one: 'sides.one.footnote' },
};

/** The Kazakh and the Russian text of one act side by side, and where their structure differs. */
export function SidesPage() {
  const t = useT();
  const { id } = useParams({ from: '/frame/agreements/$id/languages' });
  const search = useSearch({ from: '/frame/agreements/$id/languages' });
  const navigate = useNavigate();
  const texts = useQuery(textsQuery(id));
  usePageTitle(t('sides.title'));
  if (texts.isError && !texts.data) {
    return <CardFailed error={texts.error} onRetry={() => void texts.refetch()} />;
  }
  if (!texts.data) return <Skeleton label={t('compare.loading')} />;
  const pair = search.old && search.new ? { old: search.old, new: search.new } : firstSides(texts.data);
  const go = (next: FilePair) =>
    void navigate({ to: '/agreements/$id/languages', params: { id }, search: next, replace: true });
  return (
    <div className="compare-page">
      <Crumbs
        trail={trailOf(id, texts.data, t('app.room.agreements'), t('agreements.noNumber'))}
        here={t('sides.title')}
      />
      <PageHead title={t('sides.title')} line={<span lang={texts.data.language}>{texts.data.title}</span>} />
      {pair ? (
        <>
          <div className="compare-files">
            <FileChoice
              label={t('sides.left')}
              files={comparable(texts.data)}
              value={pair.old}
              onChange={(old) => go({ ...pair, old })}
            />
            <FileChoice
              label={t('sides.right')}
              files={comparable(texts.data)}
              value={pair.new}
              onChange={(fresh) => go({ ...pair, new: fresh })}
            />
          </div>
          <Sides actId={id} pair={pair} languages={languagesOf(texts.data, pair)} />
        </>
      ) : (
        <Blank icon="compare" title={t('compare.nothing')} text={missingWords(t, texts.data)} />
      )}
    </div>
  );
}

const MISSING_WORDS = { kk: 'sides.noKazakh', ru: 'sides.noRussian' } as const satisfies Record<
  SideLanguage,
  MessageId
>;

/** What is needed, and which of the two texts is missing where the other is there. */
function missingWords(t: Translate, texts: ActTexts): string {
  const [one, other] = missingSides(texts);
  return one && !other ? `${t(MISSING_WORDS[one])} ${t('sides.need')}` : t('sides.need');
}

function trailOf(id: string, { versions }: ActTexts, room: string, noNumber: string) {
  const number = versions[0]?.number;
  return [
    { label: room, to: '/agreements' },
    { label: number ? formatActNumber(number) : noNumber, to: '/agreements/$id', params: { id } },
  ] as const;
}

interface SidesProps {
  actId: string;
  pair: FilePair;
  languages: PairLanguages;
}

function Sides({ actId, pair, languages }: SidesProps) {
  const t = useT();
  const sides = useQuery(sidesQuery(actId, pair));
  const widths = useMemo(
    () => ({ left: widthsIn(sides.data?.leftText), right: widthsIn(sides.data?.rightText) }),
    [sides.data],
  );
  if (sides.isError && !sides.data) {
    return <Failed error={sides.error} onRetry={() => void sides.refetch()} />;
  }
  if (!sides.data) return <Skeleton label={t('compare.loading')} />;
  return (
    <>
      <Differences sides={sides.data} languages={languages} />
      <Counts sides={sides.data} />
      <article className="compare act-text" aria-label={t('sides.title')}>
        {linesOf(sides.data).map(({ left, right }) => (
          <div className="point-sides" key={`${left[0]?.anchor} ${right[0]?.anchor}`}>
            <Beside paragraphs={left} side="left" lang={languages.old} widths={widths.left} />
            <Beside paragraphs={right} side="right" lang={languages.new} widths={widths.right} />
          </div>
        ))}
      </article>
    </>
  );
}

function Differences({ sides, languages }: { sides: SidesOfAct; languages: PairLanguages }) {
  const t = useT();
  const { differences } = sides;
  if (differences.length === 0) {
    return (
      <Notice tone="live" title={t('sides.agrees')}>
        <p>{t('sides.agreesText')}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="soon" title={t('sides.differs', { count: differences.length })}>
      <DifferenceList differences={differences.slice(0, SHOWN_AT_ONCE)} languages={languages} />
      {differences.length > SHOWN_AT_ONCE && (
        <Disclosure summary={t('sides.more', { count: differences.length - SHOWN_AT_ONCE })}>
          <DifferenceList differences={differences.slice(SHOWN_AT_ONCE)} languages={languages} />
        </Disclosure>
      )}
    </Notice>
  );
}

const SHOWN_AT_ONCE = 12;

interface DifferenceListProps {
  differences: readonly StructureDifference[];
  languages: PairLanguages;
}

function DifferenceList({ differences, languages }: DifferenceListProps) {
  const t = useT();
  return (
    <ul className="sides-differences">
      {differences.map(({ side, kind, anchor, number, text }) => (
        <li key={`${side} ${kind} ${anchor}`}>
          <a href={`#${side}-${anchor}`}>
            {[t(KIND_WORDS[kind].one), number?.replace(/\.$/, '')].filter(Boolean).join(' ')}
          </a>
          : {t(side === 'left' ? 'sides.onlyLeft' : 'sides.onlyRight')}{' '}
          <span className="soft" lang={side === 'left' ? languages.old : languages.new}>
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Counts({ sides }: { sides: SidesOfAct }) {
  const t = useT();
  const kinds = (Object.keys(KIND_WORDS) as StructureDifference['kind'][]).filter(
    (kind) => sides.left[kind] + sides.right[kind] > 0,
  );
  return (
    <Section title={t('sides.counts')}>
      <table className="sides-counts">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('sides.left')}</th>
            <th scope="col">{t('sides.right')}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr data-differs={sides.left[kind] === sides.right[kind] ? undefined : ''} key={kind}>
              <th scope="row">{t(KIND_WORDS[kind].many)}</th>
              <td>{sides.left[kind]}</td>
              <td>{sides.right[kind]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const tableOf = (paragraph: TextParagraph): string => `${paragraph.cell?.table}`;

function widthsIn(text: readonly TextParagraph[] = []) {
  return columnWidths(
    text.flatMap((paragraph) =>
      paragraph.cell ? [{ table: tableOf(paragraph), cell: paragraph.cell, text: paragraph.text }] : [],
    ),
  );
}

type SideName = 'left' | 'right';

interface BesideProps {
  paragraphs: readonly TextParagraph[];
  side: SideName;
  lang: Language | undefined;
  widths: ReadonlyMap<string, readonly number[]>;
}

function Beside({ paragraphs, side, lang, widths }: BesideProps) {
  const t = useT();
  const [first] = paragraphs;
  if (!first) return <p className="beside-none">{t('sides.missing')}</p>;
  if (!first.cell) return <Paragraph paragraph={first} side={side} lang={lang} />;
  return (
    <div className="cells" style={{ gridTemplateColumns: gridColumns(widths.get(tableOf(first))) }}>
      {paragraphs.map((paragraph) => (
        <div
          className="cells-one"
          style={
            paragraph.cell
              ? { gridColumn: `${paragraph.cell.column + 1} / span ${paragraph.cell.span}` }
              : undefined
          }
          key={paragraph.anchor}
        >
          <Paragraph paragraph={paragraph} side={side} lang={lang} />
        </div>
      ))}
    </div>
  );
}

interface ParagraphProps {
  paragraph: TextParagraph;
  side: SideName;
  lang: Language | undefined;
}

function Paragraph({ paragraph: { anchor, kind, number, text }, side, lang }: ParagraphProps) {
  const isHeading = kind === 'heading' || kind === 'part';
  return (
    <p
      className={isHeading ? 'beside-heading' : undefined}
      lang={lang}
      id={`${side}-${anchor}`}
      tabIndex={-1}
    >
      {number && <span className="point-mark">{number} </span>}
      {text}
    </p>
  );
}
