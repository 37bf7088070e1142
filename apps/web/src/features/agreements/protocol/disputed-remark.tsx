import type { Language, ProtocolRow } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { pointWords } from '../remarks/point-words';
import { REMARK_KIND_WORDS } from '../remarks/remark-words';

interface DisputedRemarkProps {
  /** By which its fields are named, where it has any */
  number?: number;
  row: ProtocolRow | undefined;
  /** Of the act, in which it is written */
  lang: Language;
}

/** What is disputed: the kind of the remark, what of the text it is about, and its words. */
export function DisputedRemark({ number, row, lang }: DisputedRemarkProps) {
  const t = useT();
  if (!row) return null;
  const { kind, point, excerpt, remark } = row;
  return (
    <>
      <span className="remark-label">
        {number !== undefined && `${number}. `}
        {t(REMARK_KIND_WORDS[kind])}
        {point !== null && ` · ${pointWords(t, point)}`}
        {point === null && excerpt !== null && <span lang={lang}> · «{excerpt}»</span>}
      </span>
      <span className="said" lang={lang}>
        {remark}
      </span>
    </>
  );
}
