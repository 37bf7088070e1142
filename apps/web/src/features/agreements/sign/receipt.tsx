import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PendingSignature, SignatureMark } from '#contracts';
import { useSession } from '../../../api/session';
import { formatDateTime } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button, buttonClass } from '../../../ui/button';
import { DialogFoot } from '../../../ui/dialog';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { Status } from '../../../ui/status';
import { inboxQuery } from '../../inbox/inbox-queries';
import { signWords, waitingWords } from './sign-words';
import { SIGN_WORDS } from './signing-dialog';

interface ReceiptProps {
  actId: string;
  kind: keyof typeof SIGN_WORDS;
  mark: SignatureMark | null;
  /** Where the signature can be taken away alone */
  href: string | null;
  /** Files that the signature covers */
  files: number;
  /** What follows */
  next: string;
  onClose: () => void;
}

/** The receipt: what was signed, when, and what follows. */
export function Receipt({ actId, kind, mark, href, files, next, onClose }: ReceiptProps) {
  const t = useT();
  const language = useLanguage();
  const { employee } = useSession();
  const checks = [
    t('sign.checked.files', { count: files }),
    t('sign.checked.certificate'),
    t('sign.checked.owner'),
  ];
  return (
    <>
      <div className="receipt" role="status">
        <p className="receipt-title">
          <Icon name="done" />
          {t(SIGN_WORDS[kind].done)}
        </p>
        <p className="soft">
          {mark && `${formatDateTime(language, mark.signedAt)} · `}
          {employee.shortName}, {employee.post[language]}
        </p>
      </div>
      <ul className="checks">
        {checks.map((words) => (
          <li key={words}>
            <Status tone="done" icon="check">
              {words}
            </Status>
          </li>
        ))}
      </ul>
      <p>{next}</p>
      <DialogFoot>
        {href && (
          <a className={buttonClass({ look: 'quiet' })} href={href} download>
            <Icon name="download" small />
            {t('agreements.signature.file')}
          </a>
        )}
        <span className="push" />
        <NextDocument actId={actId} />
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

interface WaitingReceiptProps {
  actId: string;
  waiting: PendingSignature;
  onClose: () => void;
}

/** The receipt of a signature that cannot be judged yet: what is being waited for. */
export function WaitingReceipt({ actId, waiting, onClose }: WaitingReceiptProps) {
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
