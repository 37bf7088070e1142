import { hasControlFigure, type LocalizedText } from '#contracts';
import { type BodyEntry, DirectoryWriter, type EmployeeEntry, type UnitEntry } from '#directory';
import { type Actor, Clock, newId, Sql, scopesOf, Tx } from '#kernel';
import type { TestDatabase } from './database.js';
import { TEST_PASSWORD_HASH } from './test-client.js';

/** A text in the three languages that can be told from any other. */
export function makeText(text: string): LocalizedText {
  return { kk: `${text} (kk)`, ru: `${text} (ru)`, en: `${text} (en)` };
}

/** Somebody who acts, for what needs no rows in the directory. */
export function makeActor(parts: Partial<Omit<Actor, 'scopes' | 'posts'>> = {}): Actor {
  const actor = {
    accountId: newId(),
    sessionId: newId(),
    employeeId: newId(),
    login: 'aliya',
    fullName: 'Сейітова Әлия Маратқызы',
    shortName: 'Сейітова Ә. М.',
    iin: '900101400001',
    post: makeText('post'),
    postKind: 'specialist' as const,
    unit: { id: newId(), name: makeText('unit'), kind: 'ordinary' as const },
    body: {
      id: newId(),
      name: makeText('body'),
      shortName: makeText('short'),
      bin: '100140000001',
      takesPart: true,
    },
    duties: [],
    standsInFor: [],
    rightsChangeAt: null,
    ...parts,
  };
  const { post, postKind, unit } = actor;
  const holder = { ...actor, posts: [{ post, postKind, unit }] };
  return { ...holder, scopes: scopesOf(holder) };
}

export interface TestEmployee {
  readonly id: string;
  readonly unitId: string;
  readonly login: string;
}

/** Fills the directory of a test: whatever a test does not care about is made up, and never twice the same. */
export class Population {
  readonly writer: DirectoryWriter;
  private count = 0;

  constructor({ dataSource }: TestDatabase) {
    const tx = new Tx(dataSource);
    this.writer = new DirectoryWriter(new Sql(dataSource, tx), tx, new Clock());
  }

  /** @returns the body's id */
  makeBody(parts: Partial<BodyEntry> = {}): Promise<string> {
    const number = this.next();
    return this.writer.putBody({
      parentId: null,
      kind: 'central',
      name: makeText(`Body ${number}`),
      shortName: makeText(`B${number}`),
      bin: registerNumber('1', number),
      ...parts,
    });
  }

  /** @returns the unit's id; it is in a body of its own where none is named */
  async makeUnit(parts: Partial<UnitEntry> = {}): Promise<string> {
    return this.writer.putUnit({
      bodyId: parts.bodyId ?? (await this.makeBody()),
      parentId: null,
      kind: 'ordinary',
      name: makeText(`Unit ${this.next()}`),
      ...parts,
    });
  }

  /** An employee with an account whose password is `TEST_PASSWORD`; in a unit of his own where none is named. */
  async makeEmployee(parts: Partial<EmployeeEntry> = {}): Promise<TestEmployee> {
    const number = this.next();
    const unitId = parts.unitId ?? (await this.makeUnit());
    const id = await this.writer.putEmployee({
      surname: `Сейітов${number}`,
      givenName: 'Әлихан',
      patronymic: '',
      iin: registerNumber('9', number),
      post: makeText('Post'),
      postKind: 'specialist',
      workPhone: '',
      office: '',
      email: '',
      ...parts,
      unitId,
    });
    const login = `employee${number}`;
    await this.writer.putAccount({ employeeId: id, login, passwordHash: TEST_PASSWORD_HASH });
    return { id, unitId, login };
  }

  private next(): number {
    this.count += 1;
    return this.count;
  }
}

/** An IIN or a BIN that begins so, with its control figure; of each number another one. */
export function registerNumber(beginning: string, number: number): string {
  const begun = beginning + String(number).padStart(10 - beginning.length, '0');
  // Not every eleven figures have a control figure.
  for (let end = 0; end < 100; end += 1) {
    const whole = begun + String(end).padStart(2, '0');
    if (hasControlFigure(whole)) return whole;
  }
  throw new Error(`No number of a register begins with ${begun}.`);
}
