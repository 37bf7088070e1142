import { Courier } from '#agreements';
import {
  type Delivery,
  type EdmsWayBody,
  type HandOverSettings,
  handOverSettings,
  inboxPage,
} from '#contracts';
import type { Answer, FakeClock } from '#testing';
import { type Act, AUTHOR } from './act.fixture.js';
import { TestEdms } from './edms.fixture.js';
import { openOffice, submissionOf, type Worker } from './office.fixture.js';
import { expectStatus, type Person, Portal, parsed } from './portal.fixture.js';

/** What opens the EDMS, as it goes over the wire. */
export const TOKEN = Buffer.from('сөз-2026').toString('base64');

/** The developer body hands its packages over to an EDMS, which it has set no way to yet. */
export class HandOver {
  private constructor(
    readonly portal: Portal,
    readonly edms: TestEdms,
    /** Carries nothing by itself; a test that ends it puts the next one here. */
    public worker: Worker,
    private readonly clock: FakeClock,
  ) {}

  static async start(clock: FakeClock): Promise<HandOver> {
    const edms = await TestEdms.start();
    edms.token = TOKEN;
    const portal = await Portal.start(clock, { EDMS_HOSTS: `${edms.host}, edms.example.kz` });
    await openOffice(portal);
    await portal.giveDuty('developer.colleague', 'coordinator');
    return new HandOver(portal, edms, await portal.startWorker(), clock);
  }

  async close(): Promise<void> {
    this.edms.release();
    await this.worker.close();
    await this.portal.close();
    await this.edms.stop();
  }

  /** Who sets the way. */
  coordinator(): Promise<Person> {
    return this.portal.as('developer.colleague');
  }

  /** Where the settings of the developer body lie. */
  get path(): string {
    return `/api/agreements/hand-over/${this.portal.known.bodyIds.developer}`;
  }

  async settings(): Promise<HandOverSettings> {
    const answer = await (await this.coordinator()).get(this.path);
    return parsed(handOverSettings, expectStatus(answer, 200));
  }

  /** Sets the way to the EDMS, right but for what is given; in place of the one that is kept now. */
  async setWay(parts: Partial<EdmsWayBody> = {}): Promise<Answer> {
    const way: EdmsWayBody = {
      revision: (await this.settings()).way?.revision ?? 0,
      kind: 'http',
      url: this.edms.url,
      auth: 'bearer',
      token: TOKEN,
      ca: '',
      folder: '',
      signedReceipts: false,
      ...parts,
    };
    return (await this.coordinator()).send('PUT', `${this.path}/edms`, way);
  }

  /** The initiator asks for it to be handed over. */
  async deliver(act: Act): Promise<void> {
    expectStatus(await (await this.portal.as(AUTHOR)).post(`${act.path}/delivery`), 200);
  }

  /** These packages wait as if none ever had been handed over. */
  async beginAnew(...acts: readonly Act[]): Promise<void> {
    this.edms.registered.clear();
    await this.portal.database.dataSource.query('DELETE FROM agreements.delivery');
    for (const act of acts) await this.deliver(act);
  }

  /** The worker carries what is due. */
  async carry(): Promise<void> {
    await this.worker.get(Courier).round();
  }

  async deliveryOf(act: Act): Promise<Delivery | null> {
    return (await submissionOf(act)).delivery;
  }

  /** Carries, and fails where that was not the attempt of this number. */
  async attempted(act: Act, attempts: number): Promise<Delivery> {
    await this.carry();
    const delivery = await this.deliveryOf(act);
    expect(delivery?.attempts).toBe(attempts);
    if (!delivery) throw new Error('Nothing is handed over.');
    return delivery;
  }

  /** Moves the clock to the next attempt, and makes it. */
  async nextAttempt(act: Act): Promise<Delivery> {
    const delivery = await this.deliveryOf(act);
    this.clock.set(delivery?.nextTryAt ?? '');
    this.portal.forgetSessions();
    return this.attempted(act, (delivery?.attempts ?? 0) + 1);
  }

  /** What the initiator is told about the act. */
  async newsOf(act: Act): Promise<string[]> {
    const answer = await (await this.portal.as(AUTHOR)).get('/api/inbox?limit=100&needs=information');
    return parsed(inboxPage, answer).items.flatMap(({ subjectId, verb }) =>
      subjectId === act.id ? [verb] : [],
    );
  }
}
