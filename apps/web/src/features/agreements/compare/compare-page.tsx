import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ActTexts } from '#contracts';
import { usePageTitle } from '../../../app/arrival';
import { formatActNumber } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { buttonClass } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { Crumbs, PageHead } from '../../../ui/page-head';
import { Skeleton } from '../../../ui/skeleton';
import { Blank } from '../../../ui/states';
import { useFocusStays } from '../../../ui/use-focus-stays';
import { CardFailed } from '../card-failed';
import { comparable, type FilePair, firstPair, firstSides } from './choose-files';
import { Compared } from './compared';
import { FileChoice } from './file-choice';
import { textsQuery } from './texts-queries';
import '../../../ui/styles/compare.css';

/** Two files of an act against each other (775:19): what changed between versions, or since the reader's own visa. */
export function ComparePage() {
  const t = useT();
  const { id } = useParams({ from: '/frame/agreements/$id/compare' });
  const texts = useQuery(textsQuery(id));
  usePageTitle(t('compare.title'));
  useFocusStays();
  if (texts.data) return <Comparing actId={id} texts={texts.data} />;
  if (texts.isError) return <CardFailed error={texts.error} onRetry={() => void texts.refetch()} />;
  return <Skeleton label={t('compare.loading')} />;
}

function Comparing({ actId, texts }: { actId: string; texts: ActTexts }) {
  const t = useT();
  const search = useSearch({ from: '/frame/agreements/$id/compare' });
  const navigate = useNavigate();
  const [attempt, setAttempt] = useState(0);
  const first = firstPair(texts, useLanguage(), search.since);
  const chosen: FilePair | null = search.old && search.new ? { old: search.old, new: search.new } : first;
  const files = comparable(texts);
  const go = (pair: FilePair) =>
    void navigate({
      to: '/agreements/$id/compare',
      params: { id: actId },
      search: { ...search, ...pair },
      replace: true,
    });
  const isSinceVisa = first?.sinceVisa === true && chosen?.old === first.old && chosen.new === first.new;
  const number = texts.versions[0]?.number;
  return (
    <div className="compare-page">
      <Crumbs
        trail={[
          { label: t('app.room.agreements'), to: '/agreements' },
          {
            label: number ? formatActNumber(number) : t('agreements.noNumber'),
            to: '/agreements/$id',
            params: { id: actId },
          },
        ]}
        here={t('compare.title')}
      />
      <PageHead title={t('compare.title')} line={<span lang={texts.language}>{texts.title}</span>}>
        {firstSides(texts) && (
          <Link
            className={buttonClass({ look: 'quiet' })}
            to="/agreements/$id/languages"
            params={{ id: actId }}
          >
            {t('compare.sidesLink')}
          </Link>
        )}
      </PageHead>
      {chosen ? (
        <>
          <div className="compare-files">
            <FileChoice
              label={t('compare.old')}
              files={files}
              value={chosen.old}
              onChange={(old) => go({ ...chosen, old })}
            />
            <span aria-hidden="true">→</span>
            <FileChoice
              label={t('compare.new')}
              files={files}
              value={chosen.new}
              onChange={(fresh) => go({ ...chosen, new: fresh })}
            />
            {first?.sinceVisa && !isSinceVisa && (
              <Link
                to="/agreements/$id/compare"
                params={{ id: actId }}
                search={{ ...search, old: first.old, new: first.new }}
                replace
              >
                {t('compare.sinceVisa')}
              </Link>
            )}
          </div>
          {isSinceVisa && (
            <Notice tone="live" title={t('compare.sinceVisa')}>
              {t('compare.sinceVisaNote')}
            </Notice>
          )}
          <Compared
            actId={actId}
            pair={chosen}
            texts={texts}
            onRetry={() => setAttempt(attempt + 1)}
            key={`${chosen.old} ${chosen.new} ${attempt}`}
          />
        </>
      ) : (
        <Blank icon="compare" title={t('compare.nothing')} text={t('compare.nothingText')} />
      )}
    </div>
  );
}
