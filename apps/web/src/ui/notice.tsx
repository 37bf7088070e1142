import { type ReactNode, useEffect, useRef } from 'react';
import { Icon, type IconName } from './icon';

type NoticeTone = 'live' | 'wait' | 'soon' | 'late';

const ICONS: Readonly<Record<NoticeTone, IconName>> = {
  live: 'info',
  wait: 'wait',
  soon: 'alert',
  late: 'alert',
};

interface NoticeProps {
  tone: NoticeTone;
  title: string;
  /** Another than that of its tone */
  icon?: IconName;
  /** An answer to what the person just did, not a standing remark: it takes the focus when it appears. */
  alert?: boolean;
  children?: ReactNode;
}

/** A few words that something is other than expected, and what can be done. */
export function Notice({ tone, title, icon = ICONS[tone], alert = tone === 'late', children }: NoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (alert) box.current?.focus();
  }, [alert]);
  return (
    <div
      className={`notice notice-${tone}`}
      role={alert ? 'alert' : undefined}
      tabIndex={alert ? -1 : undefined}
      ref={box}
    >
      <Icon name={icon} />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}
