import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type pg from 'pg';
import { signDetached } from '#certification-centre';
import { MAX_FILE_BYTES, type Preparation } from '#contracts';
import { newId } from '#kernel';
import type { PortalClient } from '../portal-client.js';
import type { Server } from './instance.js';
import { ask, jsonRequest, runLoad, type WireRequest, wireRequest } from './load.js';
import { forgetPeak, MEGABYTE, peakMemory } from './memory.js';
import { race, type Side } from './race.js';
import { cost, type Figure, speed } from './report.js';
import { BULK, type SigningBrowser } from './signing-browser.js';
import type { People } from './templates.js';

/** How much is asked. */
export interface Effort {
  readonly acts: number;
  /** Of each server, after one to warm up; an odd number. */
  readonly rounds: number;
  /** Of a round of reading. */
  readonly seconds: number;
  /** In a round. */
  readonly cards: number;
  readonly dispatches: number;
  readonly uploads: number;
  /** Of twenty acts signed in the browser, and of as many without; an odd number. */
  readonly bulks: number;
}

const READERS = 32;
const WRITERS = 16;
const UPLOADERS = 4;
/** As many signatures are sent at the same time as the browser sends. */
const SENT_AT_ONCE = 3;
/** 0.7 of the bare server's speed, and eight uploads at once in this many MB. */
const AIM = 0.7;
const MEMORY_AIM = 300;
const UPLOADS_AT_ONCE = 8;
/** Different cards that are read. */
const READ_CARDS = 500;

/** Measures the portal and the bare server by turns, so that whatever else the machine does meets both. */
export class Figures {
  constructor(
    private readonly servers: Readonly<Record<Side, Server>>,
    private readonly people: People,
    private readonly database: pg.Client,
    private readonly effort: Effort,
    /** Where each server puts what is uploaded. */
    private readonly folders: Readonly<Record<Side, string>>,
  ) {}

  inbox(): Promise<Figure> {
    const { unitHead } = this.people;
    return this.read('inbox list', [reading(unitHead, '/api/inbox?needs=action')]);
  }

  list(): Promise<Figure> {
    return this.read('act list', [reading(this.people.initiator, '/api/agreements?limit=25')]);
  }

  async card(): Promise<Figure> {
    // Copies: the demo's own acts also stand where the bare server knows nothing of, as with the Office.
    const { rows } = await this.database.query<{ id: string }>(
      "SELECT id FROM agreements.draft_act WHERE title LIKE '% № %' ORDER BY md5(id::text) LIMIT $1",
      [READ_CARDS],
    );
    const { initiator } = this.people;
    return this.read(
      'act card',
      rows.map(({ id }) => reading(initiator, `/api/agreements/${id}`)),
    );
  }

  async createCard(): Promise<Figure> {
    const { initiator, card } = this.people;
    const newCard = () => {
      const id = newId();
      return { id, request: jsonRequest('/api/agreements', initiator.headers, { ...card, id }) };
    };
    await this.requireSameWork(async (side) => {
      const { id, request } = newCard();
      return { actId: id, answer: await ask(this.servers[side].port, request) };
    });
    const rounds = await race(this.effort.rounds, async (side) => {
      const requests = Array.from({ length: this.effort.cards }, () => newCard().request);
      const { seconds } = await this.run(side, WRITERS, requests);
      return requests.length / seconds;
    });
    return speed('create card', 'requests/s', rounds, AIM);
  }

  /** Preparing and signing are timed; making the signatures in between, which is the browser's work, is not. */
  async signAndDispatch(): Promise<Figure> {
    await this.requireSameWork(async (side) => {
      const [step = { id: '', actId: '' }] = await this.openSteps(1);
      const { port } = this.servers[side];
      const prepared = await ask(port, this.preparing(step.id));
      return { actId: step.actId, answer: await ask(port, this.signing(step.id, prepared)) };
    });
    const rounds = await race(this.effort.rounds, async (side) => {
      const steps = await this.openSteps(this.effort.dispatches);
      const prepared: WireRequest[] = [];
      const preparing = await this.run(
        side,
        WRITERS,
        steps.map(({ id }) => this.preparing(id)),
        (answer, place) => prepared.push(this.signing(steps[place]?.id ?? '', answer)),
      );
      const signing = await this.run(side, WRITERS, prepared);
      return steps.length / (preparing.seconds + signing.seconds);
    });
    return speed('sign and dispatch', 'dispatches/s', rounds, null);
  }

