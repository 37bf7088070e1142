import { Injectable } from '@nestjs/common';
import { type ChangeRouteBody, type PersonRef, type PlanStep } from '#contracts';
import { Directory, personRefOf } from '#directory';
import { type Actor, AppError, Audit, jsonb, personOf, Sql } from '#kernel';
import type { LockedAct } from '../acts/act-store.js';
import type { ActVersion } from '../acts/act-version.entity.js';
import { RequisitesFinder } from '../acts/requisites.js';
import { VersionMoves } from '../acts/version-moves.js';
import { continues, nextSteps, PHASE_OF, stepsOf, type Taken } from './plan.js';

const RUNNING = ['units', 'legal_visa', 'head_signature'];

/** Opens the steps of a version's plan as their turn comes (775:15, 64). */
@Injectable()
export class PlanRunner {
  constructor(
    private readonly sql: Sql,
    private readonly audit: Audit,
    private readonly directory: Directory,
    private readonly requisites: RequisitesFinder,
    private readonly versions: VersionMoves,
  ) {}

  /**
   * Opens what comes next; the version moves along with the kind of what opens.
   * @param actor who made the last decision; null where it was none of the plan
   * @returns scopes that may read from now on
   */
  async goOn(actor: Actor | null, locked: LockedAct): Promise<string[]> {
    const { act, version } = locked;
    const opening = nextSteps(version.plan, await this.taken(version));
    const scopes: string[] = [];
    for (const step of opening) {
      await this.enter(actor, locked, step);
      scopes.push(
        ...(await this.versions.openStep(
          locked,
          step,
          await this.askedOf(act.developerBodyId, version, step),
        )),
      );
    }
    return scopes;
  }

  /** Puts another route in the place of the one that runs. @throws AppError CONFLICT, ROUTE_TAKEN, or as `RequisitesFinder.plan` */
  async change(actor: Actor, { act, version }: LockedAct, { route, reason }: ChangeRouteBody): Promise<void> {
    if (!RUNNING.includes(version.state)) throw new AppError('CONFLICT', { state: version.state });
    const { plan, interestedUnits } = await this.requisites.plan(act.developerBodyId, route);
    if (!continues(plan, await this.taken(version))) throw new AppError('ROUTE_TAKEN');
    await this.sql.update('agreements.act_version', version.id, {
      plan: jsonb(plan),
      interested_units: jsonb(interestedUnits),
    });
    const from = stepsOf(version.plan).map(({ key }) => key);
    version.plan = plan;
    await this.audit.write({
      subjectType: 'draft_act',
      subjectId: act.id,
      action: 'route.change',
      actor,
      data: {
        ordinal: version.ordinal,
        by: personOf(actor),
        reason,
        from,
        to: stepsOf(plan).map(({ key }) => key),
      },
    });
  }

  /** What became of the plan's steps in this passage. */
  async taken({ id, round }: ActVersion): Promise<Taken> {
    const rows = await this.sql.rows<{ key: string; state: 'open' | 'done' }>(
      `SELECT plan_key AS key, state FROM agreements.route_step
       WHERE version_id = $1 AND round = $2 AND plan_key IS NOT NULL AND state IN ('open', 'done')`,
      [id, round],
    );
    return new Map(rows.map(({ key, state }) => [key, state]));
  }

  /** The version follows the kind of its open steps: through the visa, never past it. */
  private async enter(actor: Actor | null, locked: LockedAct, { kind }: PlanStep): Promise<void> {
    const phase = PHASE_OF[kind];
    if (phase !== 'units' && locked.version.state === 'units') {
      await this.versions.move(null, locked, 'units_agreed');
    }
    if (phase === 'head_signature' && locked.version.state === 'legal_visa') {
      await this.versions.move(actor, locked, 'give_visa');
    }
  }

  /**
   * Who is asked: the present holder of the post. Of a post that is empty nobody is: the step waits for whoever comes, and
   * the initiator may change the route meanwhile.
   * @throws AppError ACT_WITHOUT_SIGNERS
   */
  private async askedOf(bodyId: string, version: ActVersion, step: PlanStep): Promise<PersonRef[]> {
    switch (step.kind) {
      case 'legal_visa':
        return asked(version.legalHead);
      case 'developer_signature':
        return asked(version.bodyHead);
      case 'unit_agreement':
        return this.headOf(step);
      case 'superior_agreement':
        return step.unit ? this.headOf(step) : this.leaderOrManagement(bodyId, step);
      case 'co_signature':
        return this.leaderOrManagement(bodyId, step);
    }
  }

  private async headOf({ unit }: PlanStep): Promise<PersonRef[]> {
    const head = await this.directory.headOfUnit(unit?.id ?? '');
    return head ? [personRefOf(head)] : [];
  }

  private async leaderOrManagement(bodyId: string, { person }: PlanStep): Promise<PersonRef[]> {
    const management = await this.directory.management(bodyId);
    const named = management.filter(({ id }) => id === person?.id);
    return (named.length > 0 ? named : management).map(personRefOf);
  }
}

/** @throws AppError ACT_WITHOUT_SIGNERS */
function asked(person: PersonRef | null): PersonRef[] {
  if (!person) throw new AppError('ACT_WITHOUT_SIGNERS');
  return [person];
}
