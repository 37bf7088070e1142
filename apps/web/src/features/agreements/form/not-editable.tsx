import { Link } from '@tanstack/react-router';
import { useT } from '../../../i18n/i18n';
import { ERROR_WORDS } from '../../../i18n/words';
import { buttonClass } from '../../../ui/button';
import { Blank } from '../../../ui/states';

/** The draft was sent meanwhile, or is another's. */
export function NotEditable({ id }: { id: string }) {
  const t = useT();
  return (
    <Blank icon="lock" title={t('agreements.form.notEditable')} text={t(ERROR_WORDS.ACT_NOT_EDITABLE)}>
      <Link className={buttonClass()} to="/agreements/$id" params={{ id }}>
        {t('agreements.form.toCard')}
      </Link>
    </Blank>
  );
}
