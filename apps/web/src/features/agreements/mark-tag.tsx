import { useT } from '../../i18n/i18n';
import { Status } from '../../ui/status';

/** "For official use" (775:3); `tag` gives it a surface, at the head of a card. */
export function MarkTag({ tag = false }: { tag?: boolean }) {
  const t = useT();
  return (
    <Status tone="soon" icon="lock" tag={tag}>
      {t('agreements.mark')}
    </Status>
  );
}
