import { showLanguage, useLanguage, useT } from '../i18n/i18n';
import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/language';

/** Switches the language and stays on the page with all that was typed. */
export function Languages({ className = '' }: { className?: string }) {
  const t = useT();
  const language = useLanguage();
  return (
    <nav className={`languages ${className}`} aria-label={t('app.language')}>
      {LANGUAGES.map((one) => (
        <button
          type="button"
          key={one}
          lang={one}
          aria-current={one === language ? 'true' : undefined}
          onClick={() => void showLanguage(one)}
        >
          {LANGUAGE_NAMES[one]}
        </button>
      ))}
    </nav>
  );
}
