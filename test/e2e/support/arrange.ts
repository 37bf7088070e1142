import { openKeyStore } from '#certification-centre';
import type {
  BodyItem,
  FileRef,
  LetterDraft,
  Outcome,
  Protocols,
  RemarkRegister,
  SubmissionState,
} from '#contracts';
import { newId } from '#kernel';
import { eventually } from '#testing';
import type { PortalClient } from '../../../apps/cli/src/portal-client.js';
import { demoAct } from './files.js';
import { type ApprovingBody, bodyName, DEVELOPER, FINANCE, unitName } from './people.js';
import type { ChosenFile } from './person.js';
import { clientOf, KEY_PASSWORD, readKeyFile } from './portal.js';

const people = new Map<string, Promise<PortalClient>>();

/** Somebody at the portal's addresses; signs in once for all tests of a file. */
export function client(login: string): Promise<PortalClient> {
  const known = people.get(login) ?? clientOf(login);
  people.set(login, known);
  // Of a sign-in that failed the next test hears nothing.
  known.catch(() => people.delete(login));
  return known;
}

/** The initiator has accepted every remark on an act that has no answer yet (775:17.2); it is sent with the new version. */
export async function acceptRemarks(actId: string): Promise<void> {
  const initiator = await client(DEVELOPER.initiator);
  const address = `/api/agreements/${actId}/remarks`;
  const { items } = await initiator.get<RemarkRegister>(address);
  const remarks = items
    .filter(({ can, answerDraft }) => can.answer && answerDraft === null)
    .map(({ id, revision }) => ({ id, revision }));
  await initiator.put(`${address}/answers`, { remarks, position: 'accepted' });
}

/** An act put at its place of the route by the portal's own addresses, so that a test begins there in the browser. */
export class ArrangedAct {
  private constructor(
    readonly id: string,
    readonly title: string,
    /** Of its files, in the order of the card. */
    readonly fileIds: readonly string[],
  ) {}

  /** A draft with one file, the same for all unless some are given; it has not been sent. */
  static async draft(
    title: string,
    bodies: readonly ApprovingBody[] = [FINANCE],
    given: readonly Pick<ChosenFile, 'name' | 'buffer'>[] = [],
    officialUse = false,
  ): Promise<ArrangedAct> {
    const initiator = await client(DEVELOPER.initiator);
    const { units } = await initiator.structure();
    const { items } = await initiator.get<{ items: BodyItem[] }>('/api/directory/bodies');
    const [file] = demoAct('archive-group.kk').files;
    if (!file) throw new Error('The demo act has no files.');
    const chosen = given.length > 0 ? given : [{ name: file.name, buffer: await file.render() }];
    const attached: FileRef[] = [];
    for (const { name, buffer } of chosen) attached.push(await initiator.upload(name, buffer));
    const headOf = (kind: string) =>
      units.filter((unit) => unit.kind === kind).flatMap(({ employees }) => employees)[0]?.id ?? null;
    const { id } = await initiator.createAct({
      kind: 'prime_minister_order',
      language: 'kk',
      title,
      description: '',
      fileIds: attached.map(({ id }) => id),
      interestedUnitIds: units
        .filter(({ name }) => name.en === unitName('mdd-communications', 'en'))
        .map((unit) => unit.id),
      legalHeadId: headOf('legal'),
      bodyHeadId: headOf('leadership'),
      approvingBodyIds: bodies.map(
        ({ key }) => items.find(({ name }) => name.en === bodyName(key, 'en'))?.id ?? '',
      ),
      officialUse,
      route: null,
      internalTermDays: 3,
    });
    return new ArrangedAct(
      id,
      title,
      attached.map((one) => one.id),
    );
  }

  /** At the interested unit of the developer body. */
  async sent(): Promise<this> {
    await (await client(DEVELOPER.initiator)).sendAct(this.id);
    return this;
  }

  /** At the head of the legal service. */
  async atLegalHead(): Promise<this> {
    await this.sent();
    await this.decide(DEVELOPER.unitHead, 'agree');
    return this;
  }

  /** With its number, at the approving bodies. */
  async dispatched(): Promise<this> {
    await this.atLegalHead();
    for (const login of [DEVELOPER.legalHead, DEVELOPER.head]) await this.sign(login);
    return this;
  }

  /** Registered by the documentation service of a body. */
  async registered(body: ApprovingBody): Promise<this> {
    await this.decide(body.officer, 'register', { term: { workingDays: 5 } });
    return this;
  }

  /** At the executor of a body. */
  async assigned(body: ApprovingBody): Promise<this> {
    await this.registered(body);
    const head = await client(body.head);
    const executorId = (await client(body.executor)).session.employee.id;
    const { units } = await head.structure();
    const unit = units.find(({ employees }) => employees.some(({ id }) => id === executorId));
    await this.decide(body.head, 'assign', { responsibleUnitId: unit?.id, executorId });
    return this;
  }

