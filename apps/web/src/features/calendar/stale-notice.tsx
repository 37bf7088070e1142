import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';

/** Somebody else has changed the same meanwhile. */
export function StaleNotice({ title, onTakeNewer }: { title: string; onTakeNewer: () => void }) {
  const t = useT();
  return (
    <Notice tone="soon" title={title} alert>
      <p>{t('calendar.staleText')}</p>
      <Button size="small" onClick={onTakeNewer}>
        {t('calendar.takeNewer')}
      </Button>
    </Notice>
  );
}
