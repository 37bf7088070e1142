import type { ReactNode } from 'react';
import { SkipLink } from '../../app/frame';
import { Languages } from '../../app/languages';
import { useT } from '../../i18n/i18n';
import { Mark } from '../../ui/icon';
import '../../ui/styles/login.css';

interface LoginFrameProps {
  title: string;
  beside?: ReactNode;
  below?: ReactNode;
  children: ReactNode;
}

/** Around a page on which nobody is signed in yet: the mark, the languages, and one panel with its heading. */
export function LoginFrame({ title, beside, below, children }: LoginFrameProps) {
  const t = useT();
  return (
    <>
      <SkipLink />
      <div className="login">
        <header className="login-head">
          <span className="mark">
            <Mark />
            {t('app.name')}
          </span>
          <Languages className="push" />
        </header>
        <main id="main" tabIndex={-1}>
          <div className="login-panel">
            <h1 tabIndex={-1}>{title}</h1>
            {children}
          </div>
          {beside}
        </main>
        {below}
      </div>
    </>
  );
}
