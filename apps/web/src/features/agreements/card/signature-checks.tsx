import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { CheckedSignature } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Notice } from '../../../ui/notice';
import { Status } from '../../../ui/status';
import { isStatement, plainName, STATE_LOOKS, VERDICT_WORDS } from '../../verify/verify-words';
import { signaturesQuery } from '../agreements-queries';

/** The signatures of the shown version, checked anew when the card is opened. */
function useSignatures(actId: string, enabled = true) {
  const { version = null } = useSearch({ from: '/frame/agreements/$id' });
  return useQuery({ ...signaturesQuery(actId, version), enabled });
}

/** What the check found of one signature; undefined while it is under way. */
export function useCheckedSignature(actId: string, signatureId: string): CheckedSignature | undefined {
  const { data } = useSignatures(actId);
  // A signature that was given after the check will be in the next one.
  return data?.signatures.find(({ name }) => name === signatureId);
}

/** Beside the mark of a signature: whether it holds. */
export function SignatureMarkState({ actId, signatureId }: { actId: string; signatureId: string }) {
  const t = useT();
  const signature = useCheckedSignature(actId, signatureId);
  if (!signature) return null;
  const { tone, icon, word } = STATE_LOOKS[signature.verdict];
  return (
    <Status tone={tone} icon={icon}>
      {t(word)}
    </Status>
  );
}

/** Under the files: that all signatures hold, or how many do not and how many are waited for. */
export function SignaturesSummary({ actId, signed }: { actId: string; signed: boolean }) {
  const t = useT();
  const { data, isPending } = useSignatures(actId, signed);
  // Its place is kept while they are checked: what follows is being read already.
  if (signed && isPending) return <p className="signatures-summary">{'\u00a0'}</p>;
  if (!data || data.signatures.length === 0) return null;
  const verdicts = data.signatures.map(({ verdict }) => verdict);
  const worst = (['INVALID', 'INDETERMINATE'] as const).find((verdict) => verdicts.includes(verdict));
  const { tone, icon } = STATE_LOOKS[worst ?? 'VALID'];
  return (
    <p className="signatures-summary">
      <Status tone={tone} icon={icon}>
        {worst ? t(VERDICT_WORDS[worst]) : t('verify.verdictAll', { count: verdicts.length })}
      </Status>
    </p>
  );
}

/** Above the card, where something that was signed is no more what was signed. */
export function SignatureAlarm({ actId, signed }: { actId: string; signed: boolean }) {
  const t = useT();
  const { data } = useSignatures(actId, signed);
  const broken = data?.signatures.filter(({ verdict }) => verdict === 'INVALID') ?? [];
  if (broken.length === 0) return null;
  const changed = [...new Set(broken.flatMap((signature) => signature.changed))];
  const names = changed.map((path) => (isStatement(path) ? t('verify.statement') : plainName(path)));
  return (
    <Notice tone="late" title={t('verify.card.alarm')} alert={false}>
      <p>{t('verify.card.alarmText', { count: broken.length })}</p>
      {names.length > 0 && <p>{t('verify.card.alarmFiles', { names: names.join(', ') })}</p>}
    </Notice>
  );
}
