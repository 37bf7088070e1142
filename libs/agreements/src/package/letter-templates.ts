import { Injectable } from '@nestjs/common';
import { LETTER_LANGUAGES, type LetterTemplate, type LetterText } from '#contracts';
import { type Actor, Audit, personOf, Sql, Tx } from '#kernel';
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
      'SELECT language, subject, text FROM agreements.letter_template WHERE body_id = $1',
      [bodyId],
    );
    return LETTER_LANGUAGES.map((language) => {
      const own = rows.find((row) => row.language === language);
      return own ? { ...own, own: true } : { language, ...DEFAULT_TEMPLATES[language], own: false };
    });
  }

  /** The one that a letter in this language is written by. */
  async for(bodyId: string, language: string): Promise<LetterText> {
    const templates = await this.of(bodyId);
    return templates.find((one) => one.language === language) ?? DEFAULT_TEMPLATES.kk;
  }

  /** @throws AppError TEMPLATE_FIELD_UNKNOWN */
  async save(actor: Actor, bodyId: string, { language, subject, text }: LetterTemplate): Promise<void> {
    assertFields({ subject, text });
    await this.tx.run(async () => {
      await this.sql.execute(
        `INSERT INTO agreements.letter_template (body_id, language, subject, text) VALUES ($1, $2, $3, $4)
         ON CONFLICT (body_id, language) DO UPDATE SET subject = excluded.subject, text = excluded.text`,
        [bodyId, language, subject, text],
      );
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
