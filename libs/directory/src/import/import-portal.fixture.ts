import {
  hasControlFigure,
  type ImportKind,
  type ImportRow,
  type ImportRows,
  type ImportView,
  importView,
  type Problem,
} from '#contracts';
import { SigningModule } from '#signing';
import {
  type Answer,
  eventually,
  type FakeClock,
  startTestWorker,
  type TestApp,
  type TestClient,
  type TestWorker,
} from '#testing';
import { DirectoryModule } from '../directory.module.js';
import { DirectoryPortal } from '../directory-portal.fixture.js';
import type { DirectoryWriter } from '../directory-writer.js';
import { writeXlsx } from './sheet/workbook.fixture.js';

export const UNIT = 'Бюджет департаменті';
export const HEADINGS = [
  'ЖСН',
  'Тегі',
  'Аты',
  'Бөлімше',
  'Лауазымы',
  'Должность (на русском)',
  'Лауазым түрі',
  'Телефон',
];

/** Eleven figures and the control figure; nothing where they have none. */
export const iinOf = (figures: string): string =>
  [...'0123456789'].map((last) => figures + last).find(hasControlFigure) ?? '';

/** A row below `HEADINGS`. */
export const person = (iin: string, surname = 'Әлиев', phone = '10-20', unit = UNIT, kind = 'Қызметкер') => [
  iin,
  surname,
  'Болат',
  unit,
  'Сарапшы',
  'Эксперт',
  kind,
  phone,
];

export const sheet = (rows: string[][], headings = HEADINGS): Buffer => writeXlsx([headings, ...rows]);
export const viewIn = (answer: Answer): ImportView => importView.parse(answer.json);
export const codeIn = ({ json }: Answer): string => (json as Problem).code;

export interface Bringing {
  readonly kind?: ImportKind;
  /** The ministry where left out */
  readonly body?: string | null;
  readonly name?: string;
  /** The coordinator where left out */
  readonly by?: TestClient;
}

/** Good IINs, each of them once. */
class NewIins {
  private serial = 0;

  next(): string {
    for (;;) {
      this.serial += 1;
      const iin = iinOf(`800101${String(this.serial).padStart(5, '0')}`);
      if (iin !== '') return iin;
    }
  }
}

interface Clients {
  readonly coordinator: TestClient;
  readonly administrator: TestClient;
}

/** A ministry and another body, those who bring lists of them, and the worker that enters these. */
export class ImportPortal {
  private constructor(
    private readonly portal: DirectoryPortal,
    private readonly worker: TestWorker,
    private readonly iins: NewIins,
    private clients: Clients,
    /** The ministry, whose people the coordinator keeps. */
    readonly bodyId: string,
    readonly otherId: string,
  ) {}

  static async start(): Promise<ImportPortal> {
    const portal = await DirectoryPortal.start();
    const { database, clock } = portal;
    const modules = [
      SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
      DirectoryModule.forRoot({ process: 'worker' }),
    ];
    const worker = await startTestWorker({ database, clock, modules });
    const iins = new NewIins();
    const bodyId = await portal.body('Қаржы министрлігі', null, '190640000018');
    const otherId = await portal.body('Әділет министрлігі');
    const unitId = await portal.unit(bodyId, 'ordinary', UNIT);
    const otherUnit = await portal.unit(otherId, 'ordinary', 'Бөлім');
    const staff = (unit: string, login: string) =>
      portal.employee(unit, { login, name: 'Кәрімов Ержан', postKind: 'specialist', iin: iins.next() });
    await portal.writer.putDuty(await staff(unitId, 'coordinator'), 'coordinator');
    await portal.writer.putDuty(await staff(otherUnit, 'administrator'), 'portal_administrator');
    await staff(unitId, 'specialist');
    await portal.employee(await portal.unit(bodyId, 'leadership', 'Басшылық'), {
      login: 'deputy',
      name: 'Ермеков Нұрлан',
      postKind: 'deputy_head',
      iin: iins.next(),
    });
    return new ImportPortal(portal, worker, iins, await signedIn(portal.app), bodyId, otherId);
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

  get coordinator(): TestClient {
    return this.clients.coordinator;
  }

  get administrator(): TestClient {
    return this.clients.administrator;
  }

  /** Time went on, and the sessions with it. */
  async signInAgain(): Promise<void> {
    this.clients = await signedIn(this.app);
  }

  /** A good IIN that nobody has. */
  newIin(): string {
    return this.iins.next();
  }

  /** Sends a file, which is read and not yet compared. */
  bring(
    bytes: Buffer,
    { kind = 'people', body = this.bodyId, name = 'a.xlsx', by }: Bringing = {},
  ): Promise<Answer> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const query = body === null ? `kind=${kind}` : `kind=${kind}&body=${body}`;
    return (by ?? this.coordinator).send('POST', `/api/directory/imports?${query}`, form);
  }

  /** Sends a file and has it compared, with the columns that the portal knew by themselves. */
  async checked(bytes: Buffer, bringing: Bringing = {}): Promise<ImportView> {
    const { id, mapping } = viewIn(await this.bring(bytes, bringing));
    const by = bringing.by ?? this.coordinator;
    return viewIn(await by.post(`/api/directory/imports/${id}/preview`, { mapping }));
  }

  /** The rows of that outcome, as the coordinator reads them. */
  async rowsOf({ id }: ImportView, outcome: string): Promise<ImportRow[]> {
    const answer = await this.coordinator.get(`/api/directory/imports/${id}/rows?outcome=${outcome}`);
    return (answer.json as ImportRows).items;
  }

  /** Orders that it be entered, and waits until the worker is done with it or failed. */
  async entered({ id }: ImportView, by = this.coordinator): Promise<ImportView> {
    const ordered = await by.post(`/api/directory/imports/${id}/enter`);
    expect(ordered).toMatchObject({ status: 200, json: { state: 'ordered' } });
    return eventually(async () => {
      const view = viewIn(await by.get(`/api/directory/imports/${id}`));
      expect(view.state).not.toBe('ordered');
      return view;
    });
  }

  /** All people of the directory, as they are kept. */
  everybody(): Promise<object[]> {
    return this.query<object>('SELECT * FROM directory.employee ORDER BY iin');
  }

  query<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return this.portal.query(statement, values);
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.portal.close();
  }
}

const signedIn = async (app: TestApp): Promise<Clients> => ({
  coordinator: await app.signIn('coordinator'),
  administrator: await app.signIn('administrator'),
});
