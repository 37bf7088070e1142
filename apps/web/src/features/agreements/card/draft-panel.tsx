import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ActCard } from '#contracts';
import { ApiError } from '../../../api/api-error';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { deciderName } from '../../../i18n/person';
import { Button, buttonClass } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { NextStep } from '../../../ui/next-step';
import { Notice } from '../../../ui/notice';
import { focusHeading } from '../../../ui/page-head';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import { isOutdated, isStale, useCommand, useDeed } from '../deeds';
import { obstacleOf } from '../file-check-note';
import { CARD_CODES } from '../form/form-fields';
import { AskedUntil } from './asked-panels';
import { Confirm } from './confirm';

/** For the initiator of a draft: send it on its way, go on with it, or throw it away. */
export function DraftPanel({ card }: { card: ActCard }) {
  const t = useT();
  const { returned, files } = card.version;
  const obstacle = obstacleOf(files);
  // A file that will never pass has to be replaced first.
  const toReplace = card.can.edit && obstacle !== undefined && !obstacle.passes;
  const params = { path: { id: card.id } };
  const errorWords = useErrorWords();
  const tell = (error: unknown) => toastFailure(errorWords(error));
  const recall = useCommand(() => ask(api.POST('/api/agreements/{id}/recall', { params })), undefined, tell);
  const send = useCommand(
    () => ask(api.POST('/api/agreements/{id}/send', { params, body: { revision: card.revision } })),
    () => {
      focusHeading();
      toast(t('agreements.draft.sent'), () => recall.mutate(undefined));
    },
    (error) => isGone(error) && tell(error),
  );
  return (
    <>
      <NextStep
        title={t(returned || toReplace ? 'agreements.draft.rework' : 'agreements.draft.title')}
        note={
          <>
            <AskedUntil actId={card.id} verb="rework_draft" />
            {returned && (
              <Notice
                tone="soon"
                icon="undo"
                title={t('agreements.returnedBy', { name: deciderName(t, returned.by) })}
              >
                <span className="said">{returned.reason}</span>
              </Notice>
            )}
            {obstacle ? t(obstacle.word) : !returned && t('agreements.draft.text')}
          </>
        }
      >
        {!toReplace && (
          <Button
            look="main"
            size="large"
            icon="send"
            busy={send.isPending}
            onClick={() => send.mutate(undefined)}
          >
            {t('agreements.verb.send')}
          </Button>
        )}
        {card.can.edit && (
          <Link
            className={buttonClass({ size: 'large', look: toReplace ? 'main' : 'plain' })}
            to="/agreements/$id/edit"
            params={{ id: card.id }}
          >
            <Icon name="edit" />
            {t('agreements.verb.edit')}
          </Link>
        )}
        {card.can.discard && <Discard card={card} />}
      </NextStep>
      {send.isError && !isGone(send.error) && <SendRefused error={send.error} actId={card.id} />}
    </>
  );
}

/** The panel goes with what was done elsewhere; a draft that was only changed may be sent as it is now. */
const isGone = (error: unknown): boolean => isOutdated(error) && !isStale(error);

/** Why the draft was not sent; what its card lacks, with the way to the form. */
function SendRefused({ error, actId }: { error: unknown; actId: string }) {
  const t = useT();
  const errorWords = useErrorWords();
  const inForm = error instanceof ApiError && error.code in CARD_CODES;
  return (
    <Notice tone="late" title={isStale(error) ? t('agreements.draft.changed') : errorWords(error)}>
      {inForm && (
        <Link to="/agreements/$id/edit" params={{ id: actId }}>
          {t('agreements.draft.toForm')}
        </Link>
      )}
    </Notice>
  );
}

/** Before the first dispatch the act goes with its draft; a later version leaves the one before it. */
function Discard({ card }: { card: ActCard }) {
  const t = useT();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState(false);
  const first = card.version.ordinal === 0;
  const verb = t(first ? 'agreements.verb.discard' : 'agreements.verb.discardVersion');
  const discard = useDeed({
    run: () => ask(api.POST('/api/agreements/{id}/discard', { params: { path: { id: card.id } } })),
    onDone: async () => {
      toast(t('agreements.draft.discarded'));
      if (first) {
        await navigate({ to: '/agreements' });
        queryClient.removeQueries({ queryKey: ['agreements', 'one', card.id] });
      }
      await queryClient.invalidateQueries({ queryKey: ['agreements'] });
      await queryClient.invalidateQueries({ queryKey: ['inbox'] });
    },
  });
  return (
    <>
      <Button size="large" icon="trash" onClick={() => setAsked(true)}>
        {verb}
      </Button>
      {asked && (
        <Confirm
          title={t(first ? 'agreements.draft.discardTitle' : 'agreements.draft.discardVersionTitle')}
          text={t(first ? 'agreements.draft.discardText' : 'agreements.draft.discardVersionText')}
          verb={verb}
          danger
          busy={discard.isPending}
          error={discard.error}
          onClose={() => setAsked(false)}
          onConfirm={() => discard.mutate(undefined)}
        />
      )}
    </>
  );
}
