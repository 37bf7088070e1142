import { Inject, Injectable } from '@nestjs/common';
import { Files } from '#files';
import { Audit, CONFIG, type Config, publicAddress } from '#kernel';
import { markedNumber } from '../acts/numbers.js';
import { type BodySheetContent, bodySheetDefinition } from './body-sheet-document.js';
import { drawPdf } from './draw-pdf.js';
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
    const title = sheetWords(content.version.language).title;
    return this.keep(content, title, await renderSheet({ ...content, checkAt: this.checkAt() }));
  }

  /** As `write`, for the sheet of one body. */
  async writeOfBody(content: Omit<BodySheetContent, 'checkAt'>): Promise<string> {
    const { title } = sheetWords(content.version.language).bodySheet;
    const pdf = await drawPdf(bodySheetDefinition({ ...content, checkAt: this.checkAt() }));
    return this.keep(content, title, pdf, { body: content.review.body });
  }

  private async keep(
    { act, version }: Pick<SheetContent, 'act' | 'version'>,
    title: string,
    content: Buffer,
    data: Record<string, unknown> = {},
  ): Promise<string> {
    const number = markedNumber(act.number, version.ordinal)?.replace('/', '-') ?? '';
    const file = await this.files.storePortalFile({ name: `${title} ${number}.pdf`, format: 'pdf', content });
    await this.audit.write({
      subjectType: 'draft_act',
      subjectId: act.id,
      action: 'sheet.made',
      actor: null,
      data: { ordinal: version.ordinal, sha256: file.sha256, ...data },
    });
    return file.id;
  }

  private checkAt(): string {
    return `${publicAddress(this.config)}/verify`;
  }
}
