import { lazy, Suspense, useState } from 'react';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';

const KeySignInDialog = lazy(() => import('./key-sign-in-dialog'));

/** The other way in: a key instead of the password. */
export function KeySignIn({ onDone }: { onDone: () => void }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <div className="login-key">
      <Button icon="key" size="large" onClick={() => setOpen(true)}>
        {t('session.byKey')}
      </Button>
      {open && (
        <Suspense>
          <KeySignInDialog onDone={onDone} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
