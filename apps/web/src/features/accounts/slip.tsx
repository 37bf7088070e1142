import type { ActivationSlip } from '#contracts';
import { formatDateTime } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Dialog, DialogFoot } from '../../ui/dialog';
import { Fact, Facts } from '../../ui/section';
import '../../ui/styles/accounts.css';

/** What is handed to the owner of an account: shown once, to be printed. */
export function Slip({ slip, onClose }: { slip: ActivationSlip; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  return (
    <Dialog title={t('accounts.slip')}>
      <div className="stack">
        <p className="prose">{t('accounts.slipText', { address: `${location.host}/activate` })}</p>
        <Facts>
          <Fact name={t('account.fullName')}>{slip.fullName}</Fact>
          <Fact name={t('account.body')}>{slip.body.name[language]}</Fact>
          <Fact name={t('session.login')}>
            <span className="code">{slip.login}</span>
          </Fact>
          <Fact name={t('accounts.code')}>
            <span className="code slip-code">{slip.code}</span>
          </Fact>
          <Fact name={t('accounts.until')}>{formatDateTime(language, slip.expiresAt)}</Fact>
        </Facts>
        <p className="note soft slip-once">{t('accounts.slipOnce')}</p>
      </div>
      <DialogFoot>
        <Button icon="print" onClick={() => window.print()}>
          {t('factor.print')}
        </Button>
        <Button look="main" onClick={onClose}>
          {t('accounts.slipDone')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
