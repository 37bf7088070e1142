import type { IconName } from './icon-names';
import sprite from './icons.svg?no-inline';

export type { IconName };

/** An icon beside its word; it says nothing to a screen reader. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg className={small ? 'icon icon-small' : 'icon'} aria-hidden="true">
      <use href={`${sprite}#i-${name}`} />
    </svg>
  );
}

/** The portal's mark: қошқар мүйіз, two horns on one stem, an agreement. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path
        className="mark-horn"
        d="M12 19.2V9.6C12 5.9 9.9 3.4 7 3.4c-2.4 0-4.2 1.8-4.2 4.1s1.5 3.8 3.5 3.8c1.6 0 2.7-1.1 2.7-2.5 0-1.2-.9-1.9-1.8-1.9M12 9.6c0-3.7 2.1-6.2 5-6.2 2.4 0 4.2 1.8 4.2 4.1s-1.5 3.8-3.5 3.8c-1.6 0-2.7-1.1-2.7-2.5 0-1.2.9-1.9 1.8-1.9"
      />
      <path className="mark-base" d="M7.5 21h9" />
    </svg>
  );
}
