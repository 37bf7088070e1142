import { Inject, Injectable } from '@nestjs/common';
import { Files } from '#files';
import { Audit, CONFIG, type Config, publicAddress } from '#kernel';
import { markedNumber } from '../acts/numbers.js';
import { renderSheet, type SheetContent } from './sheet-document.js';
import { sheetWords } from './sheet-words.js';

/** Keeps a drawn sheet as a file of the act, with an entry in its record. */
@Injectable()
export class SheetWriter {
  constructor(
    private readonly files: Files,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns the id of the file */
  async write(content: Omit<SheetContent, 'checkAt'>): Promise<string> {
    const { act, version } = content;
    const number = markedNumber(act.number, version.ordinal)?.replace('/', '-') ?? '';
    const file = await this.files.storePortalFile({
      name: `${sheetWords(version.language).title} ${number}.pdf`,
      format: 'pdf',
      content: await renderSheet({ ...content, checkAt: `${publicAddress(this.config)}/verify` }),
    });
    await this.audit.write({
      subjectType: 'draft_act',
      subjectId: act.id,
      action: 'sheet.made',
      actor: null,
      data: { ordinal: version.ordinal, sha256: file.sha256 },
    });
    return file.id;
  }
}
