import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { z } from 'zod';
import { employeeName, type Role, type SigningIdentity, signDetached, TestPki } from '#certification-centre';
import {
  type ActCard,
  actCard,
  type CheckedFile,
  checkedFile,
  type Duty,
  type Preparation,
  preparation,
} from '#contracts';
import { DirectoryWriter } from '#directory';
import { Clock, type Config, loadConfig, type ProcessKind } from '#kernel';
import { type Answer, createTestDatabase, Population, TestClient, type TestDatabase } from '#testing';
import { AppModule } from '../app.module.js';
import { setUpHttp } from '../http.js';
import { ROOMS } from '../rooms.js';
import { type KnownPeople, type KnownPerson, makePeople, type PersonName } from './people.fixture.js';

/** Real keys, passwords and HTTP: on a busy machine a journey takes longer than Jest's five seconds. */
jest.setTimeout(120_000);

/** A PDF as short as the portal takes one. */
export const PDF = '%PDF-1.7\n%%EOF\n';

/** Somebody of the population, signed in, with a key. */
export class Person {
  constructor(
    readonly known: KnownPerson,
    readonly client: TestClient,
    readonly identity: SigningIdentity,
    private readonly clock: Clock,
  ) {}

  get id(): string {
    return this.known.id;
  }

  get(path: string): Promise<Answer> {
    return this.client.get(path);
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.client.post(path, body);
  }

  patch(path: string, body?: unknown): Promise<Answer> {
    return this.client.patch(path, body);
  }

  send(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.client.send(method, path, body);
  }

  /** The act as this reader is shown it; fails where he is not. */
  async card(actId: string, version?: number): Promise<ActCard> {
    const answer = await this.get(
      `/api/agreements/${actId}${version === undefined ? '' : `?version=${version}`}`,
    );
    return cardOf(answer);
  }

  async upload(name = 'Жоба.pdf', content: string = PDF): Promise<CheckedFile> {
    const form = new FormData();
    form.append('file', new Blob([content]), name);
    const answer = await this.post('/api/files', form);
    return parsed(checkedFile, expectStatus(answer, 201));
  }

  async prepare(stepId: string): Promise<Preparation> {
    const answer = await this.post(`/api/agreements/steps/${stepId}/prepare`);
    return parsed(preparation, expectStatus(answer, 200));
  }

  /** Signs what is prepared as the browser does, and sends it. */
  async sign(stepId: string, identity = this.identity): Promise<Answer> {
    const prepared = await this.prepare(stepId);
    return this.sendSignature(stepId, prepared, this.cmsOf(prepared, identity));
  }

  /** A detached CMS over the prepared manifest, DER. */
  cmsOf(prepared: Preparation, identity = this.identity): Buffer {
    return signDetached(Buffer.from(prepared.manifest, 'base64'), identity, this.clock.now());
  }

  sendSignature(stepId: string, prepared: Pick<Preparation, 'id'>, cms: Buffer): Promise<Answer> {
    return this.post(`/api/agreements/steps/${stepId}/sign`, {
      preparationId: prepared.id,
      signature: cms.toString('base64'),
    });
  }
}

/** The whole portal over a database of its own: all rooms, real HTTP, a certification centre, everybody signed in. */
export class Portal {
  private readonly signedIn = new Map<PersonName, Promise<Person>>();

  private constructor(
    readonly database: TestDatabase,
    readonly config: Config,
    readonly pki: TestPki,
    readonly known: KnownPeople,
    readonly app: NestExpressApplication,
    readonly url: string,
    private readonly clock: Clock,
  ) {}

  /**
   * @param clock the portal's; by default time goes on as it does
   * @param settings further ones, e.g. OCSP_URL
   */
  static async start(clock = new Clock(), settings: NodeJS.ProcessEnv = {}): Promise<Portal> {
    const database = await createTestDatabase(ROOMS);
    const dataDir = await mkdtemp(join(tmpdir(), 'kelisim-api-'));
    const config = loadConfig({
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      SESSION_IDLE_MINUTES: '1440', // a test that moves its clock keeps everybody signed in
      RATE_FACTOR: '1000', // a test asks more often than people do
      ...settings,
    });
    const [pki, known] = await Promise.all([
      TestPki.create(join(dataDir, 'certification-centre'), clock.now()),
      makePeople(new Population(database)),
    ]);
    const module = await compile('api', config, clock);
    const app = module.createNestApplication<NestExpressApplication>({
      bodyParser: false,
      logger: ['error'],
    });
    setUpHttp(app, config, join(dataDir, 'no-web'));
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new Portal(database, config, pki, known, app, `http://127.0.0.1:${port}`, clock);
  }

