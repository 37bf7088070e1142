import { useState } from 'react';
import type { SignatureMark } from '#contracts';
import { formatDateTime } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Dialog, DialogFoot } from '../../../ui/dialog';
import { Disclosure } from '../../../ui/disclosure';
import { Fact, Facts } from '../../../ui/section';
import { SignatureReport, SignatureState } from '../../verify/signature-report';
import { useCheckedSignature } from './signature-checks';

const PARTS = [
  { part: 'signature', label: 'agreements.signature.file', format: 'P7S' },
  { part: 'manifest', label: 'agreements.signature.manifest', format: 'XML' },
  { part: 'statement', label: 'agreements.signature.statement', format: 'JSON' },
] as const;

/** A signature: when, by whose certificate, and the three files by which it is checked without the portal; and the report of its check. */
export function SignatureDetails({ actId, mark }: { actId: string; mark: SignatureMark }) {
  const t = useT();
  const language = useLanguage();
  const checked = useCheckedSignature(actId, mark.id);
  const [reading, setReading] = useState(false);
  return (
    <div className="signature">
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
            {PARTS.map(({ part, label, format }) => (
              <a href={`/api/agreements/${actId}/signatures/${mark.id}/${part}`} download key={part}>
                {t(label)} <small className="faint">{format}</small>
              </a>
            ))}
          </p>
          <p className="note soft">{t('agreements.signature.about')}</p>
          {checked && (
            <Button size="small" icon="shield" onClick={() => setReading(true)}>
              {t('verify.card.report')}
            </Button>
          )}
        </div>
      </Disclosure>
      {reading && checked && (
        <Dialog title={t('verify.card.report')} onClose={() => setReading(false)}>
          <div className="verify-signature-head">
            <h3>{checked.statement?.signer.fullName ?? mark.certificateOwner}</h3>
            <SignatureState verdict={checked.verdict} />
          </div>
          <SignatureReport signature={checked} />
          <DialogFoot>
            <Button onClick={() => setReading(false)}>{t('ui.close')}</Button>
            <span className="push" />
            <Button icon="print" onClick={() => window.print()}>
              {t('agreements.card.print')}
            </Button>
          </DialogFoot>
        </Dialog>
      )}
    </div>
  );
}
