import type { RecordOverview } from '#contracts';
import { formatDateTime, formatNumber } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Notice } from '../../ui/notice';
import { Status } from '../../ui/status';

type Proof = NonNullable<RecordOverview['proof']>;

/** Whether the record holds, as the daily check found it; and the newest anchor. For the administrator. */
export function RecordProof({ proof: { check, anchor } }: { proof: Proof }) {
  const t = useT();
  const language = useLanguage();
  const when = (instant: string) => formatDateTime(language, instant);
  if (check?.fault) {
    return (
      <Notice tone="late" title={t('record.broken')} alert={false}>
        <p>
          {t('record.brokenText', { at: when(check.at), entries: formatNumber(language, check.entries) })}{' '}
          <span className="code">{placeOf(check.fault)}</span>
        </p>
      </Notice>
    );
  }
  return (
    <p className="cluster record-proof">
      {check ? (
        <Status tone="done" icon="shield">
          {t('record.holds', { at: when(check.at), entries: formatNumber(language, check.entries) })}
        </Status>
      ) : (
        <Status tone="idle" icon="clock">
          {t('record.unchecked')}
        </Status>
      )}
      <span className="note soft">
        {anchor ? t('record.anchor', { number: anchor.number, at: when(anchor.at) }) : t('record.noAnchor')}
      </span>
    </p>
  );
}

type Fault = NonNullable<NonNullable<Proof['check']>['fault']>;

/** As `./portal audit verify` names it: `changed 019d… 4`, `anchor_missing 12` */
function placeOf({ fault, subjectId, seq, anchor }: Fault): string {
  return [fault, subjectId, seq, subjectId === undefined ? anchor : undefined]
    .filter((part) => part !== undefined)
    .join(' ');
}
