import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Controller, Get, Module, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DirectoryModule, DirectoryWriter, directoryPersistence } from '#directory';
import { Allowed, CONFIG, type Config, kernelPersistence } from '#kernel';
import { SigningModule, signingPersistence } from '#signing';
import {
  createTestDatabase,
  eventually,
  FakeClock,
  startTestApp,
  TEST_PASSWORD_HASH,
  type TestApp,
  type TestClient,
  type TestDatabase,
} from '#testing';
import { Files } from './files.js';
import { FilesModule } from './files.module.js';
import { filesPersistence } from './files.persistence.js';

/** Stands for a room that lets its readers download. */
@Controller('downloads')
class DownloadsController {
  constructor(private readonly files: Files) {}

  @Get(':id')
  @Allowed('signed-in')
  download(@Param('id') id: string, @Res() response: Response): Promise<void> {
    return this.files.respond(response, id);
  }
}

@Module({ controllers: [DownloadsController] })
class DownloadsModule {}

export interface Uploader {
  readonly employeeId: string;
  readonly client: TestClient;
}

const name = { kk: 'Цифрлық даму министрлігі', ru: 'Министерство цифрового развития', en: 'Ministry' };

/** A portal with files and people who sign in. */
export class FilesPortal {
  private employees = 0;

  private constructor(
    readonly app: TestApp,
    readonly clock: FakeClock,
    private readonly database: TestDatabase,
    private readonly root: string,
  ) {}

  static async start(): Promise<FilesPortal> {
    const database = await createTestDatabase([
      kernelPersistence,
      filesPersistence,
      signingPersistence,
      directoryPersistence,
    ]);
    const clock = new FakeClock();
    const process = 'api';
    const modules = [
      FilesModule.forRoot({ process }),
      SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
      DirectoryModule.forRoot({ process }),
      DownloadsModule,
    ];
    const app = await startTestApp({ database, modules, clock });
    return new FilesPortal(app, clock, database, join(app.get<Config>(CONFIG).dataDir, 'files'));
  }

  async employee(login: string): Promise<Uploader> {
    const writer = this.app.get(DirectoryWriter);
    this.employees += 1;
    const bodyId = await writer.putBody({
      parentId: null,
      kind: 'central',
      name,
      shortName: name,
      bin: '190640637421',
    });
    const unitId = await writer.putUnit({ bodyId, parentId: null, kind: 'ordinary', name });
    const employeeId = await writer.putEmployee({
      unitId,
      surname: 'Әлиасқаров',
      givenName: 'Нұржан',
      patronymic: 'Өмірұлы',
      iin: `89120535124${this.employees}`,
      post: name,
      postKind: 'specialist',
      workPhone: '',
      office: '',
      email: '',
    });
    await writer.putAccount({ employeeId, login, passwordHash: TEST_PASSWORD_HASH });
    return { employeeId, client: await this.app.signIn(login) };
  }

  /** Paths of everything on the disk, from the store's folder. */
  async storedFiles(): Promise<string[]> {
    const entries = await readdir(this.root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.root, join(entry.parentPath, entry.name)));
  }

  /** Waits until the marks of what was kept are gone, which the answer does not wait for. */
  async settled(): Promise<void> {
    await eventually(async () => {
      const stored = await this.storedFiles();
      expect(stored.filter((path) => path.startsWith('incoming') && path.includes('.'))).toEqual([]);
    });
  }

  rows(): Promise<{ id: string; uploadedBy: string | null; attached: boolean }[]> {
    return this.database.dataSource.query(
      `SELECT id, uploaded_by AS "uploadedBy", attached_at IS NOT NULL AS attached
       FROM files.stored_file ORDER BY id`,
    );
  }

  async empty(): Promise<void> {
    await this.database.dataSource.query('DELETE FROM files.stored_file');
    await rm(this.root, { recursive: true, force: true });
    await mkdir(this.root);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }
}