  /**
   * From the click that signs to the last result. The floor is a program that does the same at the same portal: it makes
   * as many signatures and sends as many at once, without a page.
   */
  async signInBrowser(browser: SigningBrowser): Promise<Figure> {
    const rounds = await race(this.effort.bulks, (side) =>
      side === 'portal' ? browser.signTwenty() : this.signWithoutPage(),
    );
    return cost(`signing ${BULK} acts in the browser`, 's', rounds, null);
  }

  private async signWithoutPage(): Promise<number> {
    const steps = await this.openSteps(BULK);
    const prepared: { stepId: string; answer: Buffer }[] = [];
    await this.run(
      'portal',
      SENT_AT_ONCE,
      steps.map(({ id }) => this.preparing(id)),
      (answer, place) => prepared.push({ stepId: steps[place]?.id ?? '', answer }),
    );
    const { seconds } = await runLoad({
      port: this.servers.portal.port,
      concurrency: SENT_AT_ONCE,
      next: () => {
        const one = prepared.shift();
        return one && this.signing(one.stepId, one.answer);
      },
    });
    return seconds;
  }

  async upload(): Promise<Figure> {
    const form = new UploadForm(this.people.initiator);
    const rounds = await race(this.effort.rounds, async (side) => {
      const uploads = Array.from({ length: this.effort.uploads }, () => form.request());
      const { seconds } = await this.run(side, UPLOADERS, uploads);
      await this.clearUploads(side);
      return (uploads.length * MAX_FILE_BYTES) / MEGABYTE / seconds;
    });
    return speed('upload of 60 MB', 'MB/s', rounds, AIM);
  }

  /** Of processes that have done all the rest before. */
  async uploadMemory(): Promise<Figure> {
    const form = new UploadForm(this.people.initiator);
    const peak = async (side: Side) => {
      const { pid } = this.servers[side];
      const uploads = Array.from({ length: UPLOADS_AT_ONCE }, () => form.request());
      forgetPeak(pid);
      await this.run(side, UPLOADS_AT_ONCE, uploads);
      await this.clearUploads(side);
      return peakMemory(pid);
    };
    const peaks = { portal: [await peak('portal')], floor: [await peak('floor')] };
    return cost(`peak memory, ${UPLOADS_AT_ONCE} uploads`, 'MB', peaks, MEMORY_AIM);
  }

  private async read(name: string, requests: readonly WireRequest[]): Promise<Figure> {
    for (const request of requests) await this.requireSameBytes(name, request);
    const rounds = await race(this.effort.rounds, async (side) => {
      const end = performance.now() + this.effort.seconds * 1000;
      let place = 0;
      const load = await runLoad({
        port: this.servers[side].port,
        concurrency: READERS,
        next: () => (performance.now() < end ? requests[place++ % requests.length] : undefined),
      });
      return load.requests / load.seconds;
    });
    return speed(name, 'requests/s', rounds, AIM);
  }

  private run(
    side: Side,
    concurrency: number,
    requests: readonly WireRequest[],
    onAnswer?: (answer: Buffer, place: number) => void,
  ): Promise<{ requests: number; seconds: number }> {
    const queue = [...requests];
    return runLoad({
      port: this.servers[side].port,
      concurrency,
      next: () => queue.shift(),
      onAnswer: ({ body }, place) => onAnswer?.(body, place),
    });
  }

  private async requireSameBytes(name: string, request: WireRequest): Promise<void> {
    const portal = await ask(this.servers.portal.port, request);
    const floor = await ask(this.servers.floor.port, request);
    requireSame(name, portal.toString(), floor.toString());
  }

  /** Both sides do the same to an act of their own: the same answer but for ids, times and numbers, and as many rows. */
  private async requireSameWork(
    work: (side: Side) => Promise<{ actId: string; answer: Buffer }>,
  ): Promise<void> {
    const [portal, floor] = [await work('portal'), await work('floor')];
    requireSame('the answers', withoutOwn(portal.answer), withoutOwn(floor.answer));
    requireSame('the rows', await this.rowsOf(portal.actId), await this.rowsOf(floor.actId));
  }

