import { type ReactNode, useId } from 'react';

interface SectionProps {
  title: string;
  /** A figure or a few words after the title */
  count?: ReactNode;
  /** A link or a button at the right */
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of a page under its own heading. */
export function Section({ title, count, aside, children }: SectionProps) {
  const heading = useId();
  return (
    <section className="section" aria-labelledby={heading}>
      <div className="section-head">
        <h2 id={heading}>{title}</h2>
        {count !== undefined && <span className="count">{count}</span>}
        {aside && <span className="push">{aside}</span>}
      </div>
      {children}
    </section>
  );
}

/** Requisites: names and values. `inline` puts them side by side. */
export function Facts({ inline = false, children }: { inline?: boolean; children: ReactNode }) {
  return <dl className={inline ? 'facts facts-row' : 'facts'}>{children}</dl>;
}

/** One requisite. Inside inline Facts the pair shares a row. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A person with the post under the name. */
export function Person({ name, post }: { name: string; post: string }) {
  return (
    <span className="person">
      {name}
      <span>{post}</span>
    </span>
  );
}
