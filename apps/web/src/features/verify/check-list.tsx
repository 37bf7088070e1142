import type { CheckedSignature } from '#contracts';
import { useT } from '../../i18n/i18n';
import { VisuallyHidden } from '../../ui/hidden';
import { Icon } from '../../ui/icon';
import { checkWord, codeWord, RESULT_LOOKS } from './verify-words';

/** The named checks in their order: each with its result and, where it was not passed, why. */
export function CheckList({ checks }: { checks: CheckedSignature['checks'] }) {
  const t = useT();
  return (
    <ul className="check-list">
      {checks.map(({ name, result, code }) => {
        const word = checkWord(name);
        const look = RESULT_LOOKS[result];
        return (
          <li className={`check check-${look.tone}`} key={name}>
            <Icon name={look.icon} small />
            <span>
              {word ? t(word) : name}
              <VisuallyHidden>: {t(look.word)}</VisuallyHidden>
              {code && <strong>{t(codeWord(code))}</strong>}
              {code && <span className="code soft">{code}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
