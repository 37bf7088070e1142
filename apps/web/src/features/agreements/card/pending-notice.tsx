import type { PendingSignature } from '#contracts';
import { formatMoment } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { deciderName } from '../../../i18n/person';
import { Notice } from '../../../ui/notice';
import { useNow } from '../../../ui/use-now';
import { signWords, waitingWords } from '../sign/sign-words';

/** A signature of the step that waits, or that was refused after it had waited. */
export function PendingNotice({ pending: { state, code, since, by } }: { pending: PendingSignature }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const isWaiting = state === 'waiting';
  const title = isWaiting ? 'agreements.pending.waiting' : 'agreements.pending.refused';
  return (
    <Notice tone={isWaiting ? 'wait' : 'late'} title={t(title, { name: deciderName(t, by) })} alert={false}>
      <p>{t(signWords(code).what)}.</p>
      {isWaiting && (
        <p>
          <time dateTime={since}>
            {t('agreements.pending.since', { moment: formatMoment(language, since, now) })}
          </time>
        </p>
      )}
      {isWaiting && <p>{t(waitingWords(code))}</p>}
    </Notice>
  );
}
