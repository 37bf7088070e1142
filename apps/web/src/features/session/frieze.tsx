const HORNS =
  'M12 21V9.6C12 5.9 9.9 3.4 7 3.4c-2.4 0-4.2 1.8-4.2 4.1s1.5 3.8 3.5 3.8c1.6 0 2.7-1.1 2.7-2.5 0-1.2-.9-1.9-1.8-1.9M12 9.6c0-3.7 2.1-6.2 5-6.2 2.4 0 4.2 1.8 4.2 4.1s-1.5 3.8-3.5 3.8c-1.6 0-2.7-1.1-2.7-2.5 0-1.2.9-1.9 1.8-1.9';

/** The ornament қошқар мүйіз, here and in the mark only. */
export function Frieze() {
  return (
    <svg className="frieze" aria-hidden="true">
      <defs>
        <pattern id="frieze" width="48" height="32" patternUnits="userSpaceOnUse">
          <path transform="translate(0 5)" d={HORNS} />
          <path transform="rotate(180 24 16) translate(0 5)" d={HORNS} />
          <path d="M0 1h48M0 31h48M12 26v5M36 6V1" />
        </pattern>
      </defs>
      <rect width="100%" height="32" fill="url(#frieze)" />
    </svg>
  );
}
