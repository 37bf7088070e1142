import { Injectable } from '@nestjs/common';

/** When bodies end their working days, by id: `HH:MM` in Astana. */
export type Closings = ReadonlyMap<string, string>;

/** The room that keeps the hours of bodies. @returns of every body that was asked for */
export type ClosingKeeper = (bodyIds: readonly string[]) => Promise<Closings>;

/** When the working days of bodies end, and with them their terms; the room that keeps the hours says so at boot. */
@Injectable()
export class ClosingTimes {
  private keeper: ClosingKeeper | undefined;

  keptBy(keeper: ClosingKeeper): void {
    this.keeper = keeper;
  }

  async of(bodyIds: readonly string[]): Promise<Closings> {
    if (!this.keeper) throw new Error('No room keeps the hours of bodies.');
    return this.keeper(bodyIds);
  }

  async ofBody(bodyId: string): Promise<string> {
    return closingOf(await this.of([bodyId]), bodyId);
  }
}

/** @throws Error for a body that was not asked for */
export function closingOf(closings: Closings, bodyId: string): string {
  const closes = closings.get(bodyId);
  if (closes === undefined) throw new Error('The hours of this body were not asked for.');
  return closes;
}
