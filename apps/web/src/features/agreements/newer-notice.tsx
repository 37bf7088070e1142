import type { ReactNode } from 'react';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';

interface NewerNoticeProps {
  /** That it was saved elsewhere meanwhile */
  title: string;
  /** What is saved there now */
  children: ReactNode;
  /** Where to see more of it */
  link?: ReactNode;
  onKeepMine: () => void;
  onTakeNewer: () => void;
}

/** What others saved while the form stood open is shown, and nobody writes over it unseen. */
export function NewerNotice({ title, children, link, onKeepMine, onTakeNewer }: NewerNoticeProps) {
  const t = useT();
  return (
    <Notice tone="soon" title={title} alert>
      {children}
      <div className="cluster notice-tools">
        {link}
        <Button size="small" onClick={onKeepMine}>
          {t('agreements.stale.keepMine')}
        </Button>
        <Button size="small" onClick={onTakeNewer}>
          {t('agreements.stale.takeNewer')}
        </Button>
      </div>
    </Notice>
  );
}
