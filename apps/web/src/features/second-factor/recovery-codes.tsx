import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import '../../ui/styles/second-factor.css';

/** The recovery codes, the one time that they are shown. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useT();
  return (
    <div className="stack recovery-codes">
      <Notice tone="soon" title={t('factor.codesTitle')} alert>
        <p>{t('factor.codesText')}</p>
      </Notice>
      <ol className="code">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="cluster">
        <Button look="main" onClick={onDone}>
          {t('factor.codesKept')}
        </Button>
        <Button icon="print" onClick={() => window.print()}>
          {t('factor.print')}
        </Button>
      </div>
    </div>
  );
}
