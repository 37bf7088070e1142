import { useNavigate } from '@tanstack/react-router';
import type { ActCard } from '#contracts';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { NextStep } from '../../../ui/next-step';
import { Notice } from '../../../ui/notice';
import { useErrorWords } from '../../../ui/states';
import { toastFailure } from '../../../ui/toast';
import { useCommand } from '../deeds';
import { AskedUntil, insistedOn, useAsked } from './asked-panels';

/** After remarks, a refusal or a return by the Office: the initiator reworks the draft under the same number (775:19, 23). */
export function NewVersionPanel({ card }: { card: ActCard }) {
  const t = useT();
  const navigate = useNavigate();
  const errorWords = useErrorWords();
  const place = useCommand(
    () => ask(api.POST('/api/agreements/{id}/versions', { params: { path: { id: card.id } } })),
    ({ id }) => void navigate({ to: '/agreements/$id/edit', params: { id } }),
    (error) => toastFailure(errorWords(error)),
  );
  const asked = useAsked(card.id, 'answer_remarks', 'answer_insisted').length > 0;
  // What is insisted on has its answer, and holds no version back; a protocol of it comes first.
  const answersFirst = asked && insistedOn(card) === 0;
  const { state, submission } = card.version;
  const reason = state === 'office_returned' ? submission?.reason : null;
  return (
    <NextStep
      title={t('agreements.newVersion.title')}
      note={
        <>
          <AskedUntil actId={card.id} verb="place_new_version" />
          {reason && (
            <Notice tone="soon" icon="undo" title={t('agreements.newVersion.afterOffice')}>
              <span className="said">{reason}</span>
            </Notice>
          )}
          <span>{t(reason ? 'agreements.newVersion.how' : 'agreements.newVersion.text')}</span>
          {answersFirst && <span>{t('agreements.newVersion.answers')}</span>}
        </>
      }
    >
      <Button
        look={asked ? 'plain' : 'main'}
        size="large"
        icon="versions"
        busy={place.isPending}
        onClick={() => place.mutate(undefined)}
      >
        {t('agreements.newVersion.place')}
      </Button>
    </NextStep>
  );
}
