import { type SubmitEvent, useMemo, useState } from 'react';
import { PASSWORD_FAULTS } from '#contracts';
import { ApiError } from '../../api/api-error';
import { useSession } from '../../api/session';
import { formatDateTime } from '../../i18n/format';
import { type Translate, useLanguage, useT } from '../../i18n/i18n';
import type { Language } from '../../i18n/language';
import { ERROR_WORDS } from '../../i18n/words';
import { Button } from '../../ui/button';
import { ErrorSummary, type Fault } from '../../ui/error-summary';
import { Section } from '../../ui/section';
import { useErrorWords } from '../../ui/states';
import { toast } from '../../ui/toast';
import { lockedWords } from '../session/locked-words';
import { PasswordField } from '../session/password-field';
import { useChangePassword } from './account-queries';
import { PasswordCheck, usePasswordFaults, usePasswordKnowledge } from './password-check';

const CURRENT = 'account-current';
const NEXT = 'account-next';

/** Changing one's own password; every other session ends with it. */
export function PasswordForm({ changedAt }: { changedAt: string | null }) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const { employee } = useSession();
  const change = useChangePassword();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [knowledge, learn] = usePasswordKnowledge();
  const owner = useMemo(
    () => ({
      ...employee,
      bodyNames: [employee.body.name, employee.body.shortName].flatMap((name) => Object.values(name)),
    }),
    [employee],
  );
  const broken = usePasswordFaults(next, current, owner, knowledge);
  const faultOf = (fieldId: string) => faults.find((fault) => fault.fieldId === fieldId)?.text;
  /** What was wrong with a field is over as soon as it is changed. */
  const changed = (fieldId: string) => setFaults((now) => now.filter((fault) => fault.fieldId !== fieldId));

  function tell(found: readonly Fault[]): void {
    setFaults(found);
    setAttempt((now) => now + 1);
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (change.isPending) return;
    const [fault] = broken;
    const found: Fault[] = [];
    if (current === '') found.push({ fieldId: CURRENT, text: t('account.currentMissing') });
    if (next === '') found.push({ fieldId: NEXT, text: t('account.nextMissing') });
    else if (fault) found.push({ fieldId: NEXT, text: t(ERROR_WORDS[fault]) });
    tell(found);
    if (found.length > 0) return;
    change.mutate(
      { current, next },
      {
        onSuccess: ({ ended }) => {
          setCurrent('');
          setNext('');
          toast(t('account.passwordDone', { count: ended }));
        },
        onError: (error) =>
          tell([
            {
              fieldId: isAboutNext(error) ? NEXT : CURRENT,
              text: currentWords(t, language, error) ?? errorWords(error),
            },
          ]),
      },
    );
  }

  return (
    <Section title={t('session.password')}>
      <div className="account-part stack">
        <p className="prose soft">
          {changedAt
            ? t('account.changedAt', { when: formatDateTime(language, changedAt) })
            : t('account.neverChanged')}
        </p>
        <form className="form" onSubmit={submit} noValidate>
          <ErrorSummary title={t('account.passwordFailed')} faults={faults} attempt={attempt} />
          {/* For password managers: whose password it is. */}
          <input type="text" name="username" autoComplete="username" value={employee.login} readOnly hidden />
          <PasswordField
            id={CURRENT}
            label={t('account.current')}
            autoComplete="current-password"
            value={current}
            onChange={(typed) => {
              setCurrent(typed);
              changed(CURRENT);
            }}
            error={faultOf(CURRENT)}
          />
          <PasswordField
            id={NEXT}
            label={t('account.next')}
            hint={t('account.nextHint')}
            autoComplete="new-password"
            value={next}
            onChange={(typed) => {
              setNext(typed);
              changed(NEXT);
            }}
            onFocus={learn}
            error={faultOf(NEXT)}
          />
          <PasswordCheck next={next} faults={broken} owner={owner} knowledge={knowledge} />
          <p className="note soft">{t('account.passwordEnds')}</p>
          <div className="form-foot">
            <Button type="submit" look="main" busy={change.isPending}>
              {t('account.change')}
            </Button>
          </div>
        </form>
      </div>
    </Section>
  );
}

const isAboutNext = (error: unknown): boolean =>
  error instanceof ApiError && PASSWORD_FAULTS.some((fault) => fault === error.code);

/** What is said of the present password: how many attempts are left, until when no more are taken. */
function currentWords(t: Translate, language: Language, error: unknown): string | null {
  if (!(error instanceof ApiError)) return null;
  const { attemptsLeft } = error.params;
  if (error.code === 'INVALID_CREDENTIALS' && typeof attemptsLeft === 'number') {
    return t('account.currentWrong', { count: attemptsLeft });
  }
  return lockedWords(t, language, error);
}
