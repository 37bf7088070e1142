import { useT } from '../../../i18n/i18n';
import { Notice } from '../../../ui/notice';
import { ADVICE, signWords } from './sign-words';

interface KeyRefusedProps {
  code: string;
  /** It takes the focus; not where the person is choosing among several */
  alert?: boolean;
}

/** What is wrong with a key, and what to do: nothing has been signed with it. */
export function KeyRefused({ code, alert = true }: KeyRefusedProps) {
  const t = useT();
  const { what, advice } = signWords(code);
  return (
    <Notice tone="late" title={t(what)} alert={alert}>
      <ul>
        {ADVICE[advice].map((word) => (
          <li key={word}>{t(word)}</li>
        ))}
      </ul>
      <p className="note faint">
        {t('ui.traceId')}: <span className="code">{code}</span>
      </p>
    </Notice>
  );
}
