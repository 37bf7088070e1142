import type { OwnSession } from '#contracts';
import { formatMoment } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { Button } from '../../ui/button';
import { focusLost } from '../../ui/page-head';
import { Fact, Facts, Section } from '../../ui/section';
import { useErrorWords } from '../../ui/states';
import { Status } from '../../ui/status';
import { toast, toastFailure } from '../../ui/toast';
import { useNow } from '../../ui/use-now';
import { useEndOthers, useEndSession } from './account-queries';
import { sessionName } from './session-words';

const WAY_WORDS = {
  password: 'account.byPassword',
  ldap: 'account.byLdap',
  certificate: 'account.byCertificate',
  provider: 'account.byProvider',
} as const satisfies Record<OwnSession['way'], MessageId>;

/** Where the reader is signed in; what is not his he ends. */
export function OwnSessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const t = useT();
  return (
    <Section title={t('account.sessions')} count={sessions.length}>
      <div className="account-part stack">
        <p className="prose soft">{t('account.sessionsText')}</p>
        <ul className="session-list">
          {sessions.map((session) => (
            <SessionRow session={session} key={session.id} />
          ))}
        </ul>
        {sessions.length > 1 ? <EndOthers /> : <p className="note soft">{t('account.onlyHere')}</p>}
      </div>
    </Section>
  );
}

function SessionRow({ session }: { session: OwnSession }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const moment = (instant: string) => formatMoment(language, instant, now);
  return (
    <li>
      <div className="session-head">
        <h3>{sessionName(t, session)}</h3>
        {session.current ? (
          <Status tone="done" icon="check">
            {t('account.here')}
          </Status>
        ) : (
          <EndOne session={session} />
        )}
      </div>
      <Facts inline>
        <Fact name={t('account.signedIn')}>{moment(session.signedInAt)}</Fact>
        <Fact name={t('account.way')}>
          {t(WAY_WORDS[session.way])}
          {session.certificateSerial !== null && <span className="code"> {session.certificateSerial}</span>}
          {session.secondFactor && ` ${t('account.andCode')}`}
        </Fact>
        <Fact name={t('account.lastSeen')}>{moment(session.lastSeenAt)}</Fact>
        {session.address !== '' && (
          <Fact name={t('account.address')}>
            <span className="code">{session.address}</span>
          </Fact>
        )}
      </Facts>
    </li>
  );
}

function EndOne({ session }: { session: OwnSession }) {
  const t = useT();
  const errorWords = useErrorWords();
  const end = useEndSession();
  const name = sessionName(t, session);
  return (
    <Button
      size="small"
      busy={end.isPending}
      aria-label={t('account.endNamed', { name })}
      onClick={() =>
        end.mutate(session, {
          onSuccess: () => toast(t('account.ended', { name })),
          onError: (error) => toastFailure(errorWords(error)),
          onSettled: focusLost,
        })
      }
    >
      {t('account.end')}
    </Button>
  );
}

function EndOthers() {
  const t = useT();
  const errorWords = useErrorWords();
  const end = useEndOthers();
  return (
    <div>
      <Button
        busy={end.isPending}
        onClick={() =>
          end.mutate(undefined, {
            onSuccess: ({ ended }) => toast(t('account.endedOthers', { count: ended })),
            onError: (error) => toastFailure(errorWords(error)),
            onSettled: focusLost,
          })
        }
      >
        {t('account.endOthers')}
      </Button>
    </div>
  );
}
