import type { AccountRequestState, AccountState } from '#contracts';
import { useT } from '../../i18n/i18n';
import { Status } from '../../ui/status';
import { ACCOUNT_LOOKS, REQUEST_LOOKS } from './account-words';

export function AccountStatus({ state }: { state: AccountState }) {
  const t = useT();
  const { words, tone, icon } = ACCOUNT_LOOKS[state];
  return (
    <Status tone={tone} icon={icon}>
      {t(words)}
    </Status>
  );
}

export function RequestStatus({ state }: { state: AccountRequestState }) {
  const t = useT();
  const { words, tone, icon } = REQUEST_LOOKS[state];
  return (
    <Status tone={tone} icon={icon}>
      {t(words)}
    </Status>
  );
}
