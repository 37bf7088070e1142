import type { LinkProps } from '@tanstack/react-router';
import type { Duty, SessionView } from '#contracts';
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
    icon: 'people',
    label: 'app.room.directory',
    short: 'app.room.directoryShort',
    about: 'app.mapDirectory',
  },
] as const satisfies readonly Room[];

interface SupportPage extends Pick<Room, 'to' | 'icon' | 'label'> {
  /** Shown only to whom it is open */
  needs?: keyof SessionView['can'];
  /** Only for who has one of these */
  duties?: readonly Duty[];
}

/** What serves all rooms, and pages about the portal itself: at the foot of the menu. */
const SUPPORT: readonly SupportPage[] = [
  { to: '/agreements/board', icon: 'chart', label: 'board.title', needs: 'seeBoard' },
  { to: '/accounts', icon: 'account', label: 'accounts.title', needs: 'keepAccounts' },
  { to: '/calendar', icon: 'calendar', label: 'calendar.title' },
  { to: '/delegations', icon: 'standin', label: 'delegations.title' },
  {
    to: '/duties',
    icon: 'duty',
    label: 'duties.title',
    duties: ['portal_administrator', 'authorised_body_officer', 'coordinator'],
  },
  {
    to: '/agreements/hand-over',
    icon: 'plug',
    label: 'handOver.title',
    duties: ['portal_administrator', 'coordinator'],
  },
  { to: '/record', icon: 'record', label: 'record.title', needs: 'readRecord' },
  { to: '/map', icon: 'map', label: 'app.room.map' },
  { to: '/help', icon: 'help', label: 'app.room.help' },
];

/** Whether a page stands in the menu by itself, though its address is under that of a room. */
export const isSupport = (pathname: string): boolean => SUPPORT.some(({ to }) => to === pathname);

/** Those of them that are open to the reader. */
export function supportFor({
  can,
  duties: own,
}: Pick<SessionView, 'can' | 'duties'>): readonly SupportPage[] {
  return SUPPORT.filter(
    ({ needs, duties }) =>
      (needs === undefined || can[needs]) &&
      (duties === undefined || duties.some((duty) => own.includes(duty))),
  );
}
