import {
  actHistory,
  type CardBody,
  type HistoryEntry,
  inboxPage,
  type OutcomeInput,
  type RemarkRegister,
  remarkRegister,
  type StepKind,
  stepRemarks,
} from '#contracts';
import { newId } from '#kernel';
import type { Answer } from '#testing';
import { ALL_PEOPLE, BODIES, type BodyName, type PersonName } from './people.fixture.js';
import { expectStatus, type Person, type Portal, parsed } from './portal.fixture.js';

export interface OpenStep {
  readonly id: string;
  readonly kind: StepKind;
  /** In whose route it stands. */
  readonly body: BodyName;
  readonly assignees: PersonName[];
}

export const AUTHOR: PersonName = 'developer.specialist';
export const REMARKS: Partial<OutcomeInput> = {
  outcome: 'with_remarks',
  remarks: [{ point: '7', text: 'Мерзім көрсетілмеген', proposal: 'Мерзімді көрсету' }],
};
export const REFUSAL: Partial<OutcomeInput> = { outcome: 'refused', reason: 'Бюджетке сай емес' };

/** The address at which a step is decided with a click. */
const ADDRESSES: Partial<Record<StepKind, string>> = {
  unit_agreement: 'agree',
  superior_agreement: 'agree',
  registration: 'register',
  assignment: 'assign',
  opinion: 'opinion',
  outcome: 'outcome',
  outcome_agreement: 'agree',
  office_consideration: 'agree',
};

/** A draft act that a test takes along its route. */
export class Act {
  /** What the executor of a body picks; agreed without remarks where nothing is said. */
  readonly outcomes: Partial<Record<BodyName, Partial<OutcomeInput>>> = {};

  private constructor(
    readonly portal: Portal,
    readonly id: string,
    readonly author: Person,
    private readonly developer: BodyName,
  ) {}

  /** A complete card: two interested units, both signers, two approving bodies, one file. */
  static async draft(
    portal: Portal,
    parts: Partial<CardBody> = {},
    developer: BodyName = 'developer',
  ): Promise<Act> {
    const author = await portal.as(`${developer}.specialist`);
    const fileIds = parts.fileIds ?? [(await author.upload()).id];
    const id = newId();
    const body = { ...completeCard(portal, developer), ...parts, fileIds, id };
    expectStatus(await author.post('/api/agreements', body), 201);
    return new Act(portal, id, author, developer);
  }

  /** A draft that was sent, and taken on until a step of this kind waits in this body. */
  static async at(portal: Portal, kind: StepKind, body: BodyName = 'developer'): Promise<Act> {
    const act = await Act.draft(portal);
    await act.send();
    await act.until(kind, body);
    return act;
  }

  get path(): string {
    return `/api/agreements/${this.id}`;
  }

  /** Sends the draft; a new version with an answer to each remark on the one before it. */
  async send(): Promise<void> {
    await this.acceptAll();
    expectStatus(await this.trySend(), 200);
  }

  /** The remarks of the act, as somebody is shown them. */
  async remarks(as: PersonName = AUTHOR): Promise<RemarkRegister> {
    return parsed(
      remarkRegister,
      expectStatus(await (await this.portal.as(as)).get(`${this.path}/remarks`), 200),
    );
  }

  /** The initiator has accepted whatever is not answered. */
  private async acceptAll(): Promise<void> {
    const items = parsed(remarkRegister, await this.author.get(`${this.path}/remarks`)).items;
    const open = items.filter(({ can, answerDraft }) => can.answer && answerDraft === null);
    if (open.length === 0) return;
    const remarks = open.map(({ id, revision }) => ({ id, revision }));
    expectStatus(
      await this.author.send('PUT', `${this.path}/remarks/answers`, { remarks, position: 'accepted' }),
      200,
    );
  }

  /** Sends the draft as it stands now, or as it stood at `revision`. */
  async trySend(revision?: number): Promise<Answer> {
    return this.author.post(`${this.path}/send`, {
      revision: revision ?? (await this.author.card(this.id)).revision,
    });
  }

  /** Steps that wait for somebody, in order of their making. */
  async openSteps(body?: BodyName): Promise<OpenStep[]> {
    const rows = await this.portal.database.dataSource.query<
      { id: string; kind: StepKind; bodyId: string; assigneeIds: string[] }[]
    >(
      `SELECT step.id, step.kind, coalesce(review.body_id,
           CASE WHEN step.kind LIKE 'office%' THEN submission.office_id END, act.developer_body_id) AS "bodyId",
         step.assignee_ids AS "assigneeIds"
       FROM agreements.route_step step JOIN agreements.draft_act act ON act.id = step.act_id
       LEFT JOIN agreements.review ON review.id = step.review_id
       LEFT JOIN agreements.submission ON submission.id = step.submission_id
       WHERE step.act_id = $1 AND step.state = 'open' ORDER BY step.id`,
      [this.id],
    );
    const steps = rows.map(({ bodyId, assigneeIds, ...step }) => ({
      ...step,
      body: BODIES.find((name) => this.portal.known.bodyIds[name] === bodyId) ?? 'outside',
      assignees: assigneeIds.map((id) => this.portal.nameOf(id)),
    }));
    return steps.filter((step) => body === undefined || step.body === body);
  }

  /** The open step of a kind; fails where none waits. */
  async step(kind: StepKind, body: BodyName = 'developer'): Promise<OpenStep> {
    const steps = await this.openSteps(body);
    const found = steps.find((step) => step.kind === kind);
    if (!found) throw new Error(`No ${kind} waits in ${body}, but ${steps.map((step) => step.kind)}.`);
    return found;
  }

