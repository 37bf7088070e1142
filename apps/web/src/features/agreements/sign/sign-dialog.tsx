import type { ActCard, SignatureMark, SignBody, Step } from '#contracts';
import { useSession } from '../../../api/session';
import { formatActNumber } from '../../../i18n/format';
import { type Translate, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Dialog } from '../../../ui/dialog';
import { Progress } from '../../../ui/progress';
import { useCommand } from '../agreements-queries';
import { InStead } from '../card/in-stead';
import { prepare, sign } from '../steps/steps-api';
import { CertificateStep } from './certificate-step';
import { ClockNotice } from './clock-notice';
import { FailedStep } from './failed-step';
import { keyOwnerOf } from './key-owner';
import { KeyWays } from './key-ways';
import type { Prepared } from './prepare-signature';
import { ResultStep } from './result-step';
import { markOf, sendSignature, waitingOf } from './send-signature';
import { SignSteps } from './sign-steps';
import { principalOf, SignedDecision } from './signed-decision';
import { SignedObjects } from './signed-objects';
import { type SignPhase as PhaseOf, useSigning } from './use-signing';
import { Signing, Working } from './working';
import '../../../ui/styles/signing.css';

interface Signed {
  card: ActCard;
  mark: SignatureMark | null;
}
type SignPhase = PhaseOf<Signed>;

interface SignDialogProps {
  card: ActCard;
  step: Step;
  onClose: () => void;
}

/**
 * Signing in three steps: key, certificate, result. Esc leaves without a signature; while a made signature is on
 * its way to the portal the dialog stays.
 */
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
  const { phase, prepared } = signing;
  const what = card.version.number ? formatActNumber(card.version.number) : card.title;
  return (
    <Dialog
      title={titleOf(t, phase, step, what)}
      onClose={canLeave(phase) ? onClose : undefined}
      step={phase.at}
    >
      <div className="stack sign">
        {phase.at !== 'failed' && <SignSteps at={phase.at} waiting={isWaiting(phase, step)} />}
        {phase.at === 'preparing' && (
          <div role="status">
            <p>{t('sign.comparing')}</p>
            <Progress label={t('sign.comparing')} share={phase.share} />
          </div>
        )}
        {prepared && (phase.at === 'key' || phase.at === 'certificate') && (
          <>
            <ClockNotice skew={prepared.skew} />
            <ForWhom prepared={prepared} />
            <SignedDecision prepared={prepared} />
            <SignedObjects prepared={prepared} />
          </>
        )}
        <Body phase={phase} signing={signing} step={step} onClose={onClose} />
      </div>
    </Dialog>
  );
}

export function ForWhom({ prepared }: { prepared: Prepared }) {
  const principal = principalOf(prepared);
  return principal && <InStead name={principal.fullName} />;
}

/** NCALayer's question can be left; a made signature is on its way. */
export function canLeave(phase: PhaseOf<unknown>): boolean {
  return phase.at !== 'sending' && !(phase.at === 'signing' && phase.origin === 'key-file');
}

function titleOf(t: Translate, phase: SignPhase, step: Step, what: string): string {
  const visa = step.kind === 'legal_visa';
  if (isWaiting(phase, step)) return t('sign.waiting.title');
  if (phase.at === 'result') return t(visa ? 'agreements.done.visa' : 'agreements.done.signed');
  const word: MessageId = visa ? 'sign.titleVisa' : 'sign.title';
  if (phase.at === 'failed') return t(failedTitle(phase));
  return t(word, { what });
}

/** The portal has taken the signature, and cannot judge it yet. */
function isWaiting(phase: SignPhase, step: Step): boolean {
  return phase.at === 'result' && waitingOf(phase.result.card, step.id) !== null;
}

type Failed = Extract<PhaseOf<unknown>, { at: 'failed' }>;

export function failedTitle({ failure, retry }: Failed): MessageId {
  if (retry !== 'send') return 'sign.notSigned';
  return failure.code === 'UNAUTHENTICATED' ? 'sign.notSent' : 'sign.noAnswer';
}

export function keptWords({ failure, retry }: Failed): MessageId {
  if (retry !== 'send') return 'sign.kept';
  return failure.code === 'UNAUTHENTICATED' ? 'sign.keptUnsent' : 'sign.keptUnknown';
}

interface BodyProps {
  phase: SignPhase;
  signing: ReturnType<typeof useSigning<Signed>>;
  step: Step;
  onClose: () => void;
}

function Body({ phase, signing, step, onClose }: BodyProps) {
  const t = useT();
  const { employee } = useSession();
  switch (phase.at) {
    case 'preparing':
      return null;
    case 'key':
      return (
        <KeyWays
          purpose="signing"
          cancelled={phase.cancelled}
          onOpen={signing.openKey}
          onSigner={(signer) => void signing.signWith(signer)}
          onFail={signing.fail}
          onClose={onClose}
        />
      );
    case 'certificate':
      return (
        <CertificateStep
          certificates={phase.certificates}
          verb={t(step.kind === 'legal_visa' ? 'agreements.verb.giveVisa' : 'agreements.verb.sign')}
          closeWords={t('sign.closeUnsigned')}
          owner={keyOwnerOf(employee)}
          onSign={(serial) => void signing.signWithFile(serial)}
          onOtherKey={signing.chooseKey}
          onClose={onClose}
        />
      );
    case 'signing':
      return <Signing origin={phase.origin} closeWords={t('sign.closeUnsigned')} onClose={onClose} />;
    case 'sending':
      return <Working />;
    case 'result':
      return (
        <ResultStep
          {...phase.result}
          step={step}
          files={signing.prepared?.preparation.objects.filter(({ href }) => href !== null).length ?? 0}
          onClose={onClose}
        />
      );
    case 'failed':
      return (
        <FailedStep
          {...phase}
          kept={t(keptWords(phase))}
          onRetry={() => signing.retry(phase.retry)}
          onClose={onClose}
        />
      );
  }
}
