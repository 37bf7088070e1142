import { useState } from 'react';
import type { CheckedSignature, SignatureMark } from '#contracts';
import { formatDateTime } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Disclosure } from '../../../ui/disclosure';
import { Fact, Facts } from '../../../ui/section';
import { Status } from '../../../ui/status';
import { SignatureReport, SignatureState } from '../../verify/signature-report';
import { useCheckedSignature } from './signature-checks';

const PARTS = [
  { part: 'signature', label: 'agreements.signature.file' },
  { part: 'manifest', label: 'agreements.signature.manifest' },
  { part: 'statement', label: 'agreements.signature.statement' },
] as const;

/** A signature: its state now, when, by whose certificate, and the three files by which it is checked without the portal. */
export function SignatureDetails({ actId, mark }: { actId: string; mark: SignatureMark }) {
  const t = useT();
  const language = useLanguage();
  const checked = useCheckedSignature(actId, mark.id);
  const [reading, setReading] = useState(false);
  return (
    <div className="signature">
      <State checked={checked} />
      <Disclosure summary={t('agreements.signature.summary', { owner: mark.certificateOwner })}>
        <div className="signature-details">
          <Facts inline>
            <Fact name={t('agreements.signature.owner')}>{mark.certificateOwner}</Fact>
            <Fact name={t('agreements.signature.serial')}>
              <span className="code">{mark.certificateSerial}</span>
            </Fact>
            <Fact name={t('agreements.signature.time')}>
              <time dateTime={mark.signedAt}>{formatDateTime(language, mark.signedAt)}</time>
            </Fact>
          </Facts>
          <p className="cluster">
            {PARTS.map(({ part, label }) => (
              <a href={`/api/agreements/${actId}/signatures/${mark.id}/${part}`} download key={part}>
                {t(label)}
              </a>
            ))}
          </p>
          {checked.signature && (
            <Button size="small" icon="shield" onClick={() => setReading(true)}>
              {t('verify.card.report')}
            </Button>
          )}
        </div>
      </Disclosure>
      {reading && checked.signature && (
        <Dialog title={t('verify.card.report')} onClose={() => setReading(false)}>
          <div className="verify-signature-head">
            <h3>{checked.signature.statement?.signer.fullName ?? mark.certificateOwner}</h3>
            <SignatureState verdict={checked.signature.verdict} />
          </div>
          <SignatureReport signature={checked.signature} />
        </Dialog>
      )}
    </div>
  );
}

function State({ checked }: { checked: { signature: CheckedSignature | undefined; failed: boolean } }) {
  const t = useT();
  if (checked.signature) return <SignatureState verdict={checked.signature.verdict} />;
  return (
    <Status tone="idle" icon={checked.failed ? 'more' : 'clock'} tag>
      {t(checked.failed ? 'verify.state.unchecked' : 'verify.state.checking')}
    </Status>
  );
}
