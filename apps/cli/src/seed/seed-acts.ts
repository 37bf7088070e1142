import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openKeyStore } from '#certification-centre';
import {
  type ActCard,
  type BodyItem,
  type LetterDraft,
  type Outcome,
  plainRoute,
  type RemarkInput,
  type RemarkRegister,
} from '#contracts';
import { Inbox } from '#inbox';
import { dayOf, jsonb, Sql, Tx, WorkingCalendar } from '#kernel';
import { type DemoAct, type DemoFile, demoActs } from '../demo/acts/index.js';
import { demoBodies } from '../demo/directory.js';
import { PortalClient } from '../portal-client.js';
import { DEMO_PASSWORD } from './seed-directory.js';
import { DEMO_KEY_PASSWORD, keyFilesDirOf } from './seed-keys.js';
import type { Services } from './services.js';

/** How long the worker may take for a step of its own, a minute in all. */
const WORKER_PAUSE_MS = 200;
const WORKER_TRIES = 300;
const TWO_WEEKS_MS = 14 * 86_400_000;

/** The demo's people by what they do in the journey (775:15-18). */
export const DEVELOPER = {
  initiator: 'n.aliaskarov',
  unitHeads: ['zh.orazbaev'],
  legalHead: 'g.malikova',
  head: 't.sagyndykov',
};

/** Who may open the marked act, besides those on its route (775:3). */
const NAMED_READERS = ['s.kim', 'o.petrenko'];

interface Reviewers {
  readonly officer: string;
  readonly head: string;
  readonly executor: string;
  readonly unitHead: string;
}

const FINANCE: Reviewers = {
  officer: 'r.zhunisova',
  head: 'k.abdikalykov',
  executor: 'a.bekenov',
  unitHead: 'e.kulmagambetov',
};
/** Another unit of the same body: its figures stand by units. */
const FINANCE_ASSETS: Reviewers = { ...FINANCE, executor: 'm.kapyshev', unitHead: 'n.tileuova' };
const JUSTICE: Reviewers = {
  officer: 'sh.mukanova',
  head: 'd.yskakov',
  executor: 'b.ensebaev',
  unitHead: 'k.rakymbaeva',
};

/** In the Prime Minister's Office (775:23). */
const OFFICE = { officer: 't.esimkhanov', head: 'p.gromov', unitKind: 'legal' };
const RETURN_REASON = 'К законопроекту не приложено заключение научной правовой экспертизы.';
const REFUSAL_REASON = 'Предмет проекта не отнесён законом к полномочиям Правительства.';
const WITHDRAWAL_REASON =
  'Предмет проекта вошёл в другой проект постановления Правительства, который уже согласовывается.';

/** Keeps the templates of the developer body. */
const COORDINATOR = 'k.otegenov';
const TEMPLATE_NAME = 'Үкімет қаулысының жобасы: байланыс департаментімен келісу';

const REMARKS: Record<'kk' | 'ru', RemarkInput> = {
  kk: {
    point: '7',
    text: 'Шығыстарды қаржыландыру көзі нақты көрсетілмеген.',
    proposal: '«Тиісті қаржы жылына көзделген қаражат шегінде» деген сөздермен толықтыру.',
  },
  ru: {
    point: '7',
    text: 'Источник финансирования расходов не указан.',
    proposal: 'Дополнить словами «в пределах средств, предусмотренных на соответствующий финансовый год».',
  },
};

