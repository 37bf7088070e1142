import type { PortalClient } from '../portal-client.js';
import type { Server } from './instance.js';
import { ask, Connection, requireSuccess, type WireRequest, wireRequest } from './load.js';
import type { Rounds, Side } from './race.js';
import { median } from './report.js';

/** A portal, and who reads its lists. */
export interface ListSide {
  readonly server: Server;
  readonly readers: readonly PortalClient[];
}

/** Of one question in a round, one after the other: with fewer, figures of some ms differ by a third from run to run. */
const TIMES = 15;
const SIDES: readonly Side[] = ['portal', 'floor'];

/**
 * Ms that the first page and the next take the reader whom they take longest: medians of a few times, of each round but the
 * first. Each time both sides are asked, one after the other: what else the machine does slows one as much as the other.
 */
export async function listTimes(
  sides: Readonly<Record<Side, ListSide>>,
  path: string,
  rounds: number,
): Promise<Rounds> {
  const requests = { portal: await pagesOf(sides.portal, path), floor: await pagesOf(sides.floor, path) };
  const connections = {
    portal: await Connection.open(sides.portal.server.port),
    floor: await Connection.open(sides.floor.server.port),
  };
  const times: Record<Side, number[]> = { portal: [], floor: [] };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const slowest = { portal: 0, floor: 0 };
      for (let place = 0; place < Math.max(...SIDES.map((side) => requests[side].length)); place += 1) {
        const taken: Record<Side, number[]> = { portal: [], floor: [] };
        for (let time = 0; time < TIMES; time += 1) {
          for (const side of time % 2 === 0 ? SIDES : SIDES.toReversed()) {
            const request = requests[side][place];
            if (request) taken[side].push(await msOf(connections[side], request));
          }
        }
        for (const side of SIDES) {
          if (taken[side].length > 0) slowest[side] = Math.max(slowest[side], median(taken[side]));
        }
      }
      if (round > 0) for (const side of SIDES) times[side].push(slowest[side]);
    }
    return times;
  } finally {
    for (const side of SIDES) connections[side].close();
  }
}

/** The first page of each reader, and the next, if there is one. */
async function pagesOf({ server, readers }: ListSide, path: string): Promise<WireRequest[]> {
  const requests: WireRequest[] = [];
  for (const { headers } of readers) {
    const first = wireRequest('GET', `/api/${path}`, headers);
    requests.push(first);
    const cursor: string | null = JSON.parse((await ask(server.port, first)).toString()).nextCursor ?? null;
    if (cursor) {
      const after = `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
      requests.push(wireRequest('GET', `/api/${path}${after}`, headers));
    }
  }
  return requests;
}

async function msOf(connection: Connection, request: WireRequest): Promise<number> {
  const start = performance.now();
  requireSuccess(await connection.exchange(request));
  return performance.now() - start;
}
