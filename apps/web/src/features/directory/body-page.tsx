import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { BodyCard, BodyUnit } from '#contracts';
import { usePageTitle } from '../../app/arrival';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button, buttonClass, IconButton } from '../../ui/button';
import { Crumbs, PageHead } from '../../ui/page-head';
import { Fact, Facts, Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { BodyLink } from './body-link';
import { bodyQuery } from './directory-queries';
import { EntryFailed } from './entry-failed';
import { UnitDialog } from './keep/body-dialogs';
import { BodyFacts, BodyKeeping } from './keep/body-keeping';
import { FreshnessMark } from './keep/freshness-mark';
import { BODY_KIND_WORDS } from './keep/kind-words';
import { type TreeNode, treeOf } from './tree';
import '../../ui/styles/directory.css';

/** A state body: names, what is above and below it, its units with their heads. It prints. */
export function BodyPage() {
  const t = useT();
  const language = useLanguage();
  const { id } = useParams({ from: '/frame/directory/bodies/$id' });
  const { data, error, isError, refetch } = useQuery(bodyQuery(id));
  usePageTitle(data?.shortName[language] ?? null);
  if (data) return <Card body={data} />;
  if (isError) return <EntryFailed error={error} onRetry={() => void refetch()} />;
  return <Skeleton label={t('directory.loading')} />;
}

function Card({ body }: { body: BodyCard }) {
  const t = useT();
  const language = useLanguage();
  const [changed, setChanged] = useState<BodyUnit | null>(null);
  const { keep, keepParticipants } = body.can;
  return (
    <>
      <Crumbs
        trail={[{ label: t('app.room.directory'), to: '/directory' }]}
        here={body.shortName[language]}
      />
      <PageHead
        title={body.name[language]}
        line={
          <>
            {t(BODY_KIND_WORDS[body.kind])} <FreshnessMark body={body} />
          </>
        }
      >
        <Link className={buttonClass()} to="/directory" search={{ body: body.id }}>
          {t('directory.peopleOfBody')}
        </Link>
        <Link
          className={buttonClass({ look: 'quiet' })}
          to="/directory/bodies/$id/chart"
          params={{ id: body.id }}
        >
          {t('keep.chart')}
        </Link>
        {keep && (
          <Link className={buttonClass({ look: 'quiet' })} to="/directory/import" search={{ body: body.id }}>
            {t('directory.import.open')}
          </Link>
        )}
        <Button look="quiet" icon="print" onClick={() => window.print()}>
          {t('directory.print')}
        </Button>
      </PageHead>
      <Facts inline>
        <Fact name={t('directory.shortName')}>{body.shortName[language]}</Fact>
        <Fact name={t('directory.bin')}>{body.bin}</Fact>
        {body.superior && (
          <Fact name={t('directory.superior')}>
            <BodyLink body={body.superior} />
          </Fact>
        )}
        <BodyFacts body={body} />
      </Facts>
      {(keep || keepParticipants) && <BodyKeeping body={body} />}
      <Section title={t('directory.units')} count={body.units.length}>
        {body.units.length === 0 ? <p className="prose soft">{t('directory.noUnits')}</p> : null}
        <Units nodes={treeOf(body.units)} onChange={keep ? setChanged : undefined} />
      </Section>
      {body.subordinates.length > 0 && (
        <Section title={t('directory.subordinates')} count={body.subordinates.length}>
          <ul className="link-list">
            {body.subordinates.map((one) => (
              <li key={one.id}>
                <BodyLink body={one} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {changed && <UnitDialog body={body} unit={changed} onClose={() => setChanged(null)} />}
    </>
  );
}

interface UnitsProps {
  nodes: readonly TreeNode<BodyUnit>[];
  /** The reader keeps them and wants to change one */
  onChange?: ((unit: BodyUnit) => void) | undefined;
}

function Units({ nodes, onChange }: UnitsProps) {
  const t = useT();
  const language = useLanguage();
  if (nodes.length === 0) return null;
  return (
    <ul className="unit-tree">
      {nodes.map(({ entry: unit, below }) => (
        <li key={unit.id}>
          <div className="unit">
            <span className="unit-name">
              <span className="person">
                {unit.name[language]}
                <span>{t('directory.count', { count: unit.people })}</span>
                {unit.overseer && <span>{t('keep.overseenBy', { name: unit.overseer.fullName })}</span>}
              </span>
              {onChange && (
                <IconButton
                  name="edit"
                  label={t('keep.changeOf', { name: unit.name[language] })}
                  onClick={() => onChange(unit)}
                />
              )}
            </span>
            {unit.head ? (
              <span className="person">
                <Link to="/directory/people/$id" params={{ id: unit.head.id }}>
                  {unit.head.fullName}
                </Link>
                <span>{unit.head.post[language]}</span>
              </span>
            ) : (
              <span className="faint">{t('directory.noHead')}</span>
            )}
            <span className="phone">{unit.head?.workPhone}</span>
          </div>
          <Units nodes={below} onChange={onChange} />
        </li>
      ))}
    </ul>
  );
}
