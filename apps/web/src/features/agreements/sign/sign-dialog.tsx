import type { ActCard, SignatureMark, SignBody, Step } from '#contracts';
import { formatActNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/i18n';
import { useCommand } from '../deeds';
import { prepare, sign } from '../steps/steps-api';
import { nextWords } from './next-words';
import { Receipt, WaitingReceipt } from './receipt';
import { markOf, sendSignature, waitingOf } from './send-signature';
import { SigningDialog } from './signing-dialog';
import { useSigning } from './use-signing';

interface SignDialogProps {
  card: ActCard;
  step: Step;
  onClose: () => void;
}

interface Signed {
  card: ActCard;
  mark: SignatureMark | null;
}

/** A step of the route is decided with a key: a visa, a signature of the act, of an outcome, of the letter (775:15, 18, 22). */
export default function SignDialog({ card, step, onClose }: SignDialogProps) {
  const t = useT();
  const command = useCommand((body: SignBody) => sign(step.id, body));
  const signing = useSigning<Signed>({
    key: step.id,
    prepare: () => prepare(step.id),
    send: async (body) => {
      const after = await sendSignature({ stepId: step.id, actId: card.id }, body, command.mutateAsync);
      return { card: after, mark: markOf(after, step.id) };
    },
  });
  const kind = step.kind === 'legal_visa' ? 'visa' : 'signature';
  return (
    <SigningDialog
      signing={signing}
      kind={kind}
      what={card.version.number ? formatActNumber(card.version.number) : card.title}
      isWaiting={(after) => waitingOf(after.card, step.id) !== null}
      receipt={(after, files) => {
        const waiting = waitingOf(after.card, step.id);
        if (waiting) return <WaitingReceipt actId={card.id} waiting={waiting} onClose={onClose} />;
        return (
          <Receipt
            actId={card.id}
            kind={kind}
            mark={after.mark}
            href={after.mark && `/api/agreements/${card.id}/signatures/${after.mark.id}/signature`}
            files={files}
            next={nextWords(t, after.card, step)}
            onClose={onClose}
          />
        );
      }}
      onClose={onClose}
    />
  );
}
