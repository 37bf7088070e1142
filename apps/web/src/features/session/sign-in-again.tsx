import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { forgetSession, sessionQuery, useSession } from '../../api/session';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Dialog, DialogFoot } from '../../ui/dialog';
import { KeySignIn } from './key-sign-in';
import { SignInForm } from './sign-in-form';

/** A session that ended while its owner was at work: the page stays under the dialog with all that was typed. */
export default function SignInAgain() {
  const t = useT();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { employee } = useSession();

  async function leave(): Promise<void> {
    forgetSession(queryClient);
    await router.navigate({ to: '/login' });
  }

  /** A key may be another person's: for him the page begins anew. */
  function confirm(): void {
    const now = queryClient.getQueryData(sessionQuery.queryKey);
    if (now?.employee.id !== employee.id) location.reload();
  }

  return (
    <Dialog title={t('app.again')}>
      <div className="stack">
        <p className="soft">{t('app.againText')}</p>
        <SignInForm login={employee.login} onDone={() => undefined} />
        <KeySignIn onDone={confirm} />
      </div>
      <DialogFoot>
        <Button look="quiet" onClick={() => void leave()}>
          {t('app.signOut')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
