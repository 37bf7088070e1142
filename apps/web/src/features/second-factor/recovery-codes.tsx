import { useState } from 'react';
import type { SessionView } from '#contracts';
import { formatDateTime } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Fact, Facts } from '../../ui/section';
import '../../ui/styles/second-factor.css';

interface RecoveryCodesProps {
  codes: readonly string[];
  /** Whose they are */
  owner: Pick<SessionView['employee'], 'login' | 'fullName'>;
  onDone: () => void;
}

/** The recovery codes, the one time that they are shown; on paper they say of which account, of which portal and of when. */
export function RecoveryCodes({ codes, owner, onDone }: RecoveryCodesProps) {
  const t = useT();
  const language = useLanguage();
  const [madeAt] = useState(() => new Date());
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
      <Facts>
        <Fact name={t('factor.codesOf')}>
          <span className="code">{owner.login}</span>, {owner.fullName}
        </Fact>
        <Fact name={t('factor.codesPortal')}>{location.host}</Fact>
        <Fact name={t('factor.codesMade')}>{formatDateTime(language, madeAt)}</Fact>
      </Facts>
      <p className="note soft">{t('factor.codesLast')}</p>
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
