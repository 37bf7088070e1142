import type { Enrolment } from '#contracts';
import { useT } from '../../i18n/i18n';
import { CodeForm } from './code-form';
import { QrCode } from './qr-code';
import '../../ui/styles/second-factor.css';

interface EnrolmentStepsProps {
  enrolment: Enrolment;
  onCode: (code: string) => Promise<void>;
  onBack: () => void;
}

/** Setting an application up: the picture, the key for typing, and the first code. */
export default function EnrolmentSteps({ enrolment: { uri, key }, onCode, onBack }: EnrolmentStepsProps) {
  const t = useT();
  return (
    <div className="stack">
      <p className="prose">{t('factor.scan')}</p>
      <QrCode text={uri} label={t('factor.qr')} />
      <p className="note">
        {t('factor.key')} <span className="code factor-key">{key}</span>
      </p>
      <CodeForm
        label={t('factor.firstCode')}
        hint={t('factor.firstCodeHint')}
        button={t('factor.confirm')}
        onCode={onCode}
        onBack={onBack}
        back={t('ui.cancel')}
      />
    </div>
  );
}
