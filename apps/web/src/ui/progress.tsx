interface ProgressProps {
  /** What is under way */
  label: string;
  /** Share done, 0 to 1 */
  share: number;
}

/** Work with a known end, with its percent in figures. */
export function Progress({ label, share }: ProgressProps) {
  return (
    <span className="progress-line">
      <progress className="progress" aria-label={label} value={share} max={1} />
      <span className="note soft nowrap">{Math.floor(share * 100)}&nbsp;%</span>
    </span>
  );
}
