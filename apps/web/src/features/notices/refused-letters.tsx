import type { FailedLetter, LetterKind, LetterMending, MailStatus } from '#contracts';
import { formatDateTime } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { Button } from '../../ui/button';
import { focusLost } from '../../ui/page-head';
import { useErrorWords } from '../../ui/states';
import { toast, toastFailure } from '../../ui/toast';
import { useMendLetters } from './notices-queries';

const KIND_WORDS: Readonly<Record<LetterKind, MessageId>> = {
  item_executor: 'notices.kind.item_executor',
  headcount_status: 'notices.kind.headcount_status',
  session_participant: 'notices.kind.session_participant',
  agreement_needed: 'notices.kindOf.agreement_needed',
  calendar_event: 'notices.kind.calendar_event',
  work_group_meeting: 'notices.kind.work_group_meeting',
  security: 'notices.kindOf.security',
  portal: 'notices.kindOf.portal',
};
const DONE_WORDS: Readonly<Record<LetterMending['what'], MessageId>> = {
  send_again: 'notices.sentAgain',
  give_up: 'notices.givenUp',
};

type Mend = (what: LetterMending['what'], letters: readonly FailedLetter[]) => void;

/** Letters that a mail server has refused for good: to whom, about what, when and why; never what stands in them. */
export function RefusedLetters({ failed, failures, can }: Pick<MailStatus, 'failed' | 'failures' | 'can'>) {
  const t = useT();
  const words = useErrorWords();
  const mending = useMendLetters();
  const mend: Mend = (what, letters) => {
    if (mending.isPending) return;
    mending.mutate(
      { what, ids: letters.map(({ id }) => id) },
      {
        onSuccess: () => {
          toast(t(DONE_WORDS[what], { count: letters.length }));
          focusLost();
        },
        onError: (error) => toastFailure(words(error)),
      },
    );
  };
  return (
    <div className="stack" aria-busy={mending.isPending || undefined}>
      <p className="prose soft">{t('notices.failures', { count: failed })}</p>
      {can.mend && failures.length > 1 && (
        <p className="cluster">
          <Button onClick={() => mend('send_again', failures)} busy={mending.isPending}>
            {t('notices.sendAllAgain', { count: failures.length })}
          </Button>
          <Button look="quiet" onClick={() => mend('give_up', failures)}>
            {t('notices.giveAllUp', { count: failures.length })}
          </Button>
        </p>
      )}
      <ul className="session-list" aria-label={t('notices.refused')}>
        {failures.map((failure) => (
          <Refused failure={failure} onMend={can.mend ? mend : undefined} key={failure.id} />
        ))}
      </ul>
    </div>
  );
}

function Refused({ failure, onMend }: { failure: FailedLetter; onMend: Mend | undefined }) {
  const t = useT();
  const language = useLanguage();
  const { fullName, address, kinds, at, fault } = failure;
  return (
    <li>
      <div className="session-head">
        <h3>{fullName}</h3>
        <time dateTime={at}>{formatDateTime(language, at)}</time>
      </div>
      <p>
        <span className="code">{address === '' ? t('notices.noAddressShort') : address}</span>
      </p>
      <p>{kinds.map((kind) => t(KIND_WORDS[kind])).join('; ')}</p>
      <p className="note soft">
        <span className="code">{fault}</span>
      </p>
      {onMend && (
        <p className="cluster">
          <Button
            size="small"
            aria-label={t('notices.sendAgainTo', { name: fullName })}
            onClick={() => onMend('send_again', [failure])}
          >
            {t('notices.sendAgain')}
          </Button>
          <Button
            size="small"
            look="quiet"
            aria-label={t('notices.giveUpTo', { name: fullName })}
            onClick={() => onMend('give_up', [failure])}
          >
            {t('notices.giveUp')}
          </Button>
        </p>
      )}
    </li>
  );
}
