import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ActCard, PendingSignature, SignatureMark, Step } from '#contracts';
import { useSession } from '../../../api/session';
import { formatActNumber, formatDateTime } from '../../../i18n/format';
import { type Translate, useLanguage, useT } from '../../../i18n/i18n';
import { Button, buttonClass } from '../../../ui/button';
import { DialogFoot } from '../../../ui/dialog';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { Status } from '../../../ui/status';
import { inboxQuery } from '../../inbox/inbox-queries';
import { waitingOf } from './send-signature';
import { signWords, waitingWords } from './sign-words';

interface ResultStepProps {
  card: ActCard;
  mark: SignatureMark | null;
  step: Step;
  /** Files that the signature covers */
  files: number;
  onClose: () => void;
}

/** The receipt: what was signed, when, and what follows. */
export function ResultStep({ card, mark, step, files, onClose }: ResultStepProps) {
  const t = useT();
  const language = useLanguage();
  const { employee } = useSession();
  const waiting = waitingOf(card, step.id);
  if (waiting) return <WaitingStep actId={card.id} waiting={waiting} onClose={onClose} />;
  return (
    <>
      <div className="receipt" role="status">
        <p className="receipt-title">
          <Icon name="done" />
          {t(step.kind === 'legal_visa' ? 'agreements.done.visa' : 'agreements.done.signed')}
        </p>
        <p className="soft">
          {mark && `${formatDateTime(language, mark.signedAt)} · `}
          {employee.shortName}, {employee.post[language]}
        </p>
      </div>
      <ul className="checks">
        <li>
          <Status tone="done" icon="check">
            {t('sign.checked.files', { count: files })}
          </Status>
        </li>
        <li>
          <Status tone="done" icon="check">
            {t('sign.checked.certificate')}
          </Status>
        </li>
        <li>
          <Status tone="done" icon="check">
            {t('sign.checked.owner')}
          </Status>
        </li>
      </ul>
      <p>{nextWords(t, card, step)}</p>
      <DialogFoot>
        {mark && (
          <a
            className={buttonClass({ look: 'quiet' })}
            href={`/api/agreements/${card.id}/signatures/${mark.id}/signature`}
            download
          >
            <Icon name="download" small />
            {t('agreements.signature.file')}
          </a>
        )}
        <span className="push" />
        <NextDocument actId={card.id} />
        <Button look="main" onClick={onClose} ref={(button) => button?.focus()}>
          {t('sign.toCard')}
        </Button>
      </DialogFoot>
    </>
  );
}

/** To the next document that waits for the reader, the nearest term first. */
function NextDocument({ actId }: { actId: string }) {
  const t = useT();
  const { data, isFetching } = useInfiniteQuery(inboxQuery({}));
  const waiting = data?.pages.flatMap(({ items }) => items) ?? [];
  const next = waiting.find(({ subjectId, waitsSince }) => subjectId !== actId && waitsSince === null);
  if (isFetching || !next) return null;
  return (
    <Link className={buttonClass({ look: 'quiet' })} to="/agreements/$id" params={{ id: next.subjectId }}>
      {t('sign.nextDocument')}
    </Link>
  );
}

interface WaitingStepProps {
  actId: string;
  waiting: PendingSignature;
  onClose: () => void;
}

/** The receipt of a signature that cannot be judged yet: what is being waited for. */
function WaitingStep({ actId, waiting, onClose }: WaitingStepProps) {
  const t = useT();
  return (
    <>
      <Notice tone="wait" title={t(signWords(waiting.code).what)} alert>
        <p>{t(waitingWords(waiting.code))}</p>
      </Notice>
      <DialogFoot>
        <span className="push" />
        <NextDocument actId={actId} />
        <Button look="main" onClick={onClose}>
          {t('sign.toCard')}
        </Button>
      </DialogFoot>
    </>
  );
}

function nextWords(t: Translate, { version }: ActCard, step: Step): string {
  if (step.kind === 'legal_visa') return t('sign.next.head', { name: version.bodyHead?.fullName ?? '' });
  if (step.kind === 'co_signature') return t('sign.next.signers');
  if (step.kind === 'body_signature') return t('sign.next.developer');
  const count = version.reviews.length;
  return t('sign.next.bodies', { number: version.number ? formatActNumber(version.number) : '', count });
}
