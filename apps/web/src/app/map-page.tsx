import { Link } from '@tanstack/react-router';
import { useSession } from '../api/session';
import { useT } from '../i18n/i18n';
import { Crumbs, PageHead } from '../ui/page-head';
import { Section } from '../ui/section';
import { ROOMS, supportFor } from './rooms';

/** All that there is in the portal, each a link. */
export function MapPage() {
  const t = useT();
  const session = useSession();
  const { can } = session;
  return (
    <>
      <Crumbs here={t('app.room.map')} />
      <PageHead title={t('app.room.map')} note={t('app.mapText')} />
      {ROOMS.map(({ to, label, about }) => (
        <Section title={t(label)} key={to}>
          <p className="prose soft">{t(about)}</p>
          <ul className="link-list">
            <li>
              <Link to={to}>{t(label)}</Link>
            </li>
            {to === '/inbox' && (
              <li>
                <Link to="/inbox" search={{ needs: 'information' }}>
                  {t('app.mapInformation')}
                </Link>
              </li>
            )}
            {to === '/agreements' && can.createAct && (
              <li>
                <Link to="/agreements/new">{t('app.newAct')}</Link>
              </li>
            )}
          </ul>
        </Section>
      ))}
      <Section title={t('app.mapSupport')}>
        <ul className="link-list">
          <li>
            <Link to="/account">{t('account.title')}</Link>
          </li>
          <li>
            <Link to="/account/notices">{t('notices.title')}</Link>
          </li>
          {supportFor(session).map(
            ({ to, label }) =>
              to !== '/map' && (
                <li key={to}>
                  <Link to={to}>{t(label)}</Link>
                </li>
              ),
          )}
          <li>
            <Link to="/verify">{t('verify.title')}</Link>
          </li>
          <li>
            <Link to="/help" hash="signing">
              {t('app.helpSigning')}
            </Link>
          </li>
          <li>
            <Link to="/help" hash="keys">
              {t('app.keys')}
            </Link>
          </li>
          <li>
            <Link to="/help" hash="accessibility">
              {t('app.accessibility')}
            </Link>
          </li>
        </ul>
      </Section>
    </>
  );
}
