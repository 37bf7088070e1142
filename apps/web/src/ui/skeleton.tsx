import { useT } from '../i18n/i18n';

/** Widths of lines, as a share of the page: a list of titles, not a pattern. */
const WIDTHS = ['18%', '92%', '84%', '88%', '71%', '90%'];

/** Stands where a list or a card will be; said once to screen readers. */
export function Skeleton({ label }: { label?: string }) {
  const t = useT();
  return (
    <div className="skeletons" aria-busy="true">
      <p className="visually-hidden" role="status">
        {label ?? t('ui.loading')}
      </p>
      {WIDTHS.map((width) => (
        <span className="skeleton" style={{ width }} key={width} />
      ))}
    </div>
  );
}
