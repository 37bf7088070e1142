import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EnrolledSession, Enrolment, PendingSignIn } from '#contracts';
import { api, ask } from '../../api/client';
import { enter, useSecondStep } from '../../api/session';
import { useT } from '../../i18n/i18n';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState } from '../../ui/states';
import { CODE, CodeForm } from './code-form';
import EnrolmentSteps from './enrolment-steps';
import { RecoveryCodes } from './recovery-codes';

interface SecondStepProps {
  pending: PendingSignIn;
  onDone: () => void;
  onRestart: () => void;
}

/** What is asked for after the password: a code, or first the setting up of an application. */
export default function SecondStep({ pending, onDone, onRestart }: SecondStepProps) {
  const t = useT();
  const step = useSecondStep();
  // The focus went with the field of the password.
  useEffect(() => document.getElementById(CODE)?.focus(), []);
  if (pending.needs === 'enrolment') {
    return <EnrolAtSignIn token={pending.token} onDone={onDone} onRestart={onRestart} />;
  }
  return (
    <CodeForm
      label={t('factor.code')}
      hint={t('factor.codeHint')}
      button={t('session.signIn')}
      onCode={async (code) => {
        await step.mutateAsync({ token: pending.token, code });
        onDone();
      }}
      onBack={onRestart}
      back={t('factor.restart')}
    />
  );
}

interface EnrolAtSignInProps {
  token: string;
  onDone: () => void;
  onRestart: () => void;
}

function EnrolAtSignIn({ token, onDone, onRestart }: EnrolAtSignInProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [enrolled, setEnrolled] = useState<EnrolledSession | null>(null);
  useEffect(() => {
    ask(api.POST('/api/session/enrolment', { body: { token } })).then(setEnrolment, setFailure);
  }, [token]);
  if (failure) return <ErrorState error={failure} onRetry={onRestart} />;
  if (enrolled) {
    // The session is entered only now: the codes would leave the screen with the form.
    const finish = () => void enter(queryClient, enrolled.session).then(onDone);
    return <RecoveryCodes codes={enrolled.codes} owner={enrolled.session.employee} onDone={finish} />;
  }
  if (!enrolment) return <Skeleton />;
  return (
    <div className="stack">
      <Notice tone="live" title={t('factor.required')}>
        <p>{t('factor.requiredText')}</p>
      </Notice>
      <EnrolmentSteps
        enrolment={enrolment}
        onCode={async (code) => {
          setEnrolled(await ask(api.POST('/api/session/enrolment/confirm', { body: { token, code } })));
        }}
        onBack={onRestart}
      />
    </div>
  );
}
