import { Injectable } from '@nestjs/common';
import { type Actor, Clock, Sql } from '#kernel';
import { type Browser, readUserAgent } from '../sessions/user-agent.js';
import { OwnNewsTeller } from './own-news.js';

/** A place from which nobody has signed in for so long is forgotten. */
const REMEMBERED_MS = 180 * 86_400_000;
const MAPPED = /^::ffff:/i;

/**
 * From where each account is signed in to: browser, system and network. An owner is told of one that is new; not of the
 * first, and not of what comes before any browser has (the tools of whoever sets the portal up).
 */
@Injectable()
export class KnownPlaces {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly news: OwnNewsTeller,
  ) {}

  /** Somebody has signed in; in the open transaction, in which nobody else does so to this account. */
  async enter(actor: Actor, place: { userAgent: string; address: string }): Promise<void> {
    const browser = readUserAgent(place.userAgent);
    const row = await this.sql.row<{ isNew: boolean }>(
      `WITH known AS (
         SELECT EXISTS (SELECT FROM directory.known_place WHERE account_id = $1 AND browser <> '') AS "any"),
       entered AS (
         INSERT INTO directory.known_place (account_id, browser, system, network, last_seen_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (account_id, browser, system, network) DO UPDATE SET last_seen_at = excluded.last_seen_at
         RETURNING xmax = 0 AS fresh)
       SELECT fresh AND known."any" AS "isNew" FROM entered, known`,
      [
        actor.accountId,
        browser.browser ?? '',
        browser.system ?? '',
        networkOf(place.address),
        this.clock.now(),
      ],
    );
    if (!row?.isNew) return;
    await this.news.tell({
      employeeId: actor.employeeId,
      verb: 'signed_in_anew',
      subjectId: actor.accountId,
      kind: 'place',
      title: placeText(browser, place.address),
    });
  }

  async clearOld(): Promise<void> {
    await this.sql.execute('DELETE FROM directory.known_place WHERE last_seen_at < $1', [
      new Date(this.clock.now().getTime() - REMEMBERED_MS),
    ]);
  }
}

/** The network of an address as far as a change of it is news: 24 bits of IPv4, 48 of IPv6; empty for none. */
export function networkOf(address: string): string {
  const bare = address.replace(MAPPED, '');
  return bare.includes('.') ? bare.split('.').slice(0, 3).join('.') : bare.split(':').slice(0, 3).join(':');
}

/** "Firefox, Windows, 10.1.2.3"; what the browser does not say is left out. */
function placeText({ browser, system }: Browser, address: string): string {
  const known = [browser, system, address.replace(MAPPED, '')].filter((part) => part !== null && part !== '');
  return known.length > 0 ? known.join(', ') : '?';
}
