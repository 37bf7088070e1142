import { useT } from '../../../i18n/i18n';

/** The signature is being made and checked; the portal finishes it even if the page is closed. */
export function Working() {
  const t = useT();
  return (
    <div role="status">
      <p>{t('sign.working')}</p>
      <progress className="progress" aria-label={t('sign.working')} />
    </div>
  );
}
