import type { ReactNode } from 'react';
import { useT } from '../../i18n/i18n';
import { Checkbox } from '../../ui/choice';
import type { Choice } from './use-choice';

interface ChoiceBarProps {
  choice: Choice;
  /** How choosing all of them at once is called */
  all: (count: number) => string;
  /** What is done with the chosen */
  children: ReactNode;
}

/** Chooses many items, to do the same with all of them. */
export function ChoiceBar({ choice, all, children }: ChoiceBarProps) {
  const t = useT();
  const { chosen, items, most } = choice;
  const possible = Math.min(items.length, most);
  return (
    <div className="sign-bar" data-chosen={chosen.length > 0 ? '' : undefined}>
      <Checkbox label={all(possible)} checked={chosen.length >= possible} onChange={choice.toggleAll} />
      {chosen.length >= most && <span className="note soft">{t('inbox.signMost', { count: most })}</span>}
      <span className="push" />
      {chosen.length > 0 && children}
    </div>
  );
}
