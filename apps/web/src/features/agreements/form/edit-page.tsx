import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { type ActCard, type BodyItem, editActBody, type OwnStructure } from '#contracts';
import { ApiError } from '../../../api/api-error';
import { api, ask } from '../../../api/client';
import { usePageTitle } from '../../../app/arrival';
import { formatActNumber } from '../../../i18n/format';
import { type Translate, useT } from '../../../i18n/i18n';
import { Crumbs, PageHead } from '../../../ui/page-head';
import { Skeleton } from '../../../ui/skeleton';
import { toast } from '../../../ui/toast';
import { cardQuery } from '../agreements-queries';
import { CardFailed } from '../card-failed';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { RestoredNotice } from '../restored-notice';
import { AnsweredRemarks } from './answered-remarks';
import { draftOf, editBody } from './card-draft';
import { CardForm } from './card-form';
import { DirectoryData } from './directory-data';
import { CARD_CODES, useCardFieldAt } from './form-fields';
import { NotEditable } from './not-editable';
import { StaleNotice } from './stale-notice';

/** The card of a draft that has not been sent, or has come back. */
export function EditPage() {
  const { id } = useParams({ from: '/frame/agreements/$id/edit' });
  return <Editing id={id} key={id} />;
}

function Editing({ id }: { id: string }) {
  const t = useT();
  const query = useQuery(cardQuery(id, null));
  // The card that the form began with: what others save meanwhile does not overwrite what is typed.
  const first = useRef<ActCard>(null);
  if (query.data?.can.edit) first.current ??= query.data;
  const card = first.current ?? query.data;
  usePageTitle(card ? titleOf(t, card) : null);
  if (!card) {
    if (query.isError) return <CardFailed error={query.error} onRetry={() => void query.refetch()} />;
    return <Skeleton label={t('agreements.card.loading')} />;
  }
  const { ordinal, number } = card.version;
  const title = titleOf(t, card);
  return (
    <>
      <Crumbs
        trail={[{ label: t('app.room.agreements'), to: '/agreements' }]}
        here={number ? formatActNumber(number) : title}
      />
      <PageHead title={title} />
      {card.can.edit ? (
        <div className={ordinal > 0 ? 'form-beside' : undefined}>
          {ordinal > 0 && <AnsweredRemarks actId={card.id} ordinal={ordinal} />}
          <DirectoryData>
            {(structure, bodies) => <EditForm card={card} structure={structure} bodies={bodies} />}
          </DirectoryData>
        </div>
      ) : (
        <NotEditable id={card.id} />
      )}
    </>
  );
}

/** A new version says which one it becomes (775:19). */
function titleOf(t: Translate, { version: { ordinal } }: ActCard): string {
  if (ordinal === 0) return t('agreements.form.editTitle');
  return t('agreements.form.versionTitle', { mark: `/${ordinal}` });
}

interface EditFormProps {
  card: ActCard;
  structure: OwnStructure;
  bodies: readonly BodyItem[];
}

function EditForm({ card, structure, bodies }: EditFormProps) {
  const t = useT();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const draft = useDraft(`act.${card.id}`, draftOf(card));
  const body = editBody(draft.value);
  const faults = useFaults({
    fieldAt: useCardFieldAt(),
    body,
    find: () => check(editActBody, body),
    codes: CARD_CODES,
  });
  const saved = useRef(false);
  // A text kept from an earlier visit may have begun with an older card than the one that came now.
  const [newer, setNewer] = useState<ActCard | null>(card.revision > draft.value.revision ? card : null);
  const edit = useCommand((body: ReturnType<typeof editBody>) =>
    ask(api.PATCH('/api/agreements/{id}', { params: { path: { id: card.id } }, body })),
  );

  async function refused(error: unknown): Promise<void> {
    if (!(error instanceof ApiError) || error.code !== 'STALE') return faults.refuse(error);
    faults.clear();
    try {
      setNewer(await queryClient.fetchQuery({ ...cardQuery(card.id, null), staleTime: 0 }));
    } catch (failure) {
      faults.refuse(failure);
    }
  }

  function save(): void {
    if (!faults.accept()) return;
    edit.mutate(body, {
      onSuccess: () => {
        saved.current = true;
        draft.drop();
        toast(t('agreements.form.saved'));
        void navigate({ to: '/agreements/$id', params: { id: card.id } });
      },
      onError: (error) => void refused(error),
    });
  }

  return (
    <CardForm
      draft={draft}
      structure={structure}
      bodies={bodies}
      saved
      marked={card.officialUse}
      faults={faults}
      busy={edit.isPending}
      onSave={save}
      leaving={() => saved.current}
    >
      {newer ? (
        <StaleNotice
          mine={draft.value}
          newer={newer}
          onKeepMine={() => {
            draft.change({ revision: newer.revision });
            setNewer(null);
          }}
          onTakeNewer={() => {
            draft.restart(draftOf(newer));
            setNewer(null);
          }}
        />
      ) : (
        draft.restored && <RestoredNotice onDrop={() => draft.restart(draftOf(card))} />
      )}
    </CardForm>
  );
}
