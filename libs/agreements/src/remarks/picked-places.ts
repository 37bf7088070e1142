import { Injectable } from '@nestjs/common';
import type { RemarkPlace } from '#contracts';
import { type Actor, AppError } from '#kernel';
import { Texts } from '#texts';
import type { ActVersion } from '../acts/act-version.entity.js';

/** Characters of a paragraph that stand with a remark, and are signed with it. */
const EXCERPT = 200;

/** Paragraphs that were picked in the text of a version, with their words as the text has them: they are signed. */
@Injectable()
export class PickedPlaces {
  constructor(private readonly texts: Texts) {}

  /** @throws AppError VALIDATION_FAILED for a file of another version, or a paragraph that its text has not */
  async verified(actor: Actor, version: ActVersion, place: RemarkPlace | null): Promise<RemarkPlace | null> {
    if (place === null) return null;
    const file = version.files.find(({ id }) => id === place.fileId);
    const text = file && (await this.texts.of(actor.accountId, file));
    const paragraph = text?.paragraphs.find(({ anchor }) => anchor === place.anchor);
    if (!paragraph) throw new AppError('VALIDATION_FAILED', {}, [{ path: 'remarks', rule: 'unknown_place' }]);
    return { ...place, excerpt: paragraph.text.replace(/\s+/g, ' ').slice(0, EXCERPT) };
  }
}
