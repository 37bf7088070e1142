import type { ReactNode } from 'react';
import type { ActCard, Language, Remark } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { RemarkRow } from '../../../ui/remark-row';
import { Status } from '../../../ui/status';
import { pointWords } from '../remarks/point-words';
import { REMARK_KIND_WORDS, REMARK_STATE_WORDS, REMARK_TONES } from '../remarks/remark-words';

interface RemarkListProps {
  remarks: readonly Remark[];
  /** Of the act, in which they are written */
  lang: Language;
  /** Whose they are, where the list does not stand under it already */
  from?: ReactNode;
  /** How it stands with each, where they are being talked about */
  states?: ActCard['remarkStates'];
}

/** Remarks, each with its proposal (775:17.2). */
export function RemarkList({ remarks, lang, from, states = {} }: RemarkListProps) {
  const t = useT();
  return (
    <ol>
      {remarks.map((one) => (
        <RemarkRow
          key={one.id}
          lang={lang}
          ordinal={one.ordinal}
          from={
            <>
              {from}
              <span>{t(REMARK_KIND_WORDS[one.kind])}</span>
              {one.point && <span>{pointWords(t, one.point)}</span>}
            </>
          }
          status={<State state={states[one.id]} />}
          remark={{ label: t('agreements.remark'), text: one.text }}
          proposal={{ label: t('agreements.proposal'), text: one.proposal }}
        />
      ))}
    </ol>
  );
}

function State({ state }: { state: ActCard['remarkStates'][string] | undefined }) {
  const t = useT();
  if (!state) return null;
  return (
    <Status tone={REMARK_TONES[state]} icon="remark">
      {t(REMARK_STATE_WORDS[state])}
    </Status>
  );
}