/** Puts the demo's acts at different places of their route, by the portal's own addresses: nothing of it is made up. */
export async function seedActs(portal: { services: Services; url: string; dataDir: string }): Promise<void> {
  const there = await portal.services.get(Sql).row('SELECT FROM agreements.draft_act LIMIT 1');
  if (there) return;
  const demo = new DemoJourney(portal.url, portal.dataDir);
  const marked = await demo.dispatched('archive-group.ru', { officialUse: true });
  for (const login of NAMED_READERS) await demo.nameReader(marked, login);
  const agreed = await demo.dispatched('archive-group.kk');
  await demo.settle(agreed, FINANCE, 'agreed');
  await demo.settle(agreed, JUSTICE, 'agreed');
  const reworked = await demo.dispatched('open-data.ru');
  await demo.settle(reworked, FINANCE_ASSETS, 'with_remarks');
  await demo.settle(reworked, JUSTICE, 'agreed');
  await demo.letAnswersBeLate(reworked, portal.services);
  const underway = await demo.dispatched('service-points.kk', { translation: 'service-points.ru' });
  await demo.settle(underway, FINANCE, 'with_remarks');
  await demo.settle(underway, JUSTICE, 'agreed');
  await demo.placeReworked(underway);
  await demo.settle(underway, JUSTICE, 'agreed');
  await demo.assign(underway, FINANCE, FINANCE_ASSETS.unitHead);
  await demo.sent('electronic-archive.kk');
  await demo.inOffice('open-data.kk', OFFICE, (id, head) => head.decide(id, 'agree'));
  await demo.inOffice('electronic-archive.ru', OFFICE, (id, head) =>
    head.decide(id, 'return', { reason: RETURN_REASON }),
  );
  const refused = await demo.dispatched('service-points.ru');
  await demo.settle(refused, FINANCE, 'agreed');
  await demo.settle(refused, JUSTICE, 'refused');
  await demo.withdraw(refused, WITHDRAWAL_REASON);
  await demo.keepTemplate();
}

/** The demo's approving bodies, by the name that the directory knows them by. */
const APPROVING = demoBodies
  .filter(({ key }) => key === 'finance' || key === 'justice')
  .map(({ name }) => name.kk);

interface DraftOptions {
  readonly officialUse?: boolean;
  /** The act whose draft goes with it as the text in the other language. */
  readonly translation?: string;
}

function actOf(key: string): DemoAct {
  const act = demoActs.find((one) => one.key === key);
  if (!act) throw new Error(`The demo has no act ${key}.`);
  return act;
}

/** The draft itself, as a text that can be compared. */
function draftIn(files: readonly DemoFile[]): DemoFile[] {
  return files.filter(({ name }) => name.endsWith('.docx')).slice(0, 1);
}

class DemoJourney {
  private readonly people = new Map<string, Promise<PortalClient>>();

  constructor(
    private readonly url: string,
    private readonly dataDir: string,
  ) {}

  /** A draft that the initiator has sent on its way; the interested unit's turn. */
  async sent(key: string, { officialUse = false, translation }: DraftOptions = {}): Promise<string> {
    const act = actOf(key);
    const initiator = await this.person(DEVELOPER.initiator);
    const files = [...act.files, ...(translation ? draftIn(actOf(translation).files) : [])];
    const { id } = await initiator.createAct({ ...(await this.cardOf(initiator, act, files)), officialUse });
    await initiator.sendAct(id);
    return id;
  }

  /** A draft that has its number and is with the approving bodies. */
  async dispatched(key: string, options?: DraftOptions): Promise<string> {
    const id = await this.sent(key, options);
    await this.dispatch(id);
    return id;
  }

  /**
   * The version "/1" of the act on the service points, in both languages, dispatched (775:19): the developer accepts the
   * remarks, with which it goes out.
   */
  async placeReworked(id: string): Promise<void> {
    const act = actOf('service-points.kk');
    const initiator = await this.person(DEVELOPER.initiator);
    const address = `/api/agreements/${id}`;
    const { items } = await initiator.get<RemarkRegister>(`${address}/remarks`);
    await initiator.put(`${address}/remarks/answers`, {
      remarks: items.map((remark) => ({ id: remark.id, revision: remark.revision })),
      position: 'accepted',
    });
    const { revision } = await initiator.post<ActCard>(`${address}/versions`);
    const files = [act, actOf('service-points.ru')].map(({ rework }) => rework?.files ?? []);
    const { kind: _, ...card } = await this.cardOf(initiator, act, [
      ...(files[0] ?? []),
      ...draftIn(files[1] ?? []),
    ]);
    await initiator.patch(address, { ...card, revision });
    await initiator.sendAct(id);
    await this.dispatch(id);
  }

