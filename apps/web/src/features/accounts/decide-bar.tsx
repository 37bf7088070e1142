import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { DecideButtons } from './decide-buttons';

interface DecideBarProps {
  ids: readonly string[];
  all: readonly string[];
  onChoose: (ids: readonly string[]) => void;
}

/** What is done with the chosen requests. */
export function DecideBar({ ids, all, onChoose }: DecideBarProps) {
  const t = useT();
  const none = ids.length === 0;
  return (
    <div className="sign-bar" data-chosen={none ? undefined : ''}>
      <span className="soft">{t('accounts.chosen', { count: ids.length })}</span>
      <Button size="small" look="quiet" onClick={() => onChoose(ids.length === all.length ? [] : all)}>
        {t(ids.length === all.length ? 'accounts.chooseNone' : 'accounts.chooseAll')}
      </Button>
      {!none && <DecideButtons ids={ids} />}
    </div>
  );
}
