import { type BodyCard, bodyCard, type Duty, type PersonCard, personCard } from '#contracts';
import { newId, Outbox, Tx } from '#kernel';
import type { Answer, FakeClock, TestApp, TestClient } from '#testing';
import { Directory } from '../directory.js';
import { DirectoryPortal, text } from '../directory-portal.fixture.js';
import type { DirectoryWriter } from '../directory-writer.js';

const DUTIES: Readonly<Record<string, readonly Duty[]>> = {
  coordinator: ['coordinator'],
  stranger: ['coordinator'],
  officer: ['authorised_body_officer'],
  administrator: ['portal_administrator'],
};

/** The code of a refusal with its status; of what was done its status alone. */
export const codeOf = ({ status, json }: Answer): number | string =>
  status < 300 ? status : `${status} ${(json as { code: string }).code}`;

/** What is sent to make or change a unit. */
export const unitBody = (parts: object = {}): object => ({
  parentId: null,
  kind: 'ordinary',
  name: text('Жаңа бөлім'),
  overseerId: null,
  ...parts,
});

/** A ministry and another body with their units and people, each known by a name, and those who keep them. */
export class KeepingPortal {
  /** Of bodies and units by their names, of people by their logins. */
  readonly ids: Record<string, string> = {};
  private readonly clients = new Map<string, TestClient>();

  private constructor(private readonly portal: DirectoryPortal) {}

  static async start(): Promise<KeepingPortal> {
    const keeping = new KeepingPortal(await DirectoryPortal.start());
    await keeping.fill();
    return keeping;
  }

  private async fill(): Promise<void> {
    const { portal, ids } = this;
    ids.ministry = await portal.body('Қаржы министрлігі');
    ids.other = await portal.body('Әділет министрлігі');
    ids.department = await portal.unit(ids.ministry, 'ordinary', 'Бюджет департаменті');
    ids.division = await portal.unit(ids.ministry, 'ordinary', 'Болжау бөлімі');
    ids.legal = await portal.unit(ids.ministry, 'legal', 'Заң қызметі');
    ids.leadership = await portal.unit(ids.ministry, 'leadership', 'Басшылық');
    ids.office = await portal.unit(ids.other, 'documentation', 'Құжаттама');
    const people = [
      ['minister', 'leadership', 'Абдіқалықов Қанат', 'head_of_body'],
      ['director', 'department', 'Оразбаев Жандос', 'unit_head'],
      ['clerk', 'department', 'Бекенов Асан', 'specialist'],
      ['coordinator', 'division', 'Қапышев Марат', 'specialist'],
      ['stranger', 'office', 'Шәріпов Мұрат', 'specialist'],
      ['officer', 'office', 'Сәрсенова Ұлпан', 'specialist'],
      ['administrator', 'office', 'Байжанов Рүстем', 'specialist'],
    ] as const;
    for (const [login, unit, name, postKind] of people) {
      ids[login] = await portal.employee(this.idOf(unit), { login, name, postKind });
      for (const duty of DUTIES[login] ?? []) await portal.writer.putDuty(this.idOf(login), duty);
    }
  }

  get app(): TestApp {
    return this.portal.app;
  }

  get clock(): FakeClock {
    return this.portal.clock;
  }

  get writer(): DirectoryWriter {
    return this.portal.writer;
  }

  get directory(): Directory {
    return this.app.get(Directory);
  }

  query<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return this.portal.query(statement, values);
  }

  /** The id of whatever has that name; of nothing where nothing has. */
  idOf(name: string): string {
    return this.ids[name] ?? newId();
  }

  async as(login: string): Promise<TestClient> {
    const client = this.clients.get(login) ?? (await this.app.signIn(login));
    this.clients.set(login, client);
    return client;
  }

  /** @param path below `/api/directory/` */
  async send(login: string, method: string, path: string, body?: unknown): Promise<Answer> {
    return (await this.as(login)).send(method, `/api/directory/${path}`, body);
  }

  async body(id = this.idOf('ministry')): Promise<BodyCard> {
    return bodyCard.strict().parse((await this.send('clerk', 'GET', `bodies/${id}`)).json);
  }

  async person(login: string, reader = 'coordinator'): Promise<PersonCard> {
    return personCard.strict().parse((await this.send(reader, 'GET', `people/${this.idOf(login)}`)).json);
  }

  /** The ministry's coordinator makes this person head of the division, or what the parts say. */
  appoint(login: string, parts: object): Promise<Answer> {
    return this.send('coordinator', 'POST', `people/${this.idOf(login)}/posts`, {
      unitId: this.idOf('division'),
      post: text('Басшы'),
      kind: 'unit_head',
      main: false,
      from: null,
      to: null,
      ...parts,
    });
  }

  /** The kinds of the posts that a person holds now, each with the id of its unit. */
  async postsOf(login: string): Promise<[kind: string, unitId: string][] | undefined> {
    const employee = await this.directory.employee(this.idOf(login));
    return employee?.posts.map(({ postKind, unit }) => [postKind, unit.id]);
  }

  /** Time goes on; whoever was signed in has to do it again. */
  comeTo(instant: string): void {
    this.clock.set(instant);
    this.clients.clear();
  }

  /** Does what the outbox holds and what is due, as the worker does. */
  async doWhatIsDue(): Promise<void> {
    const rows = await this.query<{ id: string; topic: string; payload: Record<string, unknown> }>(
      'SELECT id, topic, payload FROM kernel.outbox WHERE done_at IS NULL AND next_attempt_at <= $1 ORDER BY next_attempt_at, id',
      [this.clock.now()],
    );
    for (const { id, topic, payload } of rows) {
      await this.app.get(Tx).run(async () => this.app.get(Outbox).handlerOf(topic)?.(payload));
      await this.query('UPDATE kernel.outbox SET done_at = $2 WHERE id = $1', [id, this.clock.now()]);
    }
  }

  close(): Promise<void> {
    return this.portal.close();
  }
}
