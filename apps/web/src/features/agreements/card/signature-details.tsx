import type { SignatureMark } from '#contracts';
import { formatDateTime } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Disclosure } from '../../../ui/disclosure';
import { Fact, Facts } from '../../../ui/section';

const PARTS = [
  { part: 'signature', label: 'agreements.signature.file' },
  { part: 'manifest', label: 'agreements.signature.manifest' },
  { part: 'statement', label: 'agreements.signature.statement' },
] as const;

/** A signature: when, by whose certificate, and the three files by which it is checked without the portal. */
export function SignatureDetails({ actId, mark }: { actId: string; mark: SignatureMark }) {
  const t = useT();
  const language = useLanguage();
  return (
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
      </div>
    </Disclosure>
  );
}
