import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { PersonCard } from '#contracts';
import { usePageTitle } from '../../app/arrival';
import { useLanguage, useT } from '../../i18n/i18n';
import { Crumbs, PageHead } from '../../ui/page-head';
import { Fact, Facts } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { personQuery } from './directory-queries';
import { EntryFailed } from './entry-failed';
import { PersonKeeping } from './keep/person-keeping';
import '../../ui/styles/directory.css';

/** What colleagues may see of an employee (775:59.6). */
export function PersonPage() {
  const t = useT();
  const { id } = useParams({ from: '/frame/directory/people/$id' });
  const { data, error, isError, refetch } = useQuery(personQuery(id));
  usePageTitle(data?.fullName ?? null);
  if (data) return <Card person={data} />;
  if (isError) return <EntryFailed error={error} onRetry={() => void refetch()} />;
  return <Skeleton label={t('directory.loading')} />;
}

function Card({ person }: { person: PersonCard }) {
  const t = useT();
  const language = useLanguage();
  return (
    <div className="person-card">
      <Crumbs trail={[{ label: t('app.room.directory'), to: '/directory' }]} here={person.fullName} />
      <PageHead title={person.fullName} />
      {person.left && <p className="prose soft">{t('keep.left')}</p>}
      <div className="person-top">
        {person.photo && (
          <img
            className="person-photo"
            // The address changes with the picture, so that a new one is shown at once.
            src={`/api/directory/people/${person.id}/photo?of=${person.photo}`}
            alt={t('keep.photoOf', { name: person.fullName })}
          />
        )}
        <Facts inline>
          <Fact name={t('directory.post')}>{person.post[language]}</Fact>
          <Fact name={t('directory.body')}>
            <Link to="/directory/bodies/$id" params={{ id: person.body.id }}>
              {person.body.name[language]}
            </Link>
          </Fact>
          <Fact name={t('directory.unit')}>{person.units.map(({ name }) => name[language]).join(' › ')}</Fact>
          {person.otherPosts.map(({ post, unit }) => (
            <Fact name={t('keep.also')} key={`${unit.id} ${post.kk}`}>
              {post[language]}, {unit.name[language]}
            </Fact>
          ))}
          <Fact name={t('directory.phone')}>
            <a href={`tel:${person.workPhone.replace(/[^\d+]/g, '')}`}>{person.workPhone}</a>
          </Fact>
          <Fact name={t('directory.office')}>{person.office}</Fact>
          <Fact name={t('directory.email')}>
            <a className="address" href={`mailto:${person.email}`}>
              {person.email}
            </a>
          </Fact>
        </Facts>
      </div>
      {person.kept && <PersonKeeping person={person} kept={person.kept} />}
    </div>
  );
}