  private async rowsOf(actId: string): Promise<string> {
    const { rows } = await this.database.query(
      `SELECT (SELECT count(*) FROM agreements.act_version WHERE act_id = $1) AS versions,
         (SELECT count(*) FROM agreements.review JOIN agreements.act_version version ON version.id = version_id
          WHERE act_id = $1) AS reviews,
         (SELECT count(*) FROM agreements.route_step WHERE act_id = $1) AS steps,
         (SELECT count(*) FROM inbox.task WHERE subject_id = $1) AS tasks,
         (SELECT count(*) FROM inbox.task WHERE subject_id = $1 AND closed_at IS NULL) AS open,
         (SELECT count(*) FROM signing.signature WHERE subject_id = $1) AS signatures,
         (SELECT count(*) FROM kernel.audit_entry WHERE subject_id = $1) AS entries,
         (SELECT count(*) FROM kernel.live_event WHERE subject_id = $1) AS events`,
      [actId],
    );
    return JSON.stringify(rows[0]);
  }

  /** Steps that wait for the signature of the head. */
  private async openSteps(count: number): Promise<{ id: string; actId: string }[]> {
    const { rows } = await this.database.query<{ id: string; actId: string }>(
      `SELECT id, act_id AS "actId" FROM agreements.route_step
       WHERE kind = 'developer_signature' AND state = 'open' ORDER BY id LIMIT $1`,
      [count],
    );
    if (rows.length < count) throw new Error('There are not enough acts to sign.');
    return rows;
  }

  private preparing(stepId: string): WireRequest {
    return jsonRequest(`/api/agreements/steps/${stepId}/prepare`, this.people.head.headers, {});
  }

  private signing(stepId: string, prepared: Buffer): WireRequest {
    const { id, manifest } = JSON.parse(prepared.toString()) as Preparation;
    const signature = signDetached(Buffer.from(manifest, 'base64'), this.people.headsKey);
    return jsonRequest(`/api/agreements/steps/${stepId}/sign`, this.people.head.headers, {
      preparationId: id,
      signature: signature.toString('base64'),
    });
  }

  /** As if nobody had uploaded them: one person may not have as many without a document. */
  private async clearUploads(side: Side): Promise<void> {
    await this.database.query('DELETE FROM files.stored_file WHERE attached_at IS NULL');
    rmSync(this.folders[side], { recursive: true, force: true });
  }
}

/** As long as a browser's: a server looks for it in every byte. */
const BOUNDARY = '----WebKitFormBoundary7MA4YWxkTrZu0gWk';

/** Forms with a file of the largest size allowed, of contents of their own; all but the beginning is in memory once. */
class UploadForm {
  private readonly rest: Buffer;
  private readonly headers: Readonly<Record<string, string>>;

  constructor({ headers }: PortalClient) {
    this.headers = { ...headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
    const file = randomBytes(MAX_FILE_BYTES - this.beginning().length);
    file.write('\n%%EOF\n', file.length - 7);
    this.rest = Buffer.concat([file, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  }

  request(): WireRequest {
    const head = Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="Қосымша.pdf"\r\n` +
        'content-type: application/pdf\r\n\r\n',
    );
    return wireRequest('POST', '/api/files', this.headers, [head, this.beginning(), this.rest]);
  }

  private beginning(): Buffer {
    return Buffer.from(`%PDF-1.7\n% ${newId()}\n`);
  }
}

function reading({ headers }: PortalClient, path: string): WireRequest {
  return wireRequest('GET', path, headers);
}

/** @throws Error that shows where the two part: then it is not the same that is measured */
export function requireSame(what: string, portal: string, floor: string): void {
  if (portal === floor) return;
  const at = [...portal].findIndex((letter, index) => letter !== floor[index]);
  const part = (text: string) => text.slice(Math.max(0, at - 100), at + 100);
  throw new Error(`${what} differ at ${at}:\n${part(portal)}\n${part(floor)}`);
}

/** An answer without what differs between two acts: ids, instants, numbers, and what only a checked signature tells. */
function withoutOwn(answer: Buffer): string {
  return answer
    .toString()
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'id')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'instant')
    .replace(/ҮҚ-\d+-\d+| № \d+/g, 'number')
    .replace(/("certificate(?:Serial|Owner)"):"[^"]*"/g, '$1');
}
