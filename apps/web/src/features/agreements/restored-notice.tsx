import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';

/** Says that the form shows what was typed earlier, and offers to begin anew. */
export function RestoredNotice({ onDrop }: { onDrop: () => void }) {
  const t = useT();
  return (
    <Notice tone="live" title={t('agreements.restored.title')}>
      {t('agreements.restored.text')}{' '}
      <Button look="quiet" size="small" onClick={onDrop}>
        {t('agreements.restored.drop')}
      </Button>
    </Notice>
  );
}
