import type { ActKind, Decider, Language, LocalizedText, Outcome, StepKind } from '#contracts';
import { formatActNumber, formatSize } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { ACT_KIND_WORDS, LANGUAGE_WORDS } from '../../../i18n/words';
import { Disclosure } from '../../../ui/disclosure';
import { Fact, Facts } from '../../../ui/section';
import { OUTCOME_WORDS, STEP_TITLES } from '../card/step-words';
import type { Prepared } from './prepare-signature';

/** What the signer states, as the portal writes it into what is signed. */
interface Statement {
  act: {
    kind: ActKind;
    title: string;
    language: Language;
    version: number;
    number: string | null;
    developerBody: { name: LocalizedText };
  };
  step: { kind: StepKind | 'disagreement_protocol' };
  decision: { outcome?: Outcome; reason?: string | null };
  signer: Decider & { body: { name: LocalizedText; bin: string } };
  files: readonly { name: string; size: number; sha256: string }[];
  earlier: readonly unknown[];
}

/** The statement in words: who decides what about which act and which files; the exact text that is signed under a fold. */
export function StatementInWords({ prepared }: { prepared: Prepared }) {
  const t = useT();
  const language = useLanguage();
  const { act, step, decision, signer, files, earlier } = JSON.parse(prepared.statement) as Statement;
  return (
    <div className="statement">
      <Facts inline>
        <Fact name={t('sign.says.what')}>
          {t(step.kind === 'disagreement_protocol' ? 'agreements.protocol' : STEP_TITLES[step.kind])}
          {decision.outcome && `: ${t(OUTCOME_WORDS[decision.outcome])}`}
          {decision.reason && <span className="said">{decision.reason}</span>}
        </Fact>
        <Fact name={t('agreements.fact.title')}>
          <span lang={act.language}>{act.title}</span>
        </Fact>
        <Fact name={t('agreements.fact.kind')}>
          {t(ACT_KIND_WORDS[act.kind])}, {t(LANGUAGE_WORDS[act.language])}
        </Fact>
        <Fact name={t('agreements.fact.number')}>
          {act.number ? formatActNumber(act.number) : t('inbox.noNumber')}
        </Fact>
        <Fact name={t('sign.says.version')}>{act.version + 1}</Fact>
        <Fact name={t('agreements.fact.developer')}>{act.developerBody.name[language]}</Fact>
        <Fact name={t('sign.says.signer')}>
          {signer.fullName}, {signer.post[language]}
        </Fact>
        {signer.onBehalfOf && (
          <Fact name={t('sign.says.inStead')}>
            {signer.onBehalfOf.fullName}, {signer.onBehalfOf.post[language]}
          </Fact>
        )}
        <Fact name={t('sign.organisation')}>
          {signer.body.name[language]}, {t('sign.bin')} {signer.body.bin}
        </Fact>
        {files.map(({ name, size, sha256 }) => (
          <Fact name={t('sign.says.file')} key={sha256 + name}>
            {name}, {formatSize(language, size)}
            <span className="code hash">{sha256}</span>
          </Fact>
        ))}
        <Fact name={t('sign.says.earlier')}>{earlier.length}</Fact>
        <Fact name={t('agreements.signature.time')}>{t('sign.says.time')}</Fact>
      </Facts>
      <Disclosure summary={t('sign.says.exact')}>
        <pre className="code exact">{readable(prepared.statement)}</pre>
      </Disclosure>
    </div>
  );
}

/** The statement is signed as canonical JSON, without a line break; it is shown with them. */
function readable(statement: string): string {
  return JSON.stringify(JSON.parse(statement), null, 2);
}
