import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { BodyCard, BodyUnit } from '#contracts';
import { usePageTitle } from '../../app/arrival';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Segmented } from '../../ui/choice';
import { Crumbs, PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { bodyQuery } from './directory-queries';
import { EntryFailed } from './entry-failed';
import { type TreeNode, treeOf } from './tree';
import '../../ui/styles/directory.css';

/** The units of a body with their heads, to be read and to be printed on one sheet. */
export function ChartPage() {
  const t = useT();
  const language = useLanguage();
  const { id } = useParams({ from: '/frame/directory/bodies/$id/chart' });
  const { data, error, isError, refetch } = useQuery(bodyQuery(id));
  usePageTitle(data ? `${t('keep.chart')}: ${data.shortName[language]}` : null);
  if (data) return <Chart body={data} />;
  if (isError) return <EntryFailed error={error} onRetry={() => void refetch()} />;
  return <Skeleton label={t('directory.loading')} />;
}

function Chart({ body }: { body: BodyCard }) {
  const t = useT();
  const language = useLanguage();
  const [paper, setPaper] = useState<'a4' | 'a3'>('a4');
  const nodes = treeOf(body.units);
  const leadership = nodes.filter(({ entry }) => entry.kind === 'leadership');
  const others = nodes.filter(({ entry }) => entry.kind !== 'leadership');
  return (
    <div className="org-chart" data-paper={paper}>
      <Crumbs
        trail={[
          { label: t('app.room.directory'), to: '/directory' },
          { label: body.shortName[language], to: '/directory/bodies/$id', params: { id: body.id } },
        ]}
        here={t('keep.chart')}
      />
      <PageHead title={body.name[language]} line={t('keep.chart')}>
        <Segmented
          label={t('keep.paper')}
          choices={[
            { value: 'a4', label: 'A4' },
            { value: 'a3', label: 'A3' },
          ]}
          value={paper}
          onChange={setPaper}
        />
        <Button look="quiet" icon="print" onClick={() => window.print()}>
          {t('directory.print')}
        </Button>
      </PageHead>
      {body.units.length === 0 ? <p className="prose soft">{t('directory.noUnits')}</p> : null}
      <ul className="org-top" aria-label={t('keep.unitKind.leadership')}>
        {leadership.map((node) => (
          <Box node={node} key={node.entry.id} />
        ))}
      </ul>
      <ul className="org-units" aria-label={t('directory.units')}>
        {others.map((node) => (
          <Box node={node} key={node.entry.id} />
        ))}
      </ul>
    </div>
  );
}

function Box({ node: { entry: unit, below } }: { node: TreeNode<BodyUnit> }) {
  const t = useT();
  const language = useLanguage();
  return (
    <li>
      <div className="org-unit" data-kind={unit.kind}>
        <strong>{unit.name[language]}</strong>
        {unit.head ? (
          <Link to="/directory/people/$id" params={{ id: unit.head.id }}>
            {unit.head.fullName}
          </Link>
        ) : (
          <span className="faint">{t('directory.noHead')}</span>
        )}
        {unit.overseer && (
          <span className="note">{t('keep.overseenBy', { name: unit.overseer.fullName })}</span>
        )}
        <span className="note soft">{t('directory.count', { count: unit.people })}</span>
      </div>
      {below.length > 0 && (
        <ul>
          {below.map((node) => (
            <Box node={node} key={node.entry.id} />
          ))}
        </ul>
      )}
    </li>
  );
}