  /** At the heads of the units of a body, with the outcome that the executor proposes. */
  async proposed(body: ApprovingBody, outcome: Outcome): Promise<this> {
    await this.assigned(body);
    const remarks = [{ point: '7', text: 'Мерзімі анық емес.', proposal: 'Нақты күнін қою.' }];
    await this.decide(body.executor, 'outcome', {
      outcome,
      reason: outcome === 'refused' ? 'Заңға қайшы.' : '',
      remarks: outcome === 'with_remarks' ? remarks : [],
    });
    return this;
  }

  /** Signed by the head of a body. */
  async settled(body: ApprovingBody, outcome: Outcome): Promise<this> {
    await this.proposed(body, outcome);
    await this.decide(body.unitHead, 'agree');
    await this.sign(body.head);
    return this;
  }

  /** Remarks of bodies are not accepted, and the bodies insist: protocols may be drawn up of them (775:21). */
  async insistedOn(bodies: readonly ApprovingBody[]): Promise<this> {
    for (const body of bodies) await this.settled(body, 'with_remarks');
    const address = `/api/agreements/${this.id}/remarks`;
    const chosen = async (of: PortalClient, may: 'answer' | 'reply') =>
      (await of.get<RemarkRegister>(address)).items
        .filter(({ can }) => can[may])
        .map(({ id, revision }) => ({ id, revision }));
    const initiator = await client(DEVELOPER.initiator);
    await initiator.put(`${address}/answers`, {
      remarks: await chosen(initiator, 'answer'),
      position: 'not_accepted',
      reasons: 'Мерзім жоспарда тұр.',
    });
    await initiator.post(`${address}/answers/send`);
    for (const { executor } of bodies) {
      const speaker = await client(executor);
      const remarks = await chosen(speaker, 'reply');
      await speaker.post(`${address}/replies`, { remarks, reply: 'insist', reasons: 'Заң талабы.' });
    }
    return this;
  }

  /** A protocol with a body, which the developer writes. @returns the address of the protocol */
  async drawnUp({ key }: ApprovingBody): Promise<string> {
    const address = `/api/agreements/${this.id}/protocols`;
    const initiator = await client(DEVELOPER.initiator);
    const { candidates } = await initiator.get<Protocols>(address);
    const protocolId = newId();
    const bodyId = candidates.find(({ name }) => name.en === bodyName(key, 'en'))?.id;
    await initiator.post(address, { id: protocolId, bodyId });
    return `/api/agreements/protocols/${protocolId}`;
  }

  /** A protocol with a body, which the head of the developer has signed, and the body's own has not. */
  async halfSigned(body: ApprovingBody): Promise<this> {
    const own = await this.drawnUp(body);
    const [initiator, head] = [await client(DEVELOPER.initiator), await client(DEVELOPER.head)];
    await initiator.post(`${own}/moves/pass`, { revision: 1 });
    await (await client(body.executor)).post(`${own}/moves/fix`, { revision: 2 });
    await eventually(async () => {
      const { items } = await head.get<Protocols>(`/api/agreements/${this.id}/protocols`);
      if (!items.some(({ id, file }) => own.endsWith(id) && file)) throw new Error('No document yet.');
    }, 20_000);
    await head.signAt(own, openKeyStore(await readKeyFile(DEVELOPER.head), KEY_PASSWORD));
    return this;
  }

  /** With a new version, which the bodies agree: the way to the Office is open (775:19, 22). */
  async agreedAnew(bodies: readonly ApprovingBody[]): Promise<this> {
    await (await client(DEVELOPER.initiator)).post(`/api/agreements/${this.id}/versions`);
    await this.dispatched();
    for (const body of bodies) await this.settled(body, 'agreed');
    return this;
  }

  /** Of an act that all bodies have agreed: the letter is signed, and the package is with the Office (775:22). */
  async inOffice(): Promise<this> {
    const initiator = await client(DEVELOPER.initiator);
    const isIn = (wanted: SubmissionState) =>
      eventually(async () => {
        const { state } = (await initiator.card(this.id)).version.submission ?? {};
        if (state !== wanted) throw new Error(`The submission is ${state}.`);
      }, 20_000);
    await eventually(async () => {
      if ((await initiator.card(this.id)).version.sheet !== 'ready') throw new Error('No sheet yet.');
    }, 20_000);
    const { subject, text, revision } = await initiator.get<LetterDraft>(`/api/agreements/${this.id}/letter`);
    await initiator.post(`/api/agreements/${this.id}/letter/send`, { subject, text, revision });
    await isIn('signature');
    await this.sign(DEVELOPER.head);
    await isIn('arrived');
    return this;
  }

  async decide(login: string, verb: string, body: unknown = {}): Promise<void> {
    await (await client(login)).decide(this.id, verb, body);
  }

  private async sign(login: string): Promise<void> {
    await (await client(login)).sign(this.id, openKeyStore(await readKeyFile(login), KEY_PASSWORD));
  }
}
