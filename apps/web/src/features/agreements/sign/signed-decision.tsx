import type { Decider, Language, Outcome, PersonRef, Remark } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { RemarkList } from '../card/remark-list';
import { OUTCOME_WORDS } from '../card/step-words';
import type { Prepared } from './prepare-signature';

/** What a body's signature says of the act; other signatures have no outcome. */
export interface Decision {
  outcome?: Outcome;
  reason?: string | null;
  remarks?: readonly Omit<Remark, 'id'>[];
}

/** The decision as the statement has it: what is read here is what is signed. */
export function decisionOf({ statement }: Prepared): Decision {
  return (JSON.parse(statement) as { decision: Decision }).decision;
}

/** The language of the act, in which its remarks are written. */
const actLanguageOf = ({ statement }: Prepared): Language =>
  (JSON.parse(statement) as { act: { language: Language } }).act.language;

/** In whose stead the signer signs, as the statement has it; null: as himself. */
export function principalOf({ statement }: Prepared): PersonRef | null {
  const { signer } = JSON.parse(statement) as { signer: Decider };
  return signer.onBehalfOf ?? null;
}

/** The outcome that is about to be signed, with its reason or its remarks (775:17-18). */
export function SignedDecision({ prepared }: { prepared: Prepared }) {
  const t = useT();
  const { outcome, reason, remarks = [] } = decisionOf(prepared);
  if (!outcome) return null;
  return (
    <section className="signed-decision" aria-label={t('sign.decision')}>
      <strong>{t(OUTCOME_WORDS[outcome])}</strong>
      {reason && <p className="said">{reason}</p>}
      {remarks.length > 0 && (
        <RemarkList
          remarks={remarks.map((remark) => ({ ...remark, id: String(remark.ordinal) }))}
          lang={actLanguageOf(prepared)}
        />
      )}
    </section>
  );
}
