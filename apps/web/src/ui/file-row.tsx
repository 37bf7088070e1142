import type { ReactNode } from 'react';
import type { FileRef } from '#contracts';
import { formatSize } from '../i18n/format';
import { useLanguage } from '../i18n/i18n';
import './styles/files.css';

/** A list of FileRow and what stands in its place. */
export function FileList({ children }: { children: ReactNode }) {
  return <ul className="files">{children}</ul>;
}

interface FileRowProps {
  file: Pick<FileRef, 'name' | 'format' | 'size'>;
  /** Where it is read; without it the name is plain */
  href?: string;
  /** In place of format and size: what is wrong, or progress */
  note?: ReactNode;
  children?: ReactNode;
}

/** A file: kind, name, format and size, then what can be done with it. */
export function FileRow({ file, href, note, children }: FileRowProps) {
  const language = useLanguage();
  const kind = file.format.toUpperCase();
  return (
    <li>
      <span className="file-kind" aria-hidden="true">
        {kind}
      </span>
      <span className="file-name">
        {href ? <a href={href}>{file.name}</a> : file.name}
        <small>{note ?? `${kind}, ${formatSize(language, file.size)}`}</small>
      </span>
      {children}
    </li>
  );
}
