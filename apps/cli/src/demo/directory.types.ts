import type { Duty } from '#contracts';

/** A text in the portal's three languages. */
export interface LocalText {
  kk: string;
  ru: string;
  en: string;
}

export type BodyKind = 'central' | 'local' | 'institution' | 'pmo';

export type UnitKind = 'leadership' | 'legal' | 'documentation' | 'hr' | 'ordinary';

export type PostKind = 'head_of_body' | 'deputy_head' | 'unit_head' | 'specialist';

export interface DemoUnit {
  /** Unique over all bodies. */
  key: string;
  kind: UnitKind;
  name: LocalText;
  /** Login of the deputy head who oversees it. */
  overseer?: string;
}

export interface DemoBody {
  key: string;
  kind: BodyKind;
  /** The superior body's key; null at the top. */
  parentKey: string | null;
  /** 12 digits, control digit right, no such body exists. */
  bin: string;
  name: LocalText;
  shortName: LocalText;
  units: DemoUnit[];
}

export interface DemoEmployee {
  login: string;
  unitKey: string;
  surname: string;
  givenName: string;
  patronymic: string;
  /** 12 digits, control digit right, birth date invented. */
  iin: string;
  postKind: PostKind;
  post: LocalText;
  workPhone: string;
  office: string;
  email: string;
  /** Named duties, which go with no post. */
  duties?: readonly Duty[];
}

/** Keeps a text in three languages on one line. */
export function text(kk: string, ru: string, en: string): LocalText {
  return { kk, ru, en };
}
