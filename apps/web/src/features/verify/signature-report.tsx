import type { CheckedSignature } from '#contracts';
import { formatActNumber, formatDateTime } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Disclosure } from '../../ui/disclosure';
import { Notice } from '../../ui/notice';
import { Fact, Facts } from '../../ui/section';
import { Status } from '../../ui/status';
import { OUTCOME_WORDS } from '../agreements/card/step-words';
import { CheckList } from './check-list';
import {
  CLOCK_WORDS,
  codeWord,
  isStatement,
  namedChecks,
  plainName,
  STATE_LOOKS,
  stepWord,
} from './verify-words';
import '../../ui/styles/verify.css';
import { Told } from './told';
import { isolated } from './told-text';

/** Valid, not valid, not known yet: icon, word and colour. */
export function SignatureState({ verdict }: { verdict: CheckedSignature['verdict'] }) {
  const t = useT();
  const { tone, icon, word } = STATE_LOOKS[verdict];
  return (
    <Status tone={tone} icon={icon} tag>
      {t(word)}
    </Status>
  );
}

/** One signature in plain words: who, for which body, when and by whose clock, what it covers, and each check. */
export function SignatureReport({ signature }: { signature: CheckedSignature }) {
  const t = useT();
  const { verdict, code, about, changed } = signature;
  const checks = namedChecks(signature);
  const passed = checks.every(({ result }) => result === 'passed');
  return (
    <div className="signature-report">
      {code && verdict !== 'VALID' && (
        <Notice tone={verdict === 'INVALID' ? 'late' : 'wait'} title={t(codeWord(code))} alert={false}>
          {changed.length > 0 ? (
            <ChangedNames paths={changed} />
          ) : (
            verdict === 'INDETERMINATE' && t('verify.waitText')
          )}
          {about && t('verify.earlier', { name: isolated(about) })}
        </Notice>
      )}
      <Signer signature={signature} />
      <Covered signature={signature} />
      <Disclosure
        summary={passed ? t('verify.checksPassed', { count: checks.length }) : t('verify.checks')}
        open={!passed}
      >
        <CheckList checks={checks} />
      </Disclosure>
    </div>
  );
}

function ChangedNames({ paths }: { paths: readonly string[] }) {
  const t = useT();
  return (
    <ul>
      {paths.map((path) => (
        <li key={path}>{isStatement(path) ? t('verify.statement') : <Told text={plainName(path)} />}</li>
      ))}
    </ul>
  );
}

function Signer({ signature: { signer, statement, signedAt } }: { signature: CheckedSignature }) {
  const t = useT();
  const language = useLanguage();
  return (
    <Facts inline>
      {signer && (
        <>
          <Fact name={t('verify.certificate')}>
            <Told text={signer.name} />
          </Fact>
          {signer.organisation && (
            <Fact name={t('verify.organisation')}>
              <Told text={signer.organisation} />
            </Fact>
          )}
          {signer.bin && <Fact name={t('verify.bin')}>{signer.bin}</Fact>}
          <Fact name={t('verify.serial')}>
            <span className="code">{signer.serial}</span>
          </Fact>
        </>
      )}
      {signedAt && (
        <Fact name={t('verify.when')}>
          <time dateTime={signedAt.at}>
            {t(CLOCK_WORDS[signedAt.clock], { time: formatDateTime(language, signedAt.at) })}
          </time>
        </Fact>
      )}
      {statement && <Said statement={statement} />}
    </Facts>
  );
}

/** What the signer states by the signature: his own words, and named so. */
function Said({ statement }: { statement: NonNullable<CheckedSignature['statement']> }) {
  const t = useT();
  const language = useLanguage();
  const { act, signer, step, decision } = statement;
  const word = stepWord(step.kind);
  const outcome = Object.entries(OUTCOME_WORDS).find(([name]) => name === decision.outcome)?.[1];
  const said = [word && t(word), outcome && t(outcome)].filter(Boolean).join(': ');
  return (
    <>
      <Fact name={t('verify.saysName')}>
        <Told text={signer.fullName} />
      </Fact>
      <Fact name={t('verify.saysPost')}>
        <Told text={signer.post[language]} />
      </Fact>
      {signer.onBehalfOf && (
        <Fact name={t('verify.saysInStead')}>
          <Told text={`${signer.onBehalfOf.fullName}, ${signer.onBehalfOf.post[language]}`} />
        </Fact>
      )}
      <Fact name={t('verify.saysBody')}>
        <Told text={signer.body.name[language]} />
      </Fact>
      {said && <Fact name={t('verify.saysWhat')}>{said}</Fact>}
      <Fact name={t('verify.saysAct')}>
        <Told text={act.number ? `${formatActNumber(act.number)} ${act.title}` : act.title} />
      </Fact>
    </>
  );
}

function Covered({ signature: { covers, changed } }: { signature: CheckedSignature }) {
  const t = useT();
  return (
    <div className="covered">
      <h4>{t('verify.covers')}</h4>
      <ul>
        {covers.map((path) => (
          <li key={path}>
            {isStatement(path) ? t('verify.statement') : <Told text={plainName(path)} />}
            {changed.includes(path) && (
              <Status tone="late" icon="alert">
                {t('verify.changed')}
              </Status>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
