import type { LinkProps } from '@tanstack/react-router';
import type { SessionView } from '#contracts';
import type { MessageId } from '../i18n/ids';
import type { IconName } from '../ui/icon';

interface Room {
  to: LinkProps['to'];
  icon: IconName;
  label: MessageId;
  /** For the tab bar of a narrow screen */
  short: MessageId;
  /** What is done there, for the map of the portal */
  about: MessageId;
}

/** The rooms that there are, in the order of the menu. */
export const ROOMS = [
  {
    to: '/inbox',
    icon: 'work',
    label: 'app.room.inbox',
    short: 'app.room.inboxShort',
    about: 'app.mapInbox',
  },
  {
    to: '/agreements',
    icon: 'agree',
    label: 'app.room.agreements',
    short: 'app.room.agreementsShort',
    about: 'app.mapAgreements',
  },
  {
    to: '/directory',
    icon: 'user',
    label: 'app.room.directory',
    short: 'app.room.directoryShort',
    about: 'app.mapDirectory',
  },
] as const satisfies readonly Room[];

interface SupportPage extends Pick<Room, 'to' | 'icon' | 'label'> {
  /** Shown only to whom it is open */
  needs?: keyof SessionView['can'];
}

/** What serves all rooms, and pages about the portal itself: at the foot of the menu. */
const SUPPORT: readonly SupportPage[] = [
  { to: '/calendar', icon: 'calendar', label: 'calendar.title' },
  { to: '/record', icon: 'versions', label: 'record.title', needs: 'readRecord' },
  { to: '/map', icon: 'map', label: 'app.room.map' },
  { to: '/help', icon: 'help', label: 'app.room.help' },
];

/** Those of them that are open to the reader. */
export function supportFor(can: SessionView['can']): readonly SupportPage[] {
  return SUPPORT.filter(({ needs }) => needs === undefined || can[needs]);
}
