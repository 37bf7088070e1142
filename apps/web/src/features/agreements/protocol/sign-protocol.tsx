import type { ActCard, Protocol, SignBody } from '#contracts';
import { useSession } from '../../../api/session';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Dialog, DialogFoot } from '../../../ui/dialog';
import { Icon } from '../../../ui/icon';
import { Progress } from '../../../ui/progress';
import { CertificateStep } from '../sign/certificate-step';
import { ClockNotice } from '../sign/clock-notice';
import { FailedStep } from '../sign/failed-step';
import { keyOwnerOf } from '../sign/key-owner';
import { KeyWays } from '../sign/key-ways';
import { canLeave, ForWhom, failedTitle, keptWords } from '../sign/sign-dialog';
import { SignSteps } from '../sign/sign-steps';
import { SignedObjects } from '../sign/signed-objects';
import { useSigning } from '../sign/use-signing';
import { Signing, Working } from '../sign/working';
import { prepareProtocol, signProtocol, useProtocolDeed } from './protocol-api';
import '../../../ui/styles/signing.css';

interface SignProtocolProps {
  card: ActCard;
  protocol: Protocol;
  onClose: () => void;
}

/** The head of one side signs the document of the protocol, in the same three steps as everywhere (775:21, 65). */
export default function SignProtocol({ protocol, onClose }: SignProtocolProps) {
  const t = useT();
  const language = useLanguage();
  const { employee } = useSession();
  const deed = useProtocolDeed((body: SignBody) => signProtocol(protocol.id, body));
  const signing = useSigning({
    key: protocol.id,
    prepare: () => prepareProtocol(protocol.id),
    send: deed.mutateAsync,
  });
  const { phase, prepared } = signing;
  const what = t('agreements.protocol.with', { body: protocol.body.shortName[language] });
  const title =
    phase.at === 'result'
      ? t('agreements.done.signed')
      : phase.at === 'failed'
        ? t(failedTitle(phase))
        : t('sign.title', { what });
  return (
    <Dialog title={title} onClose={canLeave(phase) ? onClose : undefined} step={phase.at}>
      <div className="stack sign">
        {phase.at !== 'failed' && <SignSteps at={phase.at} waiting={false} />}
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
            <SignedObjects prepared={prepared} />
          </>
        )}
        {phase.at === 'key' && (
          <KeyWays
            purpose="signing"
            cancelled={phase.cancelled}
            onOpen={signing.openKey}
            onSigner={(signer) => void signing.signWith(signer)}
            onFail={signing.fail}
            onClose={onClose}
          />
        )}
        {phase.at === 'certificate' && (
          <CertificateStep
            certificates={phase.certificates}
            verb={t('agreements.verb.sign')}
            closeWords={t('sign.closeUnsigned')}
            owner={keyOwnerOf(employee)}
            onSign={(serial) => void signing.signWithFile(serial)}
            onOtherKey={signing.chooseKey}
            onClose={onClose}
          />
        )}
        {phase.at === 'signing' && (
          <Signing origin={phase.origin} closeWords={t('sign.closeUnsigned')} onClose={onClose} />
        )}
        {phase.at === 'sending' && <Working />}
        {phase.at === 'result' && (
          <>
            <div className="receipt" role="status">
              <p className="receipt-title">
                <Icon name="done" />
                {t('agreements.done.signed')}
              </p>
              <p className="soft">
                {employee.shortName}, {employee.post[language]}
              </p>
            </div>
            <DialogFoot>
              <span className="push" />
              <Button look="main" onClick={onClose} ref={(button) => button?.focus()}>
                {t('sign.toCard')}
              </Button>
            </DialogFoot>
          </>
        )}
        {phase.at === 'failed' && (
          <FailedStep
            {...phase}
            kept={t(keptWords(phase))}
            onRetry={() => signing.retry(phase.retry)}
            onClose={onClose}
          />
        )}
      </div>
    </Dialog>
  );
}
