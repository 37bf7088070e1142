import { formatTime } from '../../../i18n/format';
import { useT } from '../../../i18n/i18n';
import { Notice } from '../../../ui/notice';
import { useNow } from '../../../ui/use-now';

/** This computer's clock differs from the portal's; said before anything is signed (775:62.3). */
export function ClockNotice({ skew }: { skew: number | null }) {
  const t = useT();
  const now = useNow();
  if (skew === null) return null;
  const count = Math.abs(skew);
  const portal = formatTime(new Date(now.getTime() - skew * 60_000));
  return (
    <Notice tone="soon" title={t(skew > 0 ? 'sign.clockAhead' : 'sign.clockBehind', { count })}>
      <p>{t('sign.clockText', { own: formatTime(now), portal })}</p>
    </Notice>
  );
}
