import type { LinkProps } from '@tanstack/react-router';
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

/** What serves all rooms, and pages about the portal itself: at the foot of the menu. */
export const SUPPORT = [
  { to: '/calendar', icon: 'calendar', label: 'calendar.title' },
  { to: '/map', icon: 'map', label: 'app.room.map' },
  { to: '/help', icon: 'help', label: 'app.room.help' },
] as const;
