import { Clock } from '#kernel';

const MS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/** A clock that stands still until the test moves it. */
export class FakeClock extends Clock {
  private instant: Date;

  /** @param instant ISO 8601; by default a Saturday, 14 March 2026, 10:00 in Astana */
  constructor(instant = '2026-03-14T05:00:00.000Z') {
    super();
    this.instant = new Date(instant);
  }

  override now(): Date {
    return new Date(this.instant);
  }

  /** @param instant ISO 8601 */
  set(instant: string): void {
    this.instant = new Date(instant);
  }

  advance(by: Partial<Record<keyof typeof MS, number>>): void {
    const units = Object.keys(MS) as (keyof typeof MS)[];
    const ms = units.reduce((sum, unit) => sum + (by[unit] ?? 0) * MS[unit], 0);
    this.instant = new Date(this.instant.getTime() + ms);
  }
}
