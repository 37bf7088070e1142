import { Injectable } from '@nestjs/common';
import { LETTER_LANGUAGES, type LetterTemplate, type LetterText } from '#contracts';
import { type Actor, AppError, Audit, personOf, Sql, Tx } from '#kernel';
import { assertFields, DEFAULT_TEMPLATES } from './letter-template.js';

/** Templates of the cover letter that bodies keep, one in each language of acts. */
@Injectable()
export class LetterTemplates {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly audit: Audit,
  ) {}

  /** Both, the body's own or what the portal writes by. */
  async of(bodyId: string): Promise<(LetterTemplate & { own: boolean })[]> {
    const rows = await this.sql.rows<LetterTemplate>(
      'SELECT language, subject, text, revision FROM agreements.letter_template WHERE body_id = $1',
      [bodyId],
    );
    return LETTER_LANGUAGES.map((language) => {
      const own = rows.find((row) => row.language === language);
      return own
        ? { ...own, own: true }
        : { language, ...DEFAULT_TEMPLATES[language], revision: 0, own: false };
    });
  }

  /** The one that a letter in this language is written by. */
  async for(bodyId: string, language: string): Promise<LetterText> {
    const templates = await this.of(bodyId);
    return templates.find((one) => one.language === language) ?? DEFAULT_TEMPLATES.kk;
  }

  /** @throws AppError TEMPLATE_FIELD_UNKNOWN; STALE with the newer revision, where it was saved in another window meanwhile */
  async save(actor: Actor, bodyId: string, template: LetterTemplate): Promise<void> {
    const { language, subject, text, revision } = template;
    assertFields({ subject, text });
    await this.tx.run(async () => {
      const saved = await this.sql.row<{ revision: number }>(
        `INSERT INTO agreements.letter_template AS kept (body_id, language, subject, text, revision)
         VALUES ($1, $2, $3, $4, 1)
         ON CONFLICT (body_id, language) DO UPDATE
           SET subject = excluded.subject, text = excluded.text, revision = kept.revision + 1
           WHERE kept.revision = $5
         RETURNING revision`,
        [bodyId, language, subject, text, revision],
      );
      if (saved?.revision !== revision + 1) {
        const kept = (await this.of(bodyId)).find((one) => one.language === language);
        throw new AppError('STALE', { revision: kept?.revision ?? 0 });
      }
      await this.audit.write({
        subjectType: 'state_body',
        subjectId: bodyId,
        action: 'body.letter_template',
        actor,
        data: { by: personOf(actor), language },
      });
    });
  }
}
