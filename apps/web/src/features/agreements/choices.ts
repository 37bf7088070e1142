import type {
  ActCard,
  BodyItem,
  Language,
  OwnStructure,
  Review,
  StructureEmployee,
  StructureUnit,
} from '#contracts';
import type { Option } from '../../ui/combo-box';

/** Lists of the directory as they are offered for choosing. */

export function unitOptions(structure: OwnStructure, language: Language): Option[] {
  return structure.units
    .filter(({ kind }) => kind !== 'leadership')
    .map((unit) => ({ id: unit.id, label: unit.name[language], hint: headOf(unit)?.fullName }));
}

export function employeeOptions(employees: readonly StructureEmployee[], language: Language): Option[] {
  return employees.map(({ id, fullName, post }) => ({ id, label: fullName, hint: post[language] }));
}

/** @param without the reader's own body: it does not approve its own draft */
export function bodyOptions(bodies: readonly BodyItem[], without: string, language: Language): Option[] {
  return bodies
    .filter(({ id }) => id !== without)
    .map(({ id, name, shortName }) => ({
      id,
      label: name[language],
      hint: hintOf(name, shortName, language),
    }));
}

function hintOf(name: BodyItem['name'], shortName: BodyItem['shortName'], language: Language) {
  return name[language] === shortName[language] ? undefined : shortName[language];
}

export function headOf(unit: StructureUnit): StructureEmployee | undefined {
  return unit.employees.find(({ postKind }) => postKind === 'unit_head');
}

/** Bodies that a version does not ask yet. */
export function otherBodies(
  bodies: readonly BodyItem[],
  { developerBody, version }: Pick<ActCard, 'developerBody' | 'version'>,
  language: Language,
): Option[] {
  const asked = new Set(version.approvingBodies.map(({ id }) => id));
  return bodyOptions(bodies, developerBody.id, language).filter(({ id }) => !asked.has(id));
}

/** Units of the reader's own body that a review does not ask yet. */
export function otherUnits(structure: OwnStructure, { inner }: Review, language: Language): Option[] {
  const asked = new Set([inner?.responsibleUnit?.id, ...(inner?.interestedUnits ?? []).map(({ id }) => id)]);
  return unitOptions(structure, language).filter(({ id }) => !asked.has(id));
}

/** Who may give the visa of the legal service (775:15). */
export function legalHeads({ units }: OwnStructure): StructureEmployee[] {
  return units.filter(({ kind }) => kind === 'legal').flatMap((unit) => headOf(unit) ?? []);
}

/** Who may sign for the body (775:15). */
export function bodyHeads({ units }: OwnStructure): StructureEmployee[] {
  return units.flatMap(({ employees }) => employees.filter(({ postKind }) => postKind === 'head_of_body'));
}

/** Who may agree as a superior of the initiator (775:15): heads of units and deputies of the body's head. */
export function superiors({ units }: OwnStructure): StructureEmployee[] {
  return units.flatMap(({ employees }) =>
    employees.filter(({ postKind }) => postKind === 'unit_head' || postKind === 'deputy_head'),
  );
}

/** Who may sign beside the head (775:64). */
export function deputies({ units }: OwnStructure): StructureEmployee[] {
  return units.flatMap(({ employees }) => employees.filter(({ postKind }) => postKind === 'deputy_head'));
}

/** Whom a route may ask before the legal visa, by the names that `choiceOf` gives (775:15). */
export function routeChoices(structure: OwnStructure, language: Language): Option[] {
  return [
    ...unitOptions(structure, language).map((option) => ({ ...option, id: `unit:${option.id}` })),
    ...employeeOptions(superiors(structure), language).map((option) => ({
      ...option,
      id: `superior:${option.id}`,
    })),
  ];
}
