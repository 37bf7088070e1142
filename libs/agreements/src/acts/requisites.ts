import { Injectable } from '@nestjs/common';
import {
  type BodyRef,
  type CardBody,
  type ErrorCode,
  type FileRef,
  type PersonRef,
  plainRoute,
  type RouteBody,
  type RoutePlan,
  routeOf,
  superiorIdsOf,
  type UnitRef,
  unitIdsOf,
} from '#contracts';
import {
  type ApprovingBody,
  bodyRefOf,
  Directory,
  type DirectoryEmployee,
  type DirectoryUnit,
  inPost,
  personRefOf,
} from '#directory';
import { Files } from '#files';
import { type Actor, AppError, type HeldPost } from '#kernel';
import { planOf, repeated } from '../route/plan.js';
import type { ActVersion } from './act-version.entity.js';

/** A route with those whom it names, and the interested units that it asks (775:14, 15). */
export interface PlannedRoute {
  readonly plan: RoutePlan;
  readonly interestedUnits: UnitRef[];
}

/** What a card names besides its own words, as found in the directory. */
export interface Requisites extends PlannedRoute {
  readonly legalHead: PersonRef | null;
  readonly bodyHead: PersonRef | null;
  readonly approvingBodies: BodyRef[];
}

/** Finds the people, units and bodies of a card and refuses those that may not stand there (775:14, 15). */
@Injectable()
export class RequisitesFinder {
  constructor(
    private readonly directory: Directory,
    private readonly files: Files,
  ) {}

  /** @throws AppError that names the unit, person or body at fault */
  async find(actor: Actor, card: CardBody): Promise<Requisites> {
    const { legalHeadId, bodyHeadId, approvingBodyIds } = card;
    const route = routeOfCard(card);
    const asked = askedBy(route);
    const found = await this.directory.referred({
      units: asked.units,
      employees: [...asked.employees, legalHeadId, bodyHeadId].filter((id) => id !== null),
      bodies: approvingBodyIds,
    });
    return {
      ...plannedRoute(actor.body.id, route, found),
      ...signersAmong(found.employees, actor, legalHeadId, bodyHeadId),
      approvingBodies: approvingBodies(actor.body.id, approvingBodyIds, found.bodies),
    };
  }

  /**
   * The same people, asked again at the moment of sending: posts may have changed since the card was saved.
   * @throws AppError ACT_WITHOUT_FILES, ACT_WITHOUT_BODIES, ACT_WITHOUT_SIGNERS, FILE_INFECTED,
   *   FILE_UNSCANNABLE, FILE_BEING_CHECKED, or as `find`
   */
  async assertComplete(
    actor: Actor,
    version: ActVersion,
  ): Promise<{ legalHead: PersonRef; bodyHead: PersonRef }> {
    if (version.files.length === 0) throw new AppError('ACT_WITHOUT_FILES');
    await this.files.assertPassed(version.files.map(({ id }) => id));
    if (version.approvingBodies.length === 0) throw new AppError('ACT_WITHOUT_BODIES');
    const legalHeadId = version.legalHead?.id ?? null;
    const bodyHeadId = version.bodyHead?.id ?? null;
    const bodyIds = version.approvingBodies.map(({ id }) => id);
    const route = routeOf(version.plan);
    const asked = askedBy(route);
    const found = await this.directory.referred({
      units: asked.units,
      employees: [...asked.employees, legalHeadId, bodyHeadId].filter((id) => id !== null),
      bodies: bodyIds,
    });
    plannedRoute(actor.body.id, route, found);
    const { legalHead, bodyHead } = signersAmong(found.employees, actor, legalHeadId, bodyHeadId);
    if (!legalHead || !bodyHead) throw new AppError('ACT_WITHOUT_SIGNERS');
    approvingBodies(actor.body.id, bodyIds, found.bodies);
    return { legalHead, bodyHead };
  }

  /** Units of one body in the order of `ids`. @throws AppError UNIT_OF_OTHER_BODY, UNIT_WITHOUT_HEAD */
  async unitsWithHeads(bodyId: string, ids: readonly string[]): Promise<UnitRef[]> {
    return unitsWithHeads(bodyId, ids, await this.directory.units(ids));
  }

  /**
   * The plan that a route asks for, with those whom it names as they are now.
   * @throws AppError ROUTE_REPEATS, UNIT_OF_OTHER_BODY, UNIT_WITHOUT_HEAD, PERSON_NOT_SUPERIOR, PERSON_NOT_SIGNER
   */
  async plan(bodyId: string, route: RouteBody): Promise<PlannedRoute> {
    return plannedRoute(bodyId, route, await this.directory.referred({ ...askedBy(route), bodies: [] }));
  }

  /** Bodies that may be asked to agree. @throws AppError BODY_IS_DEVELOPER, NOT_FOUND, BODY_WITHOUT_DOCUMENTATION */
  async approvingBodies(developerBodyId: string, ids: readonly string[]): Promise<BodyRef[]> {
    return approvingBodies(developerBodyId, ids, await this.directory.bodies(ids));
  }

  /** A superior's written assignment, attached by whoever sets the term by it (775:20). @throws AppError as `Files.claim` */
  async assignmentFile(actor: Actor, fileId: string | null): Promise<FileRef | null> {
    const [file] = fileId === null ? [] : await this.files.claim([fileId], actor, []);
    return file ?? null;
  }

