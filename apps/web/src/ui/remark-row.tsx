import type { ReactNode } from 'react';
import type { Language } from '#contracts';
import './styles/remarks.css';

interface RemarkRowProps {
  /** So that a link can lead there, and a key */
  id?: string;
  /** Of the texts */
  lang?: Language;
  ordinal: number;
  /** Whose it is, and the point of the act */
  from: ReactNode;
  status?: ReactNode;
  remark: { label: string; text: string };
  proposal: { label: string; text: string };
  /** What was said to it */
  children?: ReactNode;
}

/** A remark with its proposal how to remove it (775:17.2), side by side. */
export function RemarkRow({ id, lang, ordinal, from, status, remark, proposal, children }: RemarkRowProps) {
  return (
    <li className="remark" id={id} tabIndex={id ? -1 : undefined}>
      <div className="remark-head">
        <strong>{ordinal}</strong>
        {from}
        {status && <span className="push">{status}</span>}
      </div>
      <div className="remark-body">
        {[remark, proposal].map(({ label, text }) => (
          <div key={label}>
            <p className="remark-label">{label}</p>
            <p lang={lang}>{text}</p>
          </div>
        ))}
      </div>
      {children}
    </li>
  );
}
