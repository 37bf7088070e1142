import { Link, useNavigate } from '@tanstack/react-router';
import type { ActCard } from '#contracts';
import { api, ask } from '../../../api/client';
import { useT } from '../../../i18n/i18n';
import { Button, buttonClass } from '../../../ui/button';
import { NextStep } from '../../../ui/next-step';
import { Notice } from '../../../ui/notice';
import { useErrorWords } from '../../../ui/states';
import { useCommand } from '../agreements-queries';

/** After remarks, a refusal or a return by the Office: the initiator reworks the draft under the same number (775:19, 23). */
export function NewVersionPanel({ card }: { card: ActCard }) {
  const t = useT();
  const navigate = useNavigate();
  const errorWords = useErrorWords();
  const place = useCommand(
    () => ask(api.POST('/api/agreements/{id}/versions', { params: { path: { id: card.id } } })),
    ({ id }) => void navigate({ to: '/agreements/$id/edit', params: { id } }),
  );
  const isOfOffice = card.version.state === 'office_returned';
  return (
    <>
      <NextStep
        title={t('agreements.newVersion.title')}
        note={t(isOfOffice ? 'agreements.newVersion.afterOffice' : 'agreements.newVersion.text')}
      >
        <Button
          look="main"
          size="large"
          icon="versions"
          busy={place.isPending}
          onClick={() => place.mutate(undefined)}
        >
          {t('agreements.newVersion.place')}
        </Button>
        {card.version.state === 'with_remarks' && (
          <Link className={buttonClass()} to="/agreements/$id/remarks" params={{ id: card.id }}>
            {t('agreements.toAnswers')}
          </Link>
        )}
      </NextStep>
      {place.isError && <Notice tone="late" title={errorWords(place.error)} />}
    </>
  );
}
