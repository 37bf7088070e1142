import { Link } from '@tanstack/react-router';
import { useT } from '../i18n/i18n';
import { Crumbs, PageHead } from '../ui/page-head';
import { Section } from '../ui/section';
import { KeyTable } from './key-table';

const STEPS = ['app.helpStep1', 'app.helpStep2', 'app.helpStep3', 'app.helpStep4', 'app.helpStep5'] as const;

const SIGNING = ['app.helpSigning1', 'app.helpSigning2', 'app.helpSigning3', 'app.helpSigning4'] as const;

/** The journey of a draft, signing and checking, the keys, and accessibility. */
export function HelpPage() {
  const t = useT();
  return (
    <>
      <Crumbs here={t('app.room.help')} />
      <PageHead title={t('app.room.help')} />
      <Section title={t('app.helpJourney')}>
        <ol className="prose numbered">
          {STEPS.map((step) => (
            <li key={step}>{t(step)}</li>
          ))}
        </ol>
      </Section>
      <div id="signing" tabIndex={-1}>
        <Section title={t('app.helpSigning')}>
          <ul className="prose bulleted">
            {SIGNING.map((word) => (
              <li key={word}>{t(word)}</li>
            ))}
          </ul>
        </Section>
      </div>
      <Section title={t('verify.title')}>
        <p className="prose">{t('app.helpVerify')}</p>
        <p>
          <Link to="/verify">{t('verify.title')}</Link>
        </p>
      </Section>
      <div id="keys" tabIndex={-1}>
        <Section title={t('app.keys')}>
          <p className="prose">{t('app.helpKeysText')}</p>
          <KeyTable />
        </Section>
      </div>
      <div id="accessibility" tabIndex={-1}>
        <Section title={t('app.accessibility')}>
          <p className="prose">{t('app.helpAccessibilityText')}</p>
        </Section>
      </div>
    </>
  );
}