  /** @throws AppError UNIT_WITHOUT_HEAD */
  async headOf(unit: UnitRef): Promise<DirectoryEmployee> {
    const head = await this.directory.headOfUnit(unit.id);
    if (!head) throw new AppError('UNIT_WITHOUT_HEAD', { unit: unit.name });
    return head;
  }
}

/** Everybody whom a route asks, each once. */
function askedBy(route: RouteBody): { units: string[]; employees: string[] } {
  return {
    units: [...new Set(unitIdsOf(route))],
    employees: [...new Set([...superiorIdsOf(route), ...route.coSigners.employeeIds])],
  };
}

/** @throws AppError as `RequisitesFinder.plan` */
function plannedRoute(
  bodyId: string,
  route: RouteBody,
  found: { units: readonly DirectoryUnit[]; employees: readonly DirectoryEmployee[] },
): PlannedRoute {
  const interestedUnits = unitsWithHeads(bodyId, askedBy(route).units, found.units);
  const own = found.employees.filter(({ body }) => body.id === bodyId);
  const find = (id: string, holds: (post: HeldPost) => boolean, refusal: ErrorCode) => {
    const employee = own.find((one) => one.id === id);
    const held = employee && inPost(employee, holds);
    if (!held) throw new AppError(refusal, { name: employee?.fullName ?? null });
    const unit = held.postKind === 'unit_head' ? { id: held.unit.id, name: held.unit.name } : null;
    return [id, { person: personRefOf(held), unit }] as const;
  };
  const people = new Map([
    ...route.coSigners.employeeIds.map((id) => find(id, isDeputy, 'PERSON_NOT_SIGNER')),
    ...superiorIdsOf(route).map((id) => find(id, isSuperior, 'PERSON_NOT_SUPERIOR')),
  ]);
  const units = new Map(interestedUnits.map((unit) => [unit.id, unit]));
  const plan = planOf(route, { units, people });
  const twice = repeated(plan);
  if (twice) throw new AppError('ROUTE_REPEATS', { name: twice.unit?.name ?? twice.person?.fullName });
  return { plan, interestedUnits };
}

/** The route of a card; the plain one where nobody built another. @throws AppError VALIDATION_FAILED */
function routeOfCard({ route, interestedUnitIds }: CardBody): RouteBody {
  if (route === null) return plainRoute(interestedUnitIds);
  const asked = new Set(unitIdsOf(route));
  if (asked.size === interestedUnitIds.length && interestedUnitIds.every((id) => asked.has(id))) return route;
  // Two lists of the same units that differ: nobody could say which was meant.
  throw new AppError('VALIDATION_FAILED', {}, [{ path: 'interestedUnitIds', rule: 'unexpected' }]);
}

function unitsWithHeads(bodyId: string, ids: readonly string[], units: readonly DirectoryUnit[]): UnitRef[] {
  const own = units.filter((unit) => unit.bodyId === bodyId);
  if (own.length !== ids.length) throw new AppError('UNIT_OF_OTHER_BODY');
  const headless = own.find((unit) => !unit.hasHead);
  if (headless) throw new AppError('UNIT_WITHOUT_HEAD', { unit: headless.name });
  return own.map(({ id, name }) => ({ id, name }));
}

/** Who signs for the body, each null where the card does not name him yet. */
function signersAmong(
  employees: readonly DirectoryEmployee[],
  actor: Actor,
  legalHeadId: string | null,
  bodyHeadId: string | null,
): Pick<Requisites, 'legalHead' | 'bodyHead'> {
  const signer = (
    id: string | null,
    holds: (post: HeldPost) => boolean,
    refusal: 'PERSON_NOT_LEGAL_HEAD' | 'PERSON_NOT_BODY_HEAD',
  ) => {
    if (id === null) return null;
    const employee = employees.find((one) => one.id === id);
    const signs = employee?.body.id === actor.body.id ? inPost(employee, holds) : undefined;
    if (!signs) throw new AppError(refusal);
    return personRefOf(signs);
  };
  return {
    legalHead: signer(legalHeadId, isLegalHead, 'PERSON_NOT_LEGAL_HEAD'),
    bodyHead: signer(bodyHeadId, isBodyHead, 'PERSON_NOT_BODY_HEAD'),
  };
}

function approvingBodies(
  developerBodyId: string,
  ids: readonly string[],
  bodies: readonly ApprovingBody[],
): BodyRef[] {
  if (ids.includes(developerBodyId)) throw new AppError('BODY_IS_DEVELOPER');
  if (bodies.length !== ids.length) throw new AppError('NOT_FOUND');
  const closed = bodies.find((body) => !body.hasOfficers);
  if (closed) throw new AppError('BODY_WITHOUT_DOCUMENTATION', { body: closed.name });
  return bodies.map(bodyRefOf);
}

function isLegalHead({ unit, postKind }: HeldPost): boolean {
  return unit.kind === 'legal' && postKind === 'unit_head';
}

function isSuperior({ postKind }: HeldPost): boolean {
  return postKind === 'unit_head' || postKind === 'deputy_head';
}

function isDeputy({ postKind }: HeldPost): boolean {
  return postKind === 'deputy_head';
}

function isBodyHead({ postKind }: HeldPost): boolean {
  return postKind === 'head_of_body';
}
