import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { CheckedSignature } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Notice } from '../../../ui/notice';
import { signaturesQuery } from '../agreements-queries';

/** The signatures of the shown version, checked anew when the card is opened. */
function useSignatures(actId: string, enabled = true) {
  const { version = null } = useSearch({ from: '/frame/agreements/$id' });
  return useQuery({ ...signaturesQuery(actId, version), enabled });
}

/** What the check found of one signature; undefined while it is under way. */
export function useCheckedSignature(
  actId: string,
  signatureId: string,
): { signature: CheckedSignature | undefined; failed: boolean } {
  const { data, isError } = useSignatures(actId);
  const signature = data?.signatures.find(({ name }) => name === signatureId);
  // A signature that was given after the check will be in the next one.
  return { signature, failed: isError };
}

/** Above the card, where something that was signed is no more what was signed. */
export function SignatureAlarm({ actId, signed }: { actId: string; signed: boolean }) {
  const t = useT();
  const { data } = useSignatures(actId, signed);
  const broken = data?.signatures.filter(({ verdict }) => verdict === 'INVALID') ?? [];
  if (broken.length === 0) return null;
  return (
    <Notice tone="late" title={t('verify.card.alarm')} alert={false}>
      {t('verify.card.alarmText', { count: broken.length })}
    </Notice>
  );
}