  private async dispatch(id: string): Promise<void> {
    for (const login of DEVELOPER.unitHeads) await (await this.person(login)).decide(id, 'agree');
    for (const login of [DEVELOPER.legalHead, DEVELOPER.head]) await this.sign(id, login);
  }

  /** The initiator lets somebody of his body read a marked act. */
  async nameReader(id: string, login: string): Promise<void> {
    const { employee } = (await this.person(login)).session;
    await (await this.person(DEVELOPER.initiator)).post(`/api/agreements/${id}/readers`, {
      employeeId: employee.id,
    });
  }

  /**
   * Registered in an approving body and given to the executor.
   * @param asked the head of a unit whose opinion he waits for, until a day of its own
   */
  async assign(id: string, body: Reviewers, asked?: string): Promise<void> {
    await (await this.person(body.officer)).decide(id, 'register', { term: { workingDays: 10 } });
    const head = await this.person(body.head);
    const executorId = (await this.person(body.executor)).session.employee.id;
    const { units } = await head.structure();
    const unit = units.find(({ employees }) =>
      employees.some(({ id: employeeId }) => employeeId === executorId),
    );
    const opinion = asked && (await this.opinionOf(asked, head));
    await head.decide(id, 'assign', { responsibleUnitId: unit?.id, executorId, ...opinion });
  }

  /** The unit of `asked` is to answer in half of the body's term. */
  private async opinionOf(asked: string, head: PortalClient) {
    const { dueAt } = await head.post<{ dueAt: string }>('/api/agreements/term-preview', { workingDays: 5 });
    const { employee } = (await this.person(asked)).session;
    return { interestedUnitIds: [employee.unit.id], unitsUntil: dayOf(new Date(dueAt)) };
  }

  /** The whole way through an approving body. */
  async settle(id: string, body: Reviewers, outcome: Outcome): Promise<void> {
    await this.assign(id, body);
    const executor = await this.person(body.executor);
    const { language } = await executor.card(id);
    const remarks = outcome === 'with_remarks' ? [REMARKS[language === 'ru' ? 'ru' : 'kk']] : [];
    const reason = outcome === 'refused' ? REFUSAL_REASON : '';
    await executor.decide(id, 'outcome', { outcome, remarks, reason });
    await (await this.person(body.unitHead)).decide(id, 'agree');
    await this.sign(id, body.head);
  }

  /** Agreed by all, with its letter signed, and considered by the Office, whose unit head decides. */
  async inOffice(
    key: string,
    office: typeof OFFICE,
    decide: (id: string, head: PortalClient) => Promise<unknown>,
  ): Promise<void> {
    const id = await this.dispatched(key);
    await this.settle(id, FINANCE, 'agreed');
    await this.settle(id, JUSTICE, 'agreed');
    const initiator = await this.person(DEVELOPER.initiator);
    await this.until(id, ({ version }) => version.sheet === 'ready');
    const { subject, text, revision } = await initiator.get<LetterDraft>(`/api/agreements/${id}/letter`);
    await initiator.post(`/api/agreements/${id}/letter/send`, { subject, text, revision });
    await this.until(id, ({ version }) => version.submission?.state === 'signature');
    await this.sign(id, DEVELOPER.head);
    await this.until(id, ({ version }) => version.submission?.state === 'arrived');
    const officer = await this.person(office.officer);
    const unit = (await officer.structure()).units.find(({ kind }) => kind === office.unitKind);
    await officer.decide(id, 'pass-on', { term: { workingDays: 10 }, unitId: unit?.id });
    await decide(id, await this.person(office.head));
  }

