import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language, TextRefusal } from '#contracts';

/**
 * The text of all files with these bytes, or why there is none. Once read it stays: remarks are tied to its anchors, so a
 * better reader only reads what comes later.
 */
@Entity({ schema: 'texts', name: 'file_text' })
export class FileTextRow {
  /** Lower-case hexadecimal. */
  @PrimaryColumn('text')
  sha256: string;

  @Column('text', { nullable: true })
  refusal: TextRefusal | null;

  /** JSON of `FileText`; text, not jsonb: it is handed on as it is. */
  @Column('text', { nullable: true })
  content: string | null;

  @Column('text', { nullable: true })
  language: Language | null;

  @Column('timestamptz', { name: 'read_at' })
  readAt: Date;
}
