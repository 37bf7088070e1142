import type { ReactNode } from 'react';
import type { Nearness } from '../i18n/deadline';
import { describeDeadline } from '../i18n/deadline';
import { useLanguage, useT } from '../i18n/i18n';
import { Icon, type IconName } from './icon';
import { useNow } from './use-now';

export type Tone = 'done' | 'late' | 'soon' | 'live' | 'idle' | 'turn';

interface StatusProps {
  tone: Tone;
  icon?: IconName;
  /** On a surface of its own: the state of a whole document. */
  tag?: boolean;
  children: ReactNode;
}

/** A state: icon, word and colour together. */
export function Status({ tone, icon, tag = false, children }: StatusProps) {
  return (
    <span className={`status status-${tone}${tag ? ' tag' : ''}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

const LOOKS: Readonly<Record<Nearness, { tone: Tone; icon: IconName }>> = {
  late: { tone: 'late', icon: 'overdue' },
  today: { tone: 'soon', icon: 'today' },
  soon: { tone: 'idle', icon: 'clock' },
  later: { tone: 'idle', icon: 'calendar' },
  none: { tone: 'idle', icon: 'calendar' },
};

/** A term in words; it keeps pace with the clock. */
export function Deadline({ dueAt }: { dueAt: string | null }) {
  const t = useT();
  const language = useLanguage();
  const { nearness, words } = describeDeadline(t, language, dueAt, useNow());
  return (
    <Status tone={LOOKS[nearness].tone} icon={LOOKS[nearness].icon}>
      {words}
    </Status>
  );
}
