import { Injectable } from '@nestjs/common';
import type { BodyRef, CardBody, PersonRef, UnitRef } from '#contracts';
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
import type { ActVersion } from './act-version.entity.js';

/** What a card names besides its own words, as found in the directory. */
export interface Requisites {
  readonly interestedUnits: UnitRef[];
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
    const { legalHeadId, bodyHeadId, interestedUnitIds, approvingBodyIds } = card;
    const found = await this.directory.referred({
      units: interestedUnitIds,
      employees: [legalHeadId, bodyHeadId].filter((id) => id !== null),
      bodies: approvingBodyIds,
    });
    return {
      interestedUnits: unitsWithHeads(actor.body.id, interestedUnitIds, found.units),
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
    const found = await this.directory.referred({
      units: [],
      employees: [legalHeadId, bodyHeadId].filter((id) => id !== null),
      bodies: bodyIds,
    });
    const { legalHead, bodyHead } = signersAmong(found.employees, actor, legalHeadId, bodyHeadId);
    if (!legalHead || !bodyHead) throw new AppError('ACT_WITHOUT_SIGNERS');
    approvingBodies(actor.body.id, bodyIds, found.bodies);
    return { legalHead, bodyHead };
  }

  /** Units of one body in the order of `ids`. @throws AppError UNIT_OF_OTHER_BODY, UNIT_WITHOUT_HEAD */
  async unitsWithHeads(bodyId: string, ids: readonly string[]): Promise<UnitRef[]> {
    return unitsWithHeads(bodyId, ids, await this.directory.units(ids));
  }

  /** @throws AppError UNIT_WITHOUT_HEAD */
  async headOf(unit: UnitRef): Promise<DirectoryEmployee> {
    const head = await this.directory.headOfUnit(unit.id);
    if (!head) throw new AppError('UNIT_WITHOUT_HEAD', { unit: unit.name });
    return head;
  }
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

function isBodyHead({ postKind }: HeldPost): boolean {
  return postKind === 'head_of_body';
}
