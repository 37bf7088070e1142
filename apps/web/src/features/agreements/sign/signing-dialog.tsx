import type { ReactNode } from 'react';
import { useSession } from '../../../api/session';
import { type Translate, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Dialog } from '../../../ui/dialog';
import { Progress } from '../../../ui/progress';
import { InStead } from '../card/in-stead';
import { CertificateStep } from './certificate-step';
import { ClockNotice } from './clock-notice';
import { FailedStep } from './failed-step';
import { keyOwnerOf } from './key-owner';
import { KeyWays } from './key-ways';
import type { Prepared } from './prepare-signature';
import { SignSteps } from './sign-steps';
import { principalOf, SignedDecision } from './signed-decision';
import { SignedObjects } from './signed-objects';
import type { SignPhase, useSigning } from './use-signing';
import { Signing, Working } from './working';
import '../../../ui/styles/signing.css';

/** How the act of signing is called: a visa is given, everything else is signed. */
export const SIGN_WORDS = {
  visa: {
    title: 'sign.titleVisa',
    verb: 'agreements.verb.giveVisa',
    done: 'agreements.done.visa',
  },
  signature: {
    title: 'sign.title',
    verb: 'agreements.verb.sign',
    done: 'agreements.done.signed',
  },
} as const satisfies Record<string, Record<'title' | 'verb' | 'done', MessageId>>;

interface SigningDialogProps<Result> {
  signing: ReturnType<typeof useSigning<Result>>;
  kind: keyof typeof SIGN_WORDS;
  /** What is signed, by its number or its name */
  what: string;
  /** The portal has taken the signature, and cannot judge it yet */
  isWaiting?: (result: Result) => boolean;
  /** The receipt; @param files that the signature covers */
  receipt: (result: Result, files: number) => ReactNode;
  onClose: () => void;
}

/**
 * Signing in three steps: key, certificate, result; the same for a step of the route and for a protocol. Esc leaves without
 * a signature; while a made signature is on its way to the portal the dialog stays.
 */
export function SigningDialog<Result>(props: SigningDialogProps<Result>) {
  const t = useT();
  const { phase, prepared } = props.signing;
  const waiting = phase.at === 'result' && (props.isWaiting?.(phase.result) ?? false);
  return (
    <Dialog
      title={waiting ? t('sign.waiting.title') : titleOf(t, props)}
      onClose={canLeave(phase) ? props.onClose : undefined}
      step={phase.at}
    >
      <div className="stack sign">
        {phase.at !== 'failed' && <SignSteps at={phase.at} waiting={waiting} />}
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
        <Phase {...props} />
      </div>
    </Dialog>
  );
}

function ForWhom({ prepared }: { prepared: Prepared }) {
  const principal = principalOf(prepared);
  return principal && <InStead name={principal.fullName} />;
}

/** NCALayer's question can be left; a made signature is on its way. */
function canLeave(phase: SignPhase<unknown>): boolean {
  return phase.at !== 'sending' && !(phase.at === 'signing' && phase.origin === 'key-file');
}

function titleOf<Result>(t: Translate, { signing, kind, what }: SigningDialogProps<Result>): string {
  const { phase } = signing;
  if (phase.at === 'result') return t(SIGN_WORDS[kind].done);
  if (phase.at === 'failed') return t(failedTitle(phase));
  return t(SIGN_WORDS[kind].title, { what });
}

type Failed = Extract<SignPhase<unknown>, { at: 'failed' }>;

function failedTitle({ failure, retry }: Failed): MessageId {
  if (retry !== 'send') return 'sign.notSigned';
  return failure.code === 'UNAUTHENTICATED' ? 'sign.notSent' : 'sign.noAnswer';
}

function keptWords({ failure, retry }: Failed): MessageId {
  if (retry !== 'send') return 'sign.kept';
  return failure.code === 'UNAUTHENTICATED' ? 'sign.keptUnsent' : 'sign.keptUnknown';
}

/** What the dialog asks or says in the phase in which it is. */
function Phase<Result>({ signing, kind, receipt, onClose }: SigningDialogProps<Result>) {
  const t = useT();
  const { employee } = useSession();
  const { phase } = signing;
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
          verb={t(SIGN_WORDS[kind].verb)}
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
      return receipt(
        phase.result,
        signing.prepared?.preparation.objects.filter(({ href }) => href !== null).length ?? 0,
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
