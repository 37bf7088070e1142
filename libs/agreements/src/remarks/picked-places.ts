import { Injectable } from '@nestjs/common';
import type { RemarkPlace } from '#contracts';
import { type Actor, AppError } from '#kernel';
import { Texts } from '#texts';
import type { ActVersion } from '../acts/act-version.entity.js';

/** Characters of a paragraph that stand with a remark, and are signed with it. */
const EXCERPT = 200;

/** Says of a place how it is kept. */
export type VerifyPlace = (place: RemarkPlace | null) => RemarkPlace | null;

/** Paragraphs that were picked in the text of a version, with their words as the text has them: they are signed. */
@Injectable()
export class PickedPlaces {
  constructor(private readonly texts: Texts) {}

  /**
   * Reads each text that the places are in once, however many they are.
   * @throws AppError VALIDATION_FAILED, also by what is returned, for a file of another version, or a paragraph that its
   *   text has not
   */
  async verifier(
    actor: Actor,
    version: ActVersion,
    places: readonly (RemarkPlace | null)[],
  ): Promise<VerifyPlace> {
    const words = new Map<string, ReadonlyMap<string, string>>();
    for (const fileId of new Set(places.flatMap((place) => place?.fileId ?? []))) {
      const file = version.files.find(({ id }) => id === fileId);
      if (!file) throw unknownPlace();
      const { paragraphs } = await this.texts.of(actor.accountId, file);
      words.set(fileId, new Map(paragraphs.map(({ anchor, text }) => [anchor, text])));
    }
    return (place) => {
      if (place === null) return null;
      const text = words.get(place.fileId)?.get(place.anchor);
      if (text === undefined) throw unknownPlace();
      return { ...place, excerpt: text.replace(/\s+/g, ' ').slice(0, EXCERPT) };
    };
  }
}

const unknownPlace = () =>
  new AppError('VALIDATION_FAILED', {}, [{ path: 'remarks', rule: 'unknown_place' }]);
