import type { Language } from '#contracts';
import { demoBodies } from '../../../apps/cli/src/demo/directory.js';
import { demoEmployees } from '../../../apps/cli/src/demo/employees.js';

/** The demo's people by what they do in the journey (775:15-18). */
export const DEVELOPER = {
  initiator: 'n.aliaskarov',
  unitHead: 'zh.orazbaev',
  legalHead: 'g.malikova',
  head: 't.sagyndykov',
  /** Of the legal service, but not its head */
  lawyer: 'o.petrenko',
} as const;

/** Who acts in an approving body, and how its units are called in the portal. */
export interface ApprovingBody {
  readonly key: string;
  readonly officer: string;
  readonly head: string;
  readonly executor: string;
  readonly unitHead: string;
  readonly responsibleUnitKey: string;
  /** The unit that is asked for its opinion, and its head */
  readonly interested: { readonly unitKey: string; readonly head: string } | null;
}

export const FINANCE: ApprovingBody = {
  key: 'finance',
  officer: 'r.zhunisova',
  head: 'k.abdikalykov',
  executor: 'a.bekenov',
  unitHead: 'e.kulmagambetov',
  responsibleUnitKey: 'finance-budget',
  interested: { unitKey: 'finance-assets', head: 'n.tileuova' },
};

export const JUSTICE: ApprovingBody = {
  key: 'justice',
  officer: 'sh.mukanova',
  head: 'd.yskakov',
  executor: 'b.ensebaev',
  unitHead: 'k.rakymbaeva',
  responsibleUnitKey: 'justice-legislation',
  interested: null,
};

/** Documentation service of the Office of the Prime Minister (775:23). */
export const OFFICE_OFFICER = 't.esimkhanov';

/** Somebody of a body that has nothing to do with the acts of these tests. */
export const OUTSIDER = 'a.bokenbaev';

/** Of the authorised body; keeps the working calendar. */
export const ADMINISTRATOR = 'r.baizhanov';
/** Of the developer body. */
export const COORDINATOR = 'k.otegenov';
/** Decides requests for accounts, and keeps the tree of bodies, for the authorised body. */
export const OFFICER = 'u.sarsenova';

/** Full name, as the portal writes it. */
export function nameOf(login: string): string {
  const employee = demoEmployees.find((one) => one.login === login);
  if (!employee) throw new Error(`The demo has no ${login}.`);
  const { surname, givenName, patronymic } = employee;
  return [surname, givenName, patronymic].filter(Boolean).join(' ');
}

export const surnameOf = (login: string): string => nameOf(login).split(' ', 1)[0] ?? '';

/** The name in a person's certificate: surname and given name in capitals. */
export function certificateOwner(login: string): string {
  return nameOf(login).split(' ').slice(0, 2).join(' ').toLocaleUpperCase('kk');
}

export function bodyName(key: string, language: Language): string {
  return bodyOf(key).name[language];
}

export function shortBodyName(key: string, language: Language): string {
  return bodyOf(key).shortName[language];
}

function bodyOf(key: string) {
  const body = demoBodies.find((one) => one.key === key);
  if (!body) throw new Error(`The demo has no body ${key}.`);
  return body;
}

export function unitName(key: string, language: Language): string {
  const unit = demoBodies.flatMap(({ units }) => units).find((one) => one.key === key);
  if (!unit) throw new Error(`The demo has no unit ${key}.`);
  return unit.name[language];
}
