import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { HandOverSettings } from '#contracts';
import { useSession } from '../../../api/session';
import { useLanguage, useT } from '../../../i18n/i18n';
import { PickOne } from '../../../ui/combo-box';
import { Crumbs, PageHead } from '../../../ui/page-head';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { bodiesQuery } from '../agreements-queries';
import { handOverQuery } from './hand-over-queries';
import { TemplateSection } from './template-section';
import { WaySection } from './way-section';
import '../../../ui/styles/step-form.css';

/** Templates of cover letters and the way to the EDMS, for whoever keeps them for his body or for all (775:22). */
export function HandOverPage() {
  const t = useT();
  const { duties, employee } = useSession();
  const { body = employee.body.id } = useSearch({ from: '/frame/agreements/hand-over' });
  const settings = useQuery(handOverQuery(body));
  return (
    <>
      <Crumbs here={t('handOver.title')} />
      <PageHead title={t('handOver.title')} />
      <p className="prose soft">{t('agreements.handOver.about')}</p>
      {duties.includes('portal_administrator') && <PickBody bodyId={body} />}
      {settings.data && <Settings settings={settings.data} key={body} />}
      {!settings.data && settings.isError && (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      )}
      {settings.isPending && <Skeleton />}
    </>
  );
}

function PickBody({ bodyId }: { bodyId: string }) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { data } = useQuery(bodiesQuery);
  return (
    <PickOne
      id="hand-over-body"
      label={t('agreements.handOver.body')}
      options={(data?.items ?? []).map(({ id, name }) => ({ id, label: name[language] }))}
      value={bodyId}
      onChange={(body) =>
        void navigate({ to: '/agreements/hand-over', search: { body: body ?? undefined }, replace: true })
      }
    />
  );
}

function Settings({ settings }: { settings: HandOverSettings }) {
  return (
    <>
      <WaySection settings={settings} />
      {settings.templates.map((template) => (
        <TemplateSection bodyId={settings.body.id} template={template} key={template.language} />
      ))}
    </>
  );
}
