import { type ReactNode, useId } from 'react';
import './styles/next-step.css';

interface NextStepProps {
  title: string;
  /** Until when, and what is known so far */
  note?: ReactNode;
  /** One filled button; the order's other outcomes beside it as plain ones */
  children: ReactNode;
}

/** What is awaited of the reader. Only where it is the reader's turn. */
export function NextStep({ title, note, children }: NextStepProps) {
  const heading = useId();
  return (
    <section className="next-step" aria-labelledby={heading}>
      <div>
        <h2 className="next-step-title" id={heading}>
          {title}
        </h2>
        {note && <div className="next-step-note soft">{note}</div>}
      </div>
      <div className="cluster">{children}</div>
    </section>
  );
}
