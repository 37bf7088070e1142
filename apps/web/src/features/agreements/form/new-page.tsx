import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { type BodyItem, createActBody, type OwnStructure } from '#contracts';
import { api, ask } from '../../../api/client';
import { useSession } from '../../../api/session';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Crumbs, PageHead } from '../../../ui/page-head';
import { NoAccess } from '../../../ui/states';
import { toast } from '../../../ui/toast';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { RestoredNotice } from '../restored-notice';
import { createBody, newDraft } from './card-draft';
import { CardForm } from './card-form';
import { DirectoryData } from './directory-data';
import { CARD_CODES, useCardFieldAt } from './form-fields';

/** A card for a new draft act. */
export function NewPage() {
  const t = useT();
  const { can } = useSession();
  if (!can.createAct) return <NoAccess />;
  return (
    <>
      <Crumbs trail={[{ label: t('app.room.agreements'), to: '/agreements' }]} here={t('app.newAct')} />
      <PageHead title={t('app.newAct')} />
      <DirectoryData>
        {(structure, bodies) => <NewForm structure={structure} bodies={bodies} />}
      </DirectoryData>
    </>
  );
}

function NewForm({ structure, bodies }: { structure: OwnStructure; bodies: readonly BodyItem[] }) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  // Made once: what is proposed does not change while the form is filled in.
  const [initial] = useState(() => newDraft(structure, language === 'ru' ? 'ru' : 'kk'));
  const draft = useDraft('act.new', initial);
  const body = createBody(draft.value);
  const faults = useFaults({
    fieldAt: useCardFieldAt(),
    body,
    find: () => check(createActBody, body),
    codes: CARD_CODES,
  });
  const saved = useRef(false);
  const create = useCommand((body: ReturnType<typeof createBody>) =>
    ask(api.POST('/api/agreements', { body })),
  );

  function save(): void {
    if (!faults.accept()) return;
    create.mutate(body, {
      onSuccess: (card) => {
        saved.current = true;
        draft.drop();
        toast(t('agreements.form.saved'));
        void navigate({ to: '/agreements/$id', params: { id: card.id } });
      },
      onError: faults.refuse,
    });
  }

  return (
    <CardForm
      draft={draft}
      structure={structure}
      bodies={bodies}
      saved={false}
      marked={false}
      faults={faults}
      busy={create.isPending}
      onSave={save}
      leaving={() => saved.current}
    >
      {draft.restored && (
        <RestoredNotice onDrop={() => draft.restart(newDraft(structure, initial.language))} />
      )}
    </CardForm>
  );
}
