import { useT } from '../../i18n/i18n';
import { Dialog } from '../../ui/dialog';
import { CertificateStep } from '../agreements/sign/certificate-step';
import { ClockNotice } from '../agreements/sign/clock-notice';
import { FailedStep } from '../agreements/sign/failed-step';
import { KeyWays } from '../agreements/sign/key-ways';
import { Signing } from '../agreements/sign/working';
import { isOutage, isTriedAnew } from './tried-anew';
import { useKeySignIn } from './use-key-sign-in';
import '../../ui/styles/signing.css';

interface KeySignInDialogProps {
  onDone: () => void;
  onClose: () => void;
}

/** Signing in with a key file or by NCALayer instead of the password. */
export default function KeySignInDialog({ onDone, onClose }: KeySignInDialogProps) {
  const t = useT();
  const signIn = useKeySignIn(onDone);
  const { phase, skew } = signIn;
  return (
    <Dialog
      title={t(phase.at === 'failed' ? 'session.failed' : 'session.byKey')}
      onClose={onClose}
      step={phase.at}
    >
      <div className="stack sign">
        <ClockNotice skew={skew} />
        {phase.at === 'key' && (
          <KeyWays
            purpose="authentication"
            cancelled={phase.cancelled}
            onOpen={signIn.openKey}
            onSigner={(signer) => void signIn.signWith(signer)}
            onFail={signIn.fail}
            onClose={onClose}
          />
        )}
        {phase.at === 'certificate' && (
          <CertificateStep
            certificates={phase.certificates}
            verb={t('session.signIn')}
            closeWords={t('ui.close')}
            onSign={(serial) => void signIn.signWithFile(serial)}
            onOtherKey={signIn.chooseKey}
            onClose={onClose}
          />
        )}
        {phase.at === 'signing' && (
          <Signing origin={phase.origin} closeWords={t('ui.close')} onClose={onClose} />
        )}
        {phase.at === 'failed' && (
          <FailedStep
            failure={phase.failure}
            when={phase.when}
            retry={isTriedAnew(phase.failure) ? 'prepare' : 'key'}
            kept={isOutage(phase.failure) ? t('session.passwordToo') : null}
            onRetry={signIn.chooseKey}
            onClose={onClose}
          />
        )}
      </div>
    </Dialog>
  );
}
