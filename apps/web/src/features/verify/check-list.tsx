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
        const asked = word ? t(word) : name;
        const look = RESULT_LOOKS[result];
        return (
          <li className={`check check-${look.tone}`} key={name}>
            <Icon name={look.icon} small />
            <span>
              {/* What holds is said by its tick; what does not must not read as if it did. */}
              {result === 'passed' ? (
                <>
                  {asked}
                  <VisuallyHidden>: {t(look.word)}</VisuallyHidden>
                </>
              ) : (
                t('verify.check.failedAs', { check: asked, result: t(look.word) })
              )}
              {code && <strong>{t(codeWord(code))}</strong>}
              {code && <span className="code soft">{code}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
