import { useState } from 'react';
import { formatDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { KeyFileCertificate } from '../../../signing';
import { Button } from '../../../ui/button';
import { RadioCards } from '../../../ui/choice';
import { DialogFoot } from '../../../ui/dialog';
import { Notice } from '../../../ui/notice';
import { Fact, Facts } from '../../../ui/section';
import { foreignness, isNamedAs, type KeyOwner } from './key-owner';
import { KeyRefused } from './key-refused';

interface CertificateStepProps {
  /** At least one; several are offered to choose from */
  certificates: readonly KeyFileCertificate[];
  /** What the main button does */
  verb: string;
  closeWords: string;
  /** Whose key it must be; left out where that is what the key is to tell */
  owner?: KeyOwner;
  onSign: (serial: string) => void;
  onOtherKey: () => void;
  onClose: () => void;
}

/**
 * Whose certificate it is, before anything is signed with it; which one, where the file holds several. Another's is told
 * here, and nothing is signed with it: the portal would refuse it.
 */
export function CertificateStep({ certificates, verb, closeWords, owner, ...rest }: CertificateStepProps) {
  const t = useT();
  const own = certificates.find((one) => foreignness(one, owner) === null);
  const [serial, setSerial] = useState((own ?? certificates[0])?.serial ?? '');
  const certificate = certificates.find((one) => one.serial === serial);
  const foreign = certificate && foreignness(certificate, owner);
  return (
    <>
      <h3>{t('sign.certificateTitle')}</h3>
      {certificates.length > 1 && (
        <CertificateChoice certificates={certificates} serial={serial} onChange={setSerial} />
      )}
      {foreign && <KeyRefused code={foreign} alert={certificates.length === 1} />}
      {certificate && owner && !foreign && !isNamedAs(certificate, owner.fullName) && (
        <Notice tone="soon" title={t('sign.nameDiffers')}>
          <p>{t('sign.nameDiffersText', { own: owner.fullName, certificate: certificate.commonName })}</p>
        </Notice>
      )}
      {certificate && <CertificateFacts certificate={certificate} />}
      <DialogFoot>
        <Button onClick={rest.onClose}>{closeWords}</Button>
        <span className="push" />
        {foreign ? (
          <Button look="main" onClick={rest.onOtherKey} ref={focusOnce}>
            {t('sign.chooseOtherKey')}
          </Button>
        ) : (
          <>
            <Button look="quiet" onClick={rest.onOtherKey}>
              {t('sign.otherKey')}
            </Button>
            <Button
              look="main"
              icon={owner ? 'sign' : undefined}
              onClick={() => rest.onSign(serial)}
              ref={focusOnce}
            >
              {verb}
            </Button>
          </>
        )}
      </DialogFoot>
    </>
  );
}

const focusOnce = (button: HTMLButtonElement | null) => button?.focus();

interface CertificateChoiceProps {
  certificates: readonly KeyFileCertificate[];
  serial: string;
  onChange: (serial: string) => void;
}

function CertificateChoice({ certificates, serial, onChange }: CertificateChoiceProps) {
  const t = useT();
  const language = useLanguage();
  return (
    <RadioCards
      legend={t('sign.certificates')}
      value={serial}
      onChange={onChange}
      choices={certificates.map((one) => ({
        value: one.serial,
        label: [one.commonName, one.organisation].filter(Boolean).join(', '),
        hint: t('sign.validUntil', { date: formatDate(language, one.notAfter) }),
      }))}
    />
  );
}

function CertificateFacts({ certificate }: { certificate: KeyFileCertificate }) {
  const t = useT();
  const language = useLanguage();
  const signing = certificate.usage === 'signing';
  return (
    <Facts inline>
      <Fact name={t('agreements.signature.owner')}>
        <strong>{certificate.commonName}</strong>
      </Fact>
      {certificate.iin && <Fact name={t('sign.iin')}>{certificate.iin}</Fact>}
      {certificate.organisation && <Fact name={t('sign.organisation')}>{certificate.organisation}</Fact>}
      {certificate.bin && <Fact name={t('sign.bin')}>{certificate.bin}</Fact>}
      <Fact name={t('sign.purpose')}>
        {t(signing ? 'sign.purposeSigning' : 'sign.purposeAuthentication')}
      </Fact>
      <Fact name={t('sign.valid')}>
        {formatDate(language, certificate.notBefore)} – {formatDate(language, certificate.notAfter)}
      </Fact>
      <Fact name={t('agreements.signature.serial')}>
        <span className="code">{certificate.serial}</span>
      </Fact>
    </Facts>
  );
}
