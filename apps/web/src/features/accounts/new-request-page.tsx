import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import {
  type AccountCandidate,
  LONGEST_ACCOUNT_REASON,
  login as loginSchema,
  MOST_REQUESTS_AT_ONCE,
} from '#contracts';
import { ApiError } from '../../api/api-error';
import { useSession } from '../../api/session';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button, buttonClass } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { ErrorSummary, type Fault } from '../../ui/error-summary';
import { TextArea, TextField } from '../../ui/field';
import { Crumbs, PageHead } from '../../ui/page-head';
import { Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { Blank, ErrorState, useErrorWords } from '../../ui/states';
import { toast } from '../../ui/toast';
import { useSearchText } from '../../ui/use-search-text';
import { candidatesQuery, useAskForAccounts } from './accounts-queries';
import '../../ui/styles/accounts.css';

const PEOPLE = 'accounts-people';
const REASON = 'accounts-reason';
const loginId = (employeeId: string) => `login-${employeeId}`;

/** Asking for accounts for employees who have none: whom, under which login, and why. */
export function NewRequestPage() {
  const t = useT();
  const navigate = useNavigate();
  const { employee } = useSession();
  const errorWords = useErrorWords();
  const asking = useAskForAccounts();
  const [question, setQuestion] = useState('');
  const [text, setText] = useSearchText('', setQuestion);
  const { data, error, refetch } = useQuery({
    ...candidatesQuery(question),
    placeholderData: keepPreviousData,
  });
  const [chosen, setChosen] = useState<ReadonlyMap<string, AccountCandidate>>(new Map());
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const faultOf = (fieldId: string) => faults.find((fault) => fault.fieldId === fieldId)?.text;

  function choose(candidate: AccountCandidate, on: boolean): void {
    const next = new Map(chosen);
    if (on) next.set(candidate.employee.id, candidate);
    else next.delete(candidate.employee.id);
    setChosen(next);
    setFaults([]);
  }

  function tell(found: readonly Fault[]): void {
    setFaults(found);
    setAttempt((now) => now + 1);
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (asking.isPending) return;
    const items = [...chosen.values()].map(({ employee, login }) => ({ employeeId: employee.id, login }));
    const found: Fault[] = [];
    if (items.length === 0) found.push({ fieldId: PEOPLE, text: t('accounts.peopleMissing') });
    if (items.length > MOST_REQUESTS_AT_ONCE) {
      found.push({ fieldId: PEOPLE, text: t('accounts.tooMany', { most: MOST_REQUESTS_AT_ONCE }) });
    }
    for (const { employeeId, login } of items) {
      if (!loginSchema.safeParse(login).success) {
        found.push({ fieldId: loginId(employeeId), text: t('accounts.loginForm') });
      }
    }
    if (reason.trim() === '') found.push({ fieldId: REASON, text: t('accounts.groundMissing') });
    tell(found);
    if (found.length > 0) return;
    asking.mutate(
      { items, reason: reason.trim() },
      {
        onSuccess: ({ ids }) => {
          toast(t('accounts.asked', { count: ids.length }));
          void navigate({ to: '/accounts/requests' });
        },
        onError: (refusal) => {
          const taken = refusal instanceof ApiError ? refusal.params.login : undefined;
          const whose = items.find(({ login }) => login.toLowerCase() === taken);
          tell([{ fieldId: whose ? loginId(whose.employeeId) : PEOPLE, text: errorWords(refusal) }]);
        },
      },
    );
  }

  // Who was chosen stays in sight, whatever is looked for next.
  const shown = [
    ...chosen.values(),
    ...(data?.items.filter(({ employee }) => !chosen.has(employee.id)) ?? []),
  ];
  return (
    <>
      <Crumbs trail={[{ label: t('accounts.title'), to: '/accounts' }]} here={t('accounts.new')} />
      <PageHead title={t('accounts.new')} note={t('accounts.newText')} />
      <form className="stack" onSubmit={submit} noValidate>
        <ErrorSummary title={t('accounts.notAsked')} faults={faults} attempt={attempt} />
        <Section title={t('accounts.people')} count={chosen.size}>
          <TextField
            id={PEOPLE}
            label={t('accounts.searchPeople')}
            type="search"
            error={faultOf(PEOPLE)}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          {error && !data ? (
            <ErrorState error={error} onRetry={() => void refetch()} />
          ) : !data ? (
            <Skeleton />
          ) : shown.length === 0 ? (
            <Blank
              icon="user"
              title={t('accounts.nobody')}
              text={t(question ? 'accounts.nobodyFound' : 'accounts.nobodyText')}
            >
              <Link className={buttonClass()} to="/directory/bodies/$id" params={{ id: employee.body.id }}>
                {t('accounts.toDirectory')}
              </Link>
            </Blank>
          ) : (
            <ul className="candidates">
              {shown.map((candidate) => (
                <Candidate
                  candidate={candidate}
                  chosen={chosen.has(candidate.employee.id)}
                  error={faultOf(loginId(candidate.employee.id))}
                  onChoose={choose}
                  key={candidate.employee.id}
                />
              ))}
            </ul>
          )}
          {data?.more && <p className="note soft">{t('accounts.moreText')}</p>}
        </Section>
        <TextArea
          id={REASON}
          label={t('accounts.ground')}
          hint={t('accounts.groundHint')}
          rows={3}
          maxLength={LONGEST_ACCOUNT_REASON}
          error={faultOf(REASON)}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <div>
          <Button type="submit" look="main" busy={asking.isPending}>
            {t('accounts.ask')}
          </Button>
        </div>
      </form>
    </>
  );
}

interface CandidateProps {
  candidate: AccountCandidate;
  chosen: boolean;
  error: string | undefined;
  onChoose: (candidate: AccountCandidate, on: boolean) => void;
}

function Candidate({ candidate, chosen, error, onChoose }: CandidateProps) {
  const t = useT();
  const language = useLanguage();
  const { employee, login } = candidate;
  return (
    <li>
      <Checkbox
        checked={chosen}
        onChange={({ target }) => onChoose(candidate, target.checked)}
        label={
          <>
            {employee.fullName}
            <span className="note soft candidate-post">
              {employee.post[language]}, {employee.unit[language]}
            </span>
          </>
        }
      />
      {chosen && (
        <TextField
          id={loginId(employee.id)}
          label={t('session.login')}
          autoCapitalize="none"
          spellCheck={false}
          error={error}
          value={login}
          onChange={({ target }) => onChoose({ employee, login: target.value }, true)}
        />
      )}
    </li>
  );
}
