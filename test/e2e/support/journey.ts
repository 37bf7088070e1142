import type { Office } from './office.js';
import { type ApprovingBody, bodyName, DEVELOPER, nameOf, unitName } from './people.js';
import type { ChosenFile, Person } from './person.js';

/** What the initiator fills in besides the title. */
export interface CardContent {
  readonly description: string;
  readonly language: 'kk' | 'ru';
  readonly kind: 'government_resolution' | 'prime_minister_order' | 'bill';
  readonly files: readonly ChosenFile[];
  readonly bodies: readonly ApprovingBody[];
}

export interface Decision {
  readonly outcome: 'agreed' | 'with_remarks' | 'refused';
  readonly reason?: string;
  readonly remark?: { readonly point: string; readonly text: string; readonly proposal: string };
}

export const AGREED: Decision = { outcome: 'agreed' };

const VERBS = {
  agreed: 'agreements.verb.agree',
  with_remarks: 'agreements.verb.agreeWithRemarks',
  refused: 'agreements.verb.refuse',
} as const;

const OPINIONS = {
  agreed: 'agreements.done.agreed',
  with_remarks: 'agreements.done.withRemarks',
  refused: 'agreements.done.refused',
} as const;

const PROPOSALS = {
  agreed: 'agreements.proposed.agreed',
  with_remarks: 'agreements.proposed.withRemarks',
  refused: 'agreements.proposed.refused',
} as const;

/** The route of one act, walked by its people in their own windows (775:12-20). */
export class Journey {
  constructor(
    private readonly office: Office,
    readonly title: string,
  ) {}

  get initiator(): Promise<Person> {
    return this.office.person(DEVELOPER.initiator);
  }

  /** The card (775:14): requisites, files, interested unit, signers, approving bodies. */
  async makeCard(act: CardContent): Promise<void> {
    const initiator = await this.initiator;
    const { t, page, language } = initiator;
    await page.getByRole('link', { name: t('app.newAct') }).click();
    await page.getByLabel(t('agreements.fact.kind')).selectOption(act.kind);
    await page
      .getByText(t(`language.${act.language}`), { exact: true })
      .and(page.locator('form *'))
      .click();
    await initiator.field('agreements.fact.title').fill(this.title);
    await initiator.field('agreements.fact.description').fill(act.description);
    await initiator.attach(act.files);
    await initiator.choose('agreements.fact.interestedUnits', unitName('mdd-communications', language));
    for (const { key } of act.bodies) {
      await initiator.choose('agreements.fact.approvingBodies', bodyName(key, language));
    }
    for (const { name } of act.files) await initiator.attached(name);
    // The legal service and the body have one head each: they stand on the card already.
    for (const login of [DEVELOPER.legalHead, DEVELOPER.head]) await initiator.see(nameOf(login));
    await initiator.press('agreements.form.save');
    await initiator.told(t('agreements.form.saved'));
    await page.getByRole('heading', { level: 1, name: this.title }).waitFor();
  }

  /** Sends the draft on its way from its card, which is open. */
  async send(): Promise<void> {
    const initiator = await this.initiator;
    await initiator.press('agreements.verb.send');
    await initiator.told(initiator.t('agreements.draft.sent'));
  }

  /** Interested unit, legal service, head of the body: each finds it in the inbox when the turn has come (775:15). */
  async throughDeveloperBody(): Promise<void> {
    const unit = await this.turnOf(DEVELOPER.unitHead, 'agree_draft');
    await unit.agree();
    const lawyer = await this.turnOf(DEVELOPER.legalHead, 'give_visa');
    await lawyer.sign('agreements.verb.giveVisa');
    const head = await this.turnOf(DEVELOPER.head, 'sign_draft');
    await head.sign('agreements.verb.sign');
  }

  /** Registration with the term, and the units (775:16, 20). */
  async arriveAt(body: ApprovingBody): Promise<void> {
    const officer = await this.turnOf(body.officer, 'register_draft');
    await officer.register(7, 'Регламент, 12-т.');
    const head = await this.turnOf(body.head, 'assign_units');
    const { language } = head;
    const interested = body.interested && unitName(body.interested.unitKey, language);
    await head.assign(unitName(body.responsibleUnitKey, language), nameOf(body.executor), interested);
  }

  /** The opinion of the interested unit (775:17). */
  async giveOpinion(body: ApprovingBody, decision: Decision): Promise<void> {
    if (!body.interested) return;
    const unit = await this.turnOf(body.interested.head, 'give_opinion');
    await decide(unit, decision, OPINIONS[decision.outcome]);
  }

  /** What the executor proposes (775:17). */
  async propose(body: ApprovingBody, decision: Decision): Promise<void> {
    const executor = await this.turnOf(body.executor, 'choose_outcome');
    await decide(executor, decision, PROPOSALS[decision.outcome]);
  }

  /** The heads of the responsible and the interested units agree, side by side (775:18). */
  async headsAgree(body: ApprovingBody): Promise<void> {
    const heads = [body.unitHead, ...(body.interested ? [body.interested.head] : [])];
    await Promise.all(heads.map(async (login) => (await this.turnOf(login, 'agree_outcome')).agreeOutcome()));
  }

  async signOutcome(body: ApprovingBody): Promise<void> {
    const head = await this.turnOf(body.head, 'sign_outcome');
    await head.sign('agreements.verb.sign');
  }

  /** The whole way through an approving body. */
  async settle(body: ApprovingBody, decision: Decision = AGREED): Promise<void> {
    await this.arriveAt(body);
    await this.giveOpinion(body, AGREED);
    await this.propose(body, decision);
    await this.headsAgree(body);
    await this.signOutcome(body);
  }

  /** Whose turn it is finds the act in the inbox, with a deadline in words, and opens it from there. */
  async turnOf(login: string, verb: string): Promise<Person> {
    const person = await this.office.person(login);
    await person.openFromInbox(this.title, verb);
    return person;
  }

  /** Whose turn it is not finds nothing. */
  async notTheTurnOf(login: string): Promise<void> {
    const person = await this.office.person(login);
    await person.goToInbox();
    await person.page.locator('.work-row, .blank').first().waitFor();
    // The list that the window kept from before is shown first, and gives way to what is so now.
    await person.inboxRow(this.title).waitFor({ state: 'detached' });
  }
}

/** Fills in an opinion or an outcome by the button that names it. */
async function decide(person: Person, { outcome, reason, remark }: Decision, done: string): Promise<void> {
  await person.decide(VERBS[outcome], done, async (form) => {
    if (remark) {
      await person.press('agreements.addRemark', form);
      await person.field('agreements.remarkPoint', form).last().fill(remark.point);
      await person.field('agreements.remarkText', form).last().fill(remark.text);
      await person.field('agreements.proposal', form).last().fill(remark.proposal);
    }
    if (reason) await person.field('agreements.refusalReason', form).fill(reason);
  });
}
