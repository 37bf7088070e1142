import { useT } from '../../../i18n/i18n';
import { Icon } from '../../../ui/icon';

/** Before one acts: in whose stead. */
export function InStead({ name }: { name: string }) {
  const t = useT();
  return (
    <strong className="status status-live">
      <Icon name="user" />
      {t('person.actInStead', { name })}
    </strong>
  );
}
