import { formatDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { KeyFileCertificate } from '../../../signing';
import { Button } from '../../../ui/button';
import { Fact, Facts } from '../../../ui/section';

interface CertificateStepProps {
  certificate: KeyFileCertificate;
  visa: boolean;
  onSign: () => void;
  onOtherKey: () => void;
  onClose: () => void;
}

/** Whose certificate it is, before anything is signed with it. */
export function CertificateStep({ certificate, visa, onSign, onOtherKey, onClose }: CertificateStepProps) {
  const t = useT();
  const language = useLanguage();
  return (
    <>
      <h3>{t('sign.step.certificate')}</h3>
      <Facts inline>
        <Fact name={t('agreements.signature.owner')}>
          <strong>{certificate.commonName}</strong>
        </Fact>
        {certificate.iin && <Fact name={t('sign.iin')}>{certificate.iin}</Fact>}
        {certificate.organisation && <Fact name={t('sign.organisation')}>{certificate.organisation}</Fact>}
        {certificate.bin && <Fact name={t('sign.bin')}>{certificate.bin}</Fact>}
        <Fact name={t('sign.purpose')}>{t('sign.purposeSigning')}</Fact>
        <Fact name={t('sign.valid')}>
          {formatDate(language, certificate.notBefore)} – {formatDate(language, certificate.notAfter)}
        </Fact>
        <Fact name={t('agreements.signature.serial')}>
          <span className="code">{certificate.serial}</span>
        </Fact>
      </Facts>
      <div className="dialog-foot">
        <Button onClick={onClose}>{t('sign.closeUnsigned')}</Button>
        <span className="push" />
        <Button look="quiet" onClick={onOtherKey}>
          {t('sign.otherKey')}
        </Button>
        <Button look="main" icon="sign" onClick={onSign} ref={(button) => button?.focus()}>
          {t(visa ? 'agreements.verb.giveVisa' : 'agreements.verb.sign')}
        </Button>
      </div>
    </>
  );
}
