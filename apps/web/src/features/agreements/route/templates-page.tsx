import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwnStructure, RouteBody, RouteTemplate, StageOrder } from '#contracts';
import { usePageTitle } from '../../../app/arrival';
import { useLanguage, useT } from '../../../i18n/i18n';
import { ACT_KIND_WORDS } from '../../../i18n/words';
import { Button } from '../../../ui/button';
import { Crumbs, PageHead } from '../../../ui/page-head';
import { Skeleton } from '../../../ui/skeleton';
import { Blank, ErrorState } from '../../../ui/states';
import { toast } from '../../../ui/toast';
import { useFocusStays } from '../../../ui/use-focus-stays';
import { useOpener } from '../../../ui/use-opener';
import { ownStructureQuery } from '../agreements-queries';
import { Confirm } from '../card/confirm';
import { deputies, employeeOptions, routeChoices } from '../choices';
import { useDeed } from '../deeds';
import { choiceOf } from './route-moves';
import { TemplateForm } from './template-form';
import { removeTemplate, templatesQuery } from './templates-queries';
import '../../../ui/styles/route-editor.css';

/** The routes that the reader's body keeps for its drafts (775:15). */
export function TemplatesPage() {
  const t = useT();
  usePageTitle(t('agreements.templates.title'));
  useFocusStays();
  const templates = useQuery(templatesQuery);
  const structure = useQuery(ownStructureQuery);
  const [open, setOpen] = useState<RouteTemplate | 'new' | null>(null);
  const { opened, giveBack } = useOpener();
  function show(template: RouteTemplate | 'new'): void {
    opened();
    setOpen(template);
  }
  function close(): void {
    setOpen(null);
    giveBack();
  }
  return (
    <>
      <Crumbs
        trail={[{ label: t('app.room.agreements'), to: '/agreements' }]}
        here={t('agreements.templates.title')}
      />
      <PageHead title={t('agreements.templates.title')} />
      <div className="stack">
        <p className="soft">{t('agreements.templates.text')}</p>
        {templates.isError && !templates.data && (
          <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
        )}
        {structure.isError && !structure.data && (
          <ErrorState error={structure.error} onRetry={() => void structure.refetch()} />
        )}
        {(templates.isPending || structure.isPending) && <Skeleton />}
        {templates.data && structure.data && (
          <>
            {templates.data.can.keep && open === null && (
              <p className="cluster">
                <Button icon="plus" onClick={() => show('new')}>
                  {t('agreements.templates.add')}
                </Button>
              </p>
            )}
            {open !== null && (
              <TemplateForm
                template={open === 'new' ? null : open}
                structure={structure.data}
                key={open === 'new' ? open : open.id}
                onClose={close}
              />
            )}
            {!(open === 'new' && templates.data.items.length === 0) && (
              <Templates
                items={templates.data.items}
                structure={structure.data}
                keeps={templates.data.can.keep}
                onEdit={show}
              />
            )}
          </>
        )}
      </div>
    </>
  );
}

/** Whom a route asks, stage by stage, down to the head's signature. */
function RouteInWords({ route, structure }: { route: RouteBody; structure: OwnStructure }) {
  const t = useT();
  const language = useLanguage();
  const names = new Map(routeChoices(structure, language).map(({ id, label }) => [id, label]));
  const people = new Map(employeeOptions(deputies(structure), language).map(({ id, label }) => [id, label]));
  const joined = (all: readonly (string | undefined)[], order: StageOrder) =>
    all.map((name) => name ?? t('agreements.plan.gone')).join(order === 'sequence' ? ' → ' : ', ');
  const { coSigners } = route;
  return (
    <ol className="numbered note">
      {route.stages.map(({ order, steps }) => {
        const choices = steps.map(choiceOf);
        return (
          <li key={choices.join()}>
            {joined(
              choices.map((choice) => names.get(choice)),
              order,
            )}
          </li>
        );
      })}
      <li className="soft">{t('agreements.plan.thenVisa')}</li>
      {coSigners.employeeIds.length > 0 && (
        <li>
          {t('agreements.plan.coSigners')}:{' '}
          {joined(
            coSigners.employeeIds.map((id) => people.get(id)),
            coSigners.order,
          )}
        </li>
      )}
      <li className="soft">{t('agreements.plan.thenHead')}</li>
    </ol>
  );
}

interface TemplatesProps {
  items: readonly RouteTemplate[];
  structure: OwnStructure;
  keeps: boolean;
  onEdit: (template: RouteTemplate) => void;
}

function Templates({ items, structure, keeps, onEdit }: TemplatesProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<RouteTemplate | null>(null);
  const remove = useDeed({
    run: (id: string) => removeTemplate(id),
    onDone: (left) => {
      queryClient.setQueryData(templatesQuery.queryKey, left);
      setAsked(null);
      toast(t('agreements.templates.removed'));
    },
  });
  if (items.length === 0) {
    return (
      <Blank
        icon="parallel"
        title={t('agreements.templates.none')}
        text={t('agreements.templates.noneText')}
      />
    );
  }
  return (
    <>
      <ul className="template-rows">
        {items.map((template) => (
          <li key={template.id}>
            <p>
              <strong>{template.name}</strong>{' '}
              <span className="note soft">
                {t(template.kind ? ACT_KIND_WORDS[template.kind] : 'agreements.templates.anyKind')}
              </span>
            </p>
            <RouteInWords route={template.route} structure={structure} />
            {keeps && (
              <p className="cluster">
                <Button
                  size="small"
                  icon="edit"
                  aria-label={`${t('agreements.verb.edit')}: ${template.name}`}
                  onClick={() => onEdit(template)}
                >
                  {t('agreements.verb.edit')}
                </Button>
                <Button
                  size="small"
                  icon="trash"
                  aria-label={`${t('agreements.templates.remove')}: ${template.name}`}
                  onClick={() => setAsked(template)}
                >
                  {t('agreements.templates.remove')}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <Confirm
          title={t('agreements.templates.removeTitle', { name: asked.name })}
          text={t('agreements.templates.removeText')}
          verb={t('agreements.templates.remove')}
          danger
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setAsked(null)}
          onConfirm={() => remove.mutate(asked.id)}
        />
      )}
    </>
  );
}
