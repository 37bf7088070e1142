import { Injectable } from '@nestjs/common';
import type { FileRef } from '#contracts';
import { Files } from '#files';
import { Clock } from '#kernel';
import { markedNumber } from '../acts/numbers.js';
import { drawPdf } from '../sheet/draw-pdf.js';
import { letterDefinition } from './letter-document.js';
import type { SubmissionContext } from './submission-moves.js';

const LATER_MS = 15_000;

/** Draws a cover letter and keeps it as a file. */
@Injectable()
export class LetterDrawer {
  constructor(
    private readonly files: Files,
    private readonly clock: Clock,
  ) {}

  async draw({ act, version, submission }: SubmissionContext): Promise<FileRef> {
    const number = (markedNumber(act.number, version.ordinal) ?? '').replace('/', '-');
    return this.files.storePortalFile({
      name: version.language === 'ru' ? `Сопроводительное письмо ${number}.pdf` : `Ілеспе хат ${number}.pdf`,
      format: 'pdf',
      content: await drawPdf(letterDefinition(act, version, submission, this.clock.now())),
    });
  }

  /** When to look again for what it waits for. */
  later(): Date {
    return new Date(this.clock.now().getTime() + LATER_MS);
  }
}