  /** Decides an open step in the plain way, or with `body` instead of what is usual. */
  async decide(step: OpenStep, as?: PersonName, body?: unknown): Promise<Answer> {
    const person = await this.portal.as(as ?? step.assignees[0] ?? AUTHOR);
    const address = ADDRESSES[step.kind];
    if (!address) return person.sign(step.id);
    const usual = step.kind === 'outcome' ? () => this.usualOutcome(step, person) : () => this.usual(step);
    return person.post(`/api/agreements/steps/${step.id}/${address}`, body ?? (await usual()));
  }

  /** Takes the step of a kind and decides it; fails where the portal refuses. */
  async pass(
    kind: StepKind,
    body: BodyName = 'developer',
    as?: PersonName,
    payload?: unknown,
  ): Promise<void> {
    expectStatus(await this.decide(await this.step(kind, body), as, payload), 200);
  }

  /** What registers a draft by a day of a superior's written assignment, which the officer of finance attaches. */
  async byAssignment(until: string): Promise<Record<string, unknown>> {
    const file = await (await this.portal.as('finance.officer')).upload('Тапсырма.pdf');
    return { term: { until }, basis: 'Премьер-Министрдің тапсырмасы', assignmentFileId: file.id };
  }

  async sendBack(kind: StepKind, body: BodyName, reason: string): Promise<void> {
    const step = await this.step(kind, body);
    const person = await this.portal.as(step.assignees[0] ?? AUTHOR);
    expectStatus(await person.post(`/api/agreements/steps/${step.id}/return`, { reason }), 200);
  }

  /** Decides what waits in the developer body and in `body` until a step of this kind waits there. */
  async until(kind: StepKind, body: BodyName = 'developer'): Promise<void> {
    for (let most = 30; most > 0; most -= 1) {
      const steps = await this.openSteps();
      if (steps.some((step) => step.kind === kind && step.body === body)) return;
      const next = steps.find((step) => step.body === this.developer || step.body === body);
      if (!next) break;
      expectStatus(await this.decide(next), 200);
    }
    throw new Error(`The act never came to ${kind} in ${body}.`);
  }

  /** Decides all that waits, in the developer body and in the approving ones, or in `body` alone. */
  async toTheEnd(body?: BodyName): Promise<void> {
    for (let steps = await this.openSteps(body); steps[0]; steps = await this.openSteps(body)) {
      expectStatus(await this.decide(steps[0]), 200);
    }
  }

  /** Whose inbox asks what about this act, out of all inboxes of the population: `give_visa 2026-03-18`. */
  async turns(needs: 'action' | 'information' = 'action'): Promise<Partial<Record<PersonName, string>>> {
    const found = await Promise.all(
      ALL_PEOPLE.map(async (name) => {
        const answer = await (await this.portal.as(name)).get(`/api/inbox?limit=100&needs=${needs}`);
        const { items } = parsed(inboxPage, answer);
        const own = items.filter((item) => item.subjectId === this.id);
        return [name, own.map((item) => `${item.verb} ${item.dueAt?.slice(0, 10) ?? ''}`.trim())] as const;
      }),
    );
    return Object.fromEntries(
      found.flatMap(([name, own]) => (own.length > 0 ? [[name, own.join(', ')]] : [])),
    );
  }

  async history(as: PersonName): Promise<HistoryEntry[]> {
    const answer = await (await this.portal.as(as)).get(`${this.path}/history`);
    return parsed(actHistory, expectStatus(answer, 200)).items;
  }

  /** The state of the newest version, as the list shows it to its initiator. */
  async state(): Promise<string> {
    return (await this.author.card(this.id)).version.state;
  }

  /** What the executor of a body picks; what units remarked he leaves out, and what he began to write he drops. */
  private async usualOutcome(step: OpenStep, person: Person): Promise<unknown> {
    const answer = await person.get(`/api/agreements/steps/${step.id}/remarks`);
    // Whose turn it is not is to be refused by the decision itself.
    const { drafts, fromUnits } =
      answer.status === 200 ? parsed(stepRemarks, answer) : { drafts: [], fromUnits: [] };
    return {
      outcome: 'agreed',
      dropped: drafts.map(({ id, revision }) => ({ id, revision })),
      leftOut: fromUnits.map(({ id }) => ({ id, reason: 'Ескерілмеді' })),
      ...this.outcomes[step.body],
    };
  }

  private usual(step: OpenStep): unknown {
    switch (step.kind) {
      case 'registration':
        return { term: { workingDays: 5 } };
      case 'assignment':
        return usualAssignment(this.portal, step.body);
      case 'opinion':
        return { outcome: 'agreed' };
      default:
        return {};
    }
  }
}

/** The unit `main` with its specialist as executor, and the unit `second` as interested. */
export function usualAssignment({ known }: Portal, body: BodyName): unknown {
  return {
    responsibleUnitId: known.unitId(body, 'main'),
    executorId: known.people.get(`${body}.specialist`)?.id,
    interestedUnitIds: [known.unitId(body, 'second')],
  };
}

/** A card's requisites, complete but for its files. */
export function completeCard(portal: Portal, developer: BodyName = 'developer'): Omit<CardBody, 'fileIds'> {
  const { known } = portal;
  const approving = developer === 'developer' ? 'finance' : 'developer';
  return {
    kind: 'government_resolution',
    language: 'kk',
    title: 'Ашық деректер тізбесін бекіту туралы',
    description: '',
    interestedUnitIds: [known.unitId(developer, 'second'), known.unitId(developer, 'third')],
    legalHeadId: portal.knownAs(`${developer}.legalHead`).id,
    bodyHeadId: portal.knownAs(`${developer}.head`).id,
    approvingBodyIds: [known.bodyIds[approving], known.bodyIds.justice],
    officialUse: false,
    route: null,
    internalTermDays: 3,
  };
}