  /** A route that the developer body keeps for its next drafts. */
  async keepTemplate(): Promise<void> {
    const [unitHead = ''] = DEVELOPER.unitHeads;
    const { employee } = (await this.person(unitHead)).session;
    await (await this.person(COORDINATOR)).post('/api/route-templates', {
      name: TEMPLATE_NAME,
      kind: 'government_resolution',
      route: plainRoute([employee.unit.id]),
    });
  }

  /**
   * The developer should have answered the remarks by now. A term that has passed is the one thing that nobody can come to on
   * the day when the demo begins: it is counted as it would have been from two weeks ago.
   */
  async letAnswersBeLate(id: string, services: Services): Promise<void> {
    const [sql, calendar, inbox] = [services.get(Sql), services.get(WorkingCalendar), services.get(Inbox)];
    await services.get(Tx).run(async () => {
      const talk = await sql.row<{ key: string; bodyId: string; workingDays: number }>(
        `SELECT key, body_id AS "bodyId", (term ->> 'workingDays')::int AS "workingDays"
         FROM agreements.remark_term WHERE act_id = $1`,
        [id],
      );
      if (!talk) throw new Error(`Nobody is asked to answer the remarks on ${id}.`);
      const from = dayOf(new Date(Date.now() - TWO_WEEKS_MS));
      const { dueAt, term } = await calendar.termFrom(talk.bodyId, from, talk.workingDays);
      await sql.execute('UPDATE agreements.remark_term SET due_at = $2, term = $3 WHERE key = $1', [
        talk.key,
        dueAt,
        jsonb(term),
      ]);
      await inbox.moveTerms([{ key: talk.key, dueAt }]);
    });
  }

  /** The initiator takes an act back for good. */
  async withdraw(id: string, reason: string): Promise<void> {
    await (await this.person(DEVELOPER.initiator)).post(`/api/agreements/${id}/withdraw`, { reason });
  }

  /** What the worker does in its own time. @throws Error where it does not */
  private async until(id: string, reached: (card: ActCard) => boolean): Promise<void> {
    const initiator = await this.person(DEVELOPER.initiator);
    for (let left = WORKER_TRIES; !reached(await initiator.card(id)); left -= 1) {
      if (left === 0) throw new Error(`The worker has not gone on with ${id}.`);
      await setTimeout(WORKER_PAUSE_MS);
    }
  }

  private async cardOf(initiator: PortalClient, act: DemoAct, demoFiles: readonly DemoFile[]) {
    const { units } = await initiator.structure();
    const { items: bodies } = await initiator.get<{ items: BodyItem[] }>('/api/directory/bodies');
    const people = units.flatMap((unit) => unit.employees.map((employee) => ({ ...employee, unit })));
    const interested = await Promise.all(DEVELOPER.unitHeads.map((login) => this.person(login)));
    const files: string[] = [];
    for (const file of demoFiles) files.push((await initiator.upload(file.name, await file.render())).id);
    return {
      kind: act.kind,
      language: act.language,
      title: act.title,
      description: act.description,
      fileIds: files,
      interestedUnitIds: interested.map(({ session }) => session.employee.unit.id),
      legalHeadId:
        people.find(({ unit, postKind }) => unit.kind === 'legal' && postKind === 'unit_head')?.id ?? null,
      bodyHeadId: people.find(({ postKind }) => postKind === 'head_of_body')?.id ?? null,
      approvingBodyIds: bodies.filter(({ name }) => APPROVING.includes(name.kk)).map(({ id }) => id),
      route: null,
      internalTermDays: 3,
    };
  }

  private async sign(id: string, login: string): Promise<void> {
    const p12 = await readFile(join(keyFilesDirOf(this.dataDir), `${login}.p12`));
    await (await this.person(login)).sign(id, openKeyStore(p12, DEMO_KEY_PASSWORD));
  }

  /** Everyone signs in once. */
  private person(login: string): Promise<PortalClient> {
    const known = this.people.get(login) ?? PortalClient.signIn(this.url, login, DEMO_PASSWORD);
    this.people.set(login, known);
    return known;
  }
}
