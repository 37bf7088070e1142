import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

const ICONS: Readonly<Record<NoticeTone, IconName>> = {
  live: 'info',
  soon: 'undo',
  late: 'alert',
  done: 'done',
};
type NoticeTone = 'live' | 'soon' | 'late' | 'done';

interface NoticeProps {
  tone: NoticeTone;
  title: string;
  /** Said by a screen reader when it appears: a refusal, not a standing remark */
  alert?: boolean;
  children?: ReactNode;
}

/** A few words that something is other than expected, and what can be done. */
export function Notice({ tone, title, alert = tone === 'late', children }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={alert ? 'alert' : undefined}>
      <Icon name={ICONS[tone]} />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}