  /** A worker process of the portal's own; the caller closes it. */
  async startWorker(): Promise<INestApplicationContext> {
    const module = await compile('worker', this.config, this.clock);
    return module.init();
  }

  get stranger(): TestClient {
    return new TestClient(this.url);
  }

  as(name: PersonName): Promise<Person> {
    const known = this.signedIn.get(name) ?? this.signIn(name);
    this.signedIn.set(name, known);
    return known;
  }

  /** Everybody signs in anew: for a test that moves its clock further than a session lasts. */
  forgetSessions(): void {
    this.signedIn.clear();
  }

  nameOf(employeeId: string): PersonName {
    for (const person of this.known.people.values()) if (person.id === employeeId) return person.name;
    throw new Error(`Nobody of the population has the id ${employeeId}.`);
  }

  knownAs(name: PersonName): KnownPerson {
    const known = this.known.people.get(name);
    if (!known) throw new Error(`Nobody is called ${name}.`);
    return known;
  }

  /** A named duty besides what goes with the post; nobody else is told of it. */
  giveDuty(name: PersonName, duty: Duty): Promise<void> {
    return this.app.get(DirectoryWriter).putDuty(this.knownAs(name).id, duty);
  }

  /**
   * A certificate for somebody, right but for what is given.
   * @param oddity of the certificate itself
   */
  identityOf(
    name: PersonName,
    owner: Partial<{ iin: string; bin: string; role: Role }> = {},
    oddity: Parameters<TestPki['employee']>[0] = {},
  ): SigningIdentity {
    const { surname, iin, bin } = this.knownAs(name);
    const role = owner.role ?? (name.endsWith('.head') ? 'head' : 'employee');
    const request = {
      surname,
      given: 'Әлихан',
      iin,
      bin,
      organisation: 'Test',
      role,
      password: '',
      ...owner,
    };
    const { publicKey } = this.pki.keys.employee;
    const extensions = this.pki.centre.employeeExtensions(publicKey, role);
    return this.pki.employee({ name: employeeName(request), extensions, ...oddity });
  }

  /** A digest of everything that a decision can change: equal where nothing was done. */
  async fingerprint(): Promise<string> {
    const tables = [
      'agreements.draft_act',
      'agreements.act_version',
      'agreements.review',
      'agreements.route_step',
      'agreements.number_counter',
      'inbox.task',
      "(SELECT * FROM kernel.audit_entry WHERE subject_type = 'draft_act')",
      'kernel.outbox',
      'signing.signature',
    ];
    const digests = tables.map(
      (table) => `(SELECT md5(coalesce(string_agg(row::text, '' ORDER BY row::text), '')) FROM ${table} row)`,
    );
    const [found] = await this.database.dataSource.query<{ digest: string }[]>(
      `SELECT ${digests.join(' || ')} AS digest`,
    );
    return found?.digest ?? '';
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
    await rm(this.config.dataDir, { recursive: true, force: true });
  }

  private async signIn(name: PersonName): Promise<Person> {
    const known = this.knownAs(name);
    const client = await TestClient.signIn(this.url, known.login);
    return new Person(known, client, this.identityOf(name), this.clock);
  }
}

function compile(process: ProcessKind, config: Config, clock: Clock) {
  return Test.createTestingModule({ imports: [AppModule.forRoot(process, config)] })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
}

/** The answer, where it has the status; otherwise fails with what was answered. */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status)
    throw new Error(`${status} was expected, not ${answer.status} ${answer.text}`);
  return answer;
}

/** An answer as its contract has it: nothing missing, and nothing more than the contract tells. */
export function parsed<T>(schema: z.ZodType<T>, { json }: Answer): T {
  const value = schema.parse(json);
  expect(json).toEqual(value);
  return value;
}

/** The card that a decision answers with, checked by its contract. */
export function cardOf(answer: Answer): ActCard {
  return parsed(actCard, expectStatus(answer, answer.status === 201 ? 201 : 200));
}

/** Status and code of a refusal. */
export function refusalOf(answer: Answer): string {
  const { code } = (answer.json ?? {}) as { code?: string };
  return `${answer.status} ${code ?? ''}`.trim();
}
