import { useBlocker } from '@tanstack/react-router';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Dialog, DialogFoot } from '../../../ui/dialog';

interface LeaveGuardProps {
  /** Something was typed, or a file is under way */
  unsaved: boolean;
  /** Asked at the moment of leaving: it is left because it was saved */
  leaving: () => boolean;
  /** Left without saving */
  onLeave: () => void;
  onSave: () => void;
}

/** Asks before a page with unsaved work is left. */
export function LeaveGuard({ unsaved, leaving, onLeave, onSave }: LeaveGuardProps) {
  const t = useT();
  const blocked = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && !leaving() && current.pathname !== next.pathname,
    enableBeforeUnload: () => unsaved && !leaving(),
    withResolver: true,
  });
  if (blocked.status !== 'blocked') return null;
  return (
    <Dialog title={t('agreements.leave.title')} onClose={blocked.reset}>
      <p>{t('agreements.leave.text')}</p>
      <DialogFoot>
        <Button
          onClick={() => {
            onLeave();
            blocked.proceed();
          }}
        >
          {t('agreements.leave.drop')}
        </Button>
        <span className="push" />
        <Button look="quiet" onClick={blocked.reset}>
          {t('agreements.leave.stay')}
        </Button>
        <Button
          look="main"
          data-first-focus
          onClick={() => {
            blocked.reset();
            onSave();
          }}
        >
          {t('agreements.form.save')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
