import { Injectable } from '@nestjs/common';
import type { CardBody } from '#contracts';
import { Files } from '#files';
import { type Actor, jsonb } from '#kernel';
import { Texts } from '#texts';
import { FileWords } from './file-words.js';
import { requisiteWords } from './requisite-words.js';
import { RequisitesFinder } from './requisites.js';

/** Turns what was typed into the columns of a version. */
@Injectable()
export class CardWriter {
  constructor(
    private readonly requisites: RequisitesFinder,
    private readonly files: Files,
    private readonly texts: Texts,
    private readonly fileWords: FileWords,
  ) {}

  /** @param heldFiles ids of the files that the version holds already */
  async columns(
    actor: Actor,
    card: CardBody,
    heldFiles: readonly string[],
  ): Promise<Record<string, unknown>> {
    const found = await this.requisites.find(actor, card);
    const files = await this.files.claim(card.fileIds, actor, heldFiles);
    const added = files.filter(({ id }) => !heldFiles.includes(id));
    await this.texts.expect(added);
    await this.fileWords.expect(added);
    return {
      title: card.title,
      language: card.language,
      description: card.description,
      internal_term_days: card.internalTermDays,
      interested_units: jsonb(found.interestedUnits),
      plan: jsonb(found.plan),
      legal_head: found.legalHead && jsonb(found.legalHead),
      body_head: found.bodyHead && jsonb(found.bodyHead),
      approving_bodies: jsonb(found.approvingBodies),
      files: jsonb(files),
      search_words: requisiteWords({ ...found, ...card, files, actor }),
    };
  }
}
