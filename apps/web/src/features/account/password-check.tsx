import { useDeferredValue, useMemo, useState } from 'react';
import {
  PASSWORD_LENGTH,
  type PasswordFault,
  type PasswordOwner,
  passwordFaults,
  passwordLength,
} from '#contracts';
import { useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { VisuallyHidden } from '../../ui/hidden';
import { Icon } from '../../ui/icon';
import { Status, type Tone } from '../../ui/status';
import '../../ui/styles/account.css';

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

/** What judges a password, fetched when it is first needed; where it cannot be had, the server still judges. */
export function usePasswordKnowledge() {
  const [knowledge, setKnowledge] = useState<PasswordKnowledge | null>(null);
  const learn = () => {
    if (!knowledge) void import('./password-knowledge').then(setKnowledge, () => undefined);
  };
  return [knowledge, learn] as const;
}

/**
 * What is wrong with a new password so far, by the same rules as at the server.
 * @param current null where there is none yet
 * @param owner the same object while he is the same
 */
export function usePasswordFaults(
  next: string,
  current: string | null,
  owner: PasswordOwner,
  knowledge: PasswordKnowledge | null,
) {
  return useMemo(
    () => passwordFaults(next, current ?? '', owner, knowledge ? knowledge.isListed : () => false),
    [next, current, owner, knowledge],
  );
}

interface PasswordCheckProps {
  next: string;
  faults: readonly PasswordFault[];
  /** Null while it is on its way: the rule that needs it is not said to hold before. */
  knowledge: PasswordKnowledge | null;
  owner: PasswordOwner;
  /** There is none yet that it could be the same as. */
  isFirst?: boolean;
}

/** The rules beside what is typed, and how strong it is; all of it told here, nothing sent. */
export function PasswordCheck({ next, faults, knowledge, owner, isFirst = false }: PasswordCheckProps) {
  const t = useT();
  const typed = next !== '';
  const rules = RULES.filter(({ words }) => !isFirst || words !== 'account.ruleUnchanged');
  return (
    <div className="password-check">
      <ul>
        {rules.map(({ words, faults: breaking }) => {
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
        {typed && faults.length === 0 && knowledge && (
          <Strength next={next} owner={owner} knowledge={knowledge} />
        )}
      </div>
    </div>
  );
}

interface StrengthProps {
  next: string;
  owner: PasswordOwner;
  knowledge: PasswordKnowledge;
}

function Strength({ next, owner, knowledge }: StrengthProps) {
  const t = useT();
  const judged = useDeferredValue(next);
  const score = useMemo(
    () => knowledge.strengthOf(judged, [owner.login, ...owner.fullName.split(' ')]),
    [judged, knowledge, owner],
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
