import { useDeferredValue, useMemo } from 'react';
import { PASSWORD_LENGTH, type PasswordFault, passwordFaults, passwordLength } from '#contracts';
import { useSession } from '../../api/session';
import { useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { VisuallyHidden } from '../../ui/hidden';
import { Icon } from '../../ui/icon';
import { Status, type Tone } from '../../ui/status';

/** `./password-knowledge`, once it is here. */
export type PasswordKnowledge = typeof import('./password-knowledge');

/** The rules as they are told, each with the faults that break it. */
const RULES: readonly { words: MessageId; faults: readonly PasswordFault[] }[] = [
  { words: 'account.ruleLength', faults: ['PASSWORD_TOO_SHORT', 'PASSWORD_TOO_LONG'] },
  { words: 'account.ruleCommon', faults: ['PASSWORD_COMMON'] },
  { words: 'account.rulePersonal', faults: ['PASSWORD_PERSONAL'] },
  { words: 'account.ruleUnchanged', faults: ['PASSWORD_UNCHANGED'] },
];

const STRENGTHS: readonly { words: MessageId; tone: Tone }[] = [
  { words: 'account.strengthLow', tone: 'late' },
  { words: 'account.strengthLow', tone: 'late' },
  { words: 'account.strengthMiddle', tone: 'soon' },
  { words: 'account.strengthGood', tone: 'done' },
  { words: 'account.strengthHigh', tone: 'done' },
];

/** What is wrong with a new password so far, by the same rules as at the server. */
export function usePasswordFaults(next: string, current: string, knowledge: PasswordKnowledge | null) {
  const { employee } = useSession();
  return useMemo(() => {
    const bodyNames = [employee.body.name, employee.body.shortName].flatMap((name) => Object.values(name));
    return passwordFaults(
      next,
      current,
      { ...employee, bodyNames },
      knowledge ? knowledge.isListed : () => false,
    );
  }, [next, current, employee, knowledge]);
}

interface PasswordCheckProps {
  next: string;
  faults: readonly PasswordFault[];
  /** Null while it is on its way: the rule that needs it is not said to hold before. */
  knowledge: PasswordKnowledge | null;
}

/** The rules beside what is typed, and how strong it is; all of it told here, nothing sent. */
export function PasswordCheck({ next, faults, knowledge }: PasswordCheckProps) {
  const t = useT();
  const typed = next !== '';
  return (
    <div className="password-check">
      <ul>
        {RULES.map(({ words, faults: breaking }) => {
          const isKnown = typed && (knowledge !== null || words !== 'account.ruleCommon');
          const holds = isKnown && !breaking.some((fault) => faults.includes(fault));
          return (
            <li key={words} data-holds={holds || undefined}>
              <Icon name={holds ? 'check' : isKnown ? 'close' : 'unopened'} small />
              <span>
                {t(words, { ...PASSWORD_LENGTH, count: passwordLength(next) })}
                {isKnown && (
                  <VisuallyHidden> {t(holds ? 'account.ruleKept' : 'account.ruleBroken')}</VisuallyHidden>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      <div role="status">
        {typed && faults.length === 0 && knowledge && <Strength next={next} knowledge={knowledge} />}
      </div>
    </div>
  );
}

function Strength({ next, knowledge }: { next: string; knowledge: PasswordKnowledge }) {
  const t = useT();
  const { employee } = useSession();
  const judged = useDeferredValue(next);
  const score = useMemo(
    () => knowledge.strengthOf(judged, [employee.login, ...employee.fullName.split(' ')]),
    [judged, knowledge, employee],
  );
  const strength = STRENGTHS[score];
  return (
    strength && (
      <Status tone={strength.tone} icon="shield">
        {t(strength.words)}
      </Status>
    )
  );
}
