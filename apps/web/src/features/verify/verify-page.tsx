import { Link, useSearch } from '@tanstack/react-router';
import { MAX_VERIFIED_BYTES } from '#contracts';
import { SkipLink } from '../../app/frame';
import { Languages } from '../../app/languages';
import { formatSize } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { DropZone } from '../../ui/drop-zone';
import { Mark } from '../../ui/icon';
import { Progress } from '../../ui/progress';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState } from '../../ui/states';
import { Report } from './report';
import { SheetCodeForm, SheetPanel } from './sheet-panel';
import { Told } from './told';
import { useVerification } from './use-verification';
import '../../ui/styles/verify.css';

const ZONE = 'verify-files';

/** The public check: drop a container, or a document with its signature, and read in plain words what holds. */
export function VerifyPage() {
  const t = useT();
  const { c: code } = useSearch({ from: '/verify' });
  const verification = useVerification();
  const done = verification.state.at === 'done';
  return (
    <>
      <SkipLink />
      <div className="verify" id="top">
        <header className="verify-head">
          <Link className="mark" to="/login">
            <Mark />
            {t('app.name')}
          </Link>
          <Languages className="push" />
        </header>
        <main id="main" tabIndex={-1}>
          <h1 tabIndex={-1}>{t('verify.title')}</h1>
          {!done && <p className="prose soft">{t('verify.about')}</p>}
          {code !== undefined && !done && <SheetPanel code={code} key={code} />}
          <Work verification={verification} />
          {code === undefined && verification.state.at === 'empty' && <SheetCodeForm />}
        </main>
      </div>
    </>
  );
}

function Work({ verification }: { verification: ReturnType<typeof useVerification> }) {
  const t = useT();
  const language = useLanguage();
  const { state, check, cancel, clear } = verification;
  switch (state.at) {
    case 'empty':
      return (
        <DropZone
          id={ZONE}
          label={t('verify.files')}
          hint={t('verify.hint', { size: formatSize(language, MAX_VERIFIED_BYTES) })}
          error={state.fault}
          choose={t('verify.choose')}
          drop={t('verify.drop')}
          accept=""
          onFiles={check}
        />
      );
    case 'sending':
      return (
        <div className="verify-working">
          <p>
            <Told text={state.name} />
          </p>
          <Progress label={t('verify.sending')} share={state.share} />
          <Button onClick={cancel}>{t('verify.cancel')}</Button>
        </div>
      );
    case 'checking':
      return <Skeleton label={t('verify.checking')} />;
    case 'failed':
      return <ErrorState error={state.error} title={t('verify.failed')} onRetry={clear} />;
    case 'done':
      return (
        <>
          <Report report={state.report} name={state.name} />
          <div className="cluster verify-tools">
            <Button look="main" onClick={clear}>
              {t('verify.again')}
            </Button>
            <Button look="quiet" icon="print" onClick={() => window.print()}>
              {t('verify.print')}
            </Button>
          </div>
        </>
      );
  }
}
