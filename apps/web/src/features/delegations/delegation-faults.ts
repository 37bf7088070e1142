import type { DelegatedRoom, PersonItem } from '#contracts';
import type { MessageId } from '../../i18n/ids';

/** A delegation as it is being typed. */
export interface DelegationDraft {
  readonly forOther: boolean;
  readonly principal: PersonItem | null;
  readonly standIn: PersonItem | null;
  /** `YYYY-MM-DD`, or empty */
  readonly from: string;
  readonly to: string;
  readonly allRooms: boolean;
  readonly rooms: readonly DelegatedRoom[];
}

export const FIELDS = ['principal', 'standIn', 'from', 'to', 'rooms'] as const;
export type DelegationField = (typeof FIELDS)[number];

/** What is missing or wrong before the portal is asked. */
export function faultsOf(draft: DelegationDraft): Partial<Record<DelegationField, MessageId>> {
  const { forOther, principal, standIn, from, to, allRooms, rooms } = draft;
  return {
    ...(forOther && !principal && { principal: 'delegations.principalMissing' }),
    ...(!standIn && { standIn: 'delegations.standInMissing' }),
    ...(!from && { from: 'delegations.fromMissing' }),
    ...(!to ? { to: 'delegations.toMissing' } : to < from && { to: 'delegations.toBeforeFrom' }),
    ...(!allRooms && rooms.length === 0 && { rooms: 'delegations.roomsMissing' }),
  };
}
