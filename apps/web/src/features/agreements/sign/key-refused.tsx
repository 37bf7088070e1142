import { useT } from '../../../i18n/i18n';
import { Notice } from '../../../ui/notice';
import { ADVICE, signWords } from './sign-words';

/** What is wrong with a key, and what to do: nothing has been signed with it. */
export function KeyRefused({ code }: { code: string }) {
  const t = useT();
  const { what, advice } = signWords(code);
  return (
    <Notice tone="late" title={t(what)}>
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
