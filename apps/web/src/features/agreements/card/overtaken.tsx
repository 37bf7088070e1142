import type { ReactNode } from 'react';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';

interface OvertakenProps {
  /** What the form decides is no longer the reader's to decide */
  over: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A form that was open when its step was decided elsewhere: it says so and decides nothing; what was typed can be read. */
export function Overtaken({ over, onClose, children }: OvertakenProps) {
  const t = useT();
  return (
    <>
      {over && (
        <Notice tone="late" title={t('error.stepDecided')}>
          <p>{t('agreements.overtaken')}</p>
          <Button size="small" onClick={onClose}>
            {t('ui.close')}
          </Button>
        </Notice>
      )}
      <fieldset className="overtaken" disabled={over}>
        {children}
      </fieldset>
    </>
  );
}
