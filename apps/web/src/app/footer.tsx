import { Link } from '@tanstack/react-router';
import { formatTime, formatWeekdayDate } from '../i18n/format';
import { useLanguage, useT } from '../i18n/i18n';
import { useNow } from '../ui/use-now';
import { Languages } from './languages';

export function Footer() {
  const t = useT();
  return (
    <footer className="foot">
      <Link to="/map">{t('app.room.map')}</Link>
      <Link to="/help">{t('app.room.help')}</Link>
      <Link to="/verify">{t('verify.title')}</Link>
      <Link to="/help" hash="keys">
        {t('app.keys')}
      </Link>
      <Link to="/help" hash="accessibility">
        {t('app.accessibility')}
      </Link>
      <Languages className="languages-narrow push" />
      <AstanaTime />
      <a href="#top">{t('app.top')}</a>
    </footer>
  );
}

function AstanaTime() {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  return (
    <span className="languages-wide push">
      {t('app.astana', { time: `${formatWeekdayDate(language, now)}, ${formatTime(now)}` })}
    </span>
  );
}
