import { useEffect, useRef } from 'react';
import { sessionState } from '../../../api/session-state';
import { formatTime } from '../../../i18n/format';
import { useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { ERROR_WORDS } from '../../../i18n/words';
import { useStore } from '../../../store';
import { Button } from '../../../ui/button';
import { DialogFoot } from '../../../ui/dialog';
import { Notice } from '../../../ui/notice';
import type { Retry } from './retry';
import type { SignFailure } from './sign-failure';
import { ADVICE, signWords } from './sign-words';

interface FailedStepProps {
  failure: SignFailure;
  /** ISO instant */
  when: string;
  retry: Retry;
  /** What has not changed by it, in words */
  kept: string | null;
  onRetry: () => void;
  onClose: () => void;
}

const RETRY_WORDS = {
  prepare: 'sign.startAgain',
  key: 'sign.chooseOtherKey',
  send: 'sign.sendAgain',
} as const satisfies Record<Exclude<Retry, 'none'>, MessageId>;

/** Nothing was signed: what happened, what to do, what was kept, and the code. */
export function FailedStep(props: FailedStepProps) {
  const { code } = props.failure;
  return code === 'UNAUTHENTICATED' ? <SessionOver {...props} /> : <Failed {...props} />;
}

/** The session ended; once its owner is back, nothing is missing of a signature that was made but the sending. */
function SessionOver({ kept, retry, onRetry, onClose }: FailedStepProps) {
  const t = useT();
  const lost = useStore(sessionState.lost);
  const send = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!lost) send.current?.focus();
  }, [lost]);
  return (
    <>
      <Notice
        tone={lost ? 'late' : 'live'}
        title={t(lost ? ERROR_WORDS.UNAUTHENTICATED : 'sign.signedInAgain')}
      >
        {kept}
      </Notice>
      <DialogFoot>
        <Button onClick={onClose}>{t('ui.close')}</Button>
        <span className="push" />
        <Button look="main" onClick={onRetry} ref={send}>
          {t(retry === 'send' ? 'sign.sendSignature' : 'sign.startAgain')}
        </Button>
      </DialogFoot>
    </>
  );
}

function Failed({ failure, when, retry, kept, onRetry, onClose }: FailedStepProps) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const { what, advice } = signWords(failure.code);
  return (
    <>
      <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
        <h3>{t(what, failure.values)}</h3>
      </div>
      <p className="strong">{t('sign.whatToDo')}</p>
      <ol className="numbered">
        {ADVICE[advice].map((word) => (
          <li key={word}>{t(word)}</li>
        ))}
      </ol>
      {kept && <p className="soft">{kept}</p>}
      <p className="note faint">
        {t('ui.traceId')}: <span className="code">{failure.code}</span> · {formatTime(when)}
        {failure.traceId && (
          <>
            {' '}
            · <span className="code">{failure.traceId}</span>
          </>
        )}
      </p>
      <DialogFoot>
        <Button onClick={onClose}>{t('ui.close')}</Button>
        {retry !== 'none' && (
          <>
            <span className="push" />
            <Button look="main" onClick={onRetry}>
              {t(RETRY_WORDS[retry])}
            </Button>
          </>
        )}
      </DialogFoot>
    </>
  );
}
