import type { ReactNode } from 'react';
import './styles/remarks.css';

interface RemarkRowProps {
  ordinal: number;
  /** Whose it is, and the point of the act */
  from: ReactNode;
  status?: ReactNode;
  remark: { label: string; text: string };
  proposal: { label: string; text: string };
}

/** A remark with its proposal how to remove it (775:17.2), side by side. */
export function RemarkRow({ ordinal, from, status, remark, proposal }: RemarkRowProps) {
  return (
    <li className="remark">
      <div className="remark-head">
        <strong>{ordinal}</strong>
        {from}
        {status && <span className="push">{status}</span>}
      </div>
      <div className="remark-body">
        {[remark, proposal].map(({ label, text }) => (
          <div key={label}>
            <p className="remark-label">{label}</p>
            <p>{text}</p>
          </div>
        ))}
      </div>
    </li>
  );
}
