import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LetterTemplate } from '#contracts';

/** A body's own template of the cover letter, in one language. */
@Entity({ schema: 'agreements', name: 'letter_template' })
export class LetterTemplateRow {
  @PrimaryColumn('uuid', { name: 'body_id' })
  bodyId: string;

  @PrimaryColumn('text')
  language: LetterTemplate['language'];

  @Column('text')
  subject: string;

  @Column('text')
  text: string;

  /** How often it was saved. */
  @Column('int', { default: 1 })
  revision: number;
}
