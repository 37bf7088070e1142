import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AppError, CONFIG, type Config, SecretBox, Sql } from '#kernel';
import { edmsAddress } from './edms-addresses.js';
import type { EdmsWay } from './edms-way.entity.js';
import { FOLDER_NAME } from './folder-way.js';
import type { HttpWay } from './http-way.js';

/** What is sealed of a way. */
const secrets = z.object({
  token: z.string().optional(),
  certificate: z.string().optional(),
  key: z.string().optional(),
});
export type EdmsSecrets = z.infer<typeof secrets>;

/** A way before it is kept; the database numbers it. */
export type NewWay = Omit<EdmsWay, 'revision'>;

/** A way as it is gone. */
export type OpenedWay =
  | ({ readonly kind: 'http'; readonly signedReceipts: boolean } & HttpWay)
  | { readonly kind: 'folder'; readonly signedReceipts: boolean; readonly folder: string };

const COLUMNS = `body_id AS "bodyId", revision, kind, url, auth, secret, ca, folder, signed_receipts AS "signedReceipts",
  updated_at AS "updatedAt", updated_by AS "updatedBy"`;

/** Seals and opens ways, and says which of them may be gone. */
@Injectable()
export class EdmsWays {
  constructor(
    private readonly sql: Sql,
    private readonly box: SecretBox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  find(bodyId: string): Promise<EdmsWay | undefined> {
    return this.sql.row<EdmsWay>(`SELECT ${COLUMNS} FROM agreements.edms_way WHERE body_id = $1`, [bodyId]);
  }

  get allowed(): { hosts: string[]; folders: boolean } {
    return { hosts: [...this.config.edmsHosts], folders: this.config.edmsFolders !== undefined };
  }

  seal(bodyId: string, values: EdmsSecrets): Buffer {
    return this.box.seal(Buffer.from(JSON.stringify(values)), ownerOf(bodyId));
  }

  secretsOf({ bodyId, secret }: Pick<EdmsWay, 'bodyId' | 'secret'>): EdmsSecrets {
    if (secret === null) return {};
    return secrets.parse(JSON.parse(this.box.open(secret, ownerOf(bodyId)).toString('utf8')));
  }

  /**
   * The way with its secrets, as the settings of the portal let it be gone now.
   * @throws AppError EDMS_ADDRESS_REFUSED, EDMS_FOLDER_REFUSED, EDMS_CREDENTIALS_MISSING
   */
  open(way: NewWay): OpenedWay {
    const { kind, signedReceipts } = way;
    if (kind === 'folder') return { kind, signedReceipts, folder: this.folderOf(way.folder) };
    const url = edmsAddress(way.url, this.config);
    if (!url) throw new AppError('EDMS_ADDRESS_REFUSED', { hosts: this.config.edmsHosts });
    const { token, certificate, key } = this.secretsOf(way);
    if (way.auth === 'bearer' && !token) throw new AppError('EDMS_CREDENTIALS_MISSING');
    if (way.auth === 'certificate' && !(certificate && key)) throw new AppError('EDMS_CREDENTIALS_MISSING');
    return {
      kind,
      signedReceipts,
      url,
      token: way.auth === 'bearer' ? token : undefined,
      certificate: way.auth === 'certificate' ? certificate : undefined,
      key: way.auth === 'certificate' ? key : undefined,
      ca: way.ca || undefined,
    };
  }

  private folderOf(name: string): string {
    const { edmsFolders } = this.config;
    if (edmsFolders === undefined || !FOLDER_NAME.test(name)) throw new AppError('EDMS_FOLDER_REFUSED');
    return join(edmsFolders, name);
  }
}

const ownerOf = (bodyId: string): string => `edms:${bodyId}`;
