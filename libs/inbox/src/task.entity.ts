import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { InboxHolder, InboxNeeds, InboxVerb, Language, LocalizedText } from '#contracts';

/** Something that waits for one employee: to be done, or to be read (775:11). */
@Entity({ schema: 'inbox', name: 'task' })
@Unique('task_once', ['key', 'employeeId', 'needs'])
// An expression index, which decorators cannot describe; the migration makes it.
@Index('task_open', { synchronize: false })
@Index('task_term', ['dueAt'], { where: `needs = 'action' AND closed_at IS NULL AND due_at IS NOT NULL` })
@Index('task_open_subject', ['subjectId'], { where: 'closed_at IS NULL' })
@Index('task_done_for', ['doneBy', 'closedAt', 'id'], { where: 'done_for IS NOT NULL' })
@Index('task_closed', ['employeeId', 'closedAt', 'id'], { where: 'closed_at IS NOT NULL' })
export class Task {
  @PrimaryColumn('uuid')
  id: string;

  /** The step of the document that asks for it. */
  @Column('uuid')
  key: string;

  @Column('uuid', { name: 'employee_id' })
  @ForeignKey('Employee', { name: 'task_of_employee' })
  employeeId: string;

  @Column('text')
  needs: InboxNeeds;

  @Column('text')
  verb: InboxVerb;

  @Column('text')
  room: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  @Column('text', { name: 'subject_kind' })
  subjectKind: string;

  @Column('text')
  title: string;

  @Column('text', { name: 'title_language' })
  titleLanguage: Language;

  /** It stays inside the portal: a letter names the document by its number alone. */
  @Column('boolean', { name: 'title_hidden', default: false })
  titleHidden: boolean;

  @Column('text', { nullable: true })
  number: string | null;

  /** The body it comes from; null of a task of old whose body is called otherwise by now. */
  @Column('uuid', { name: 'body_id', nullable: true })
  bodyId: string | null;

  @Column('jsonb', { name: 'body_name' })
  bodyName: LocalizedText;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'opened_at', nullable: true })
  openedAt: Date | null;

  /** Since when what was asked for has been given, and only its check is awaited. */
  @Column('timestamptz', { name: 'waits_since', nullable: true })
  waitsSince: Date | null;

  /** When it was done or read, or was no longer asked for. */
  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  /** Who did it or read it; null where it was no longer asked for. */
  @Column('uuid', { name: 'done_by', nullable: true })
  doneBy: string | null;

  /** In whose stead, where he did it in another's; on the row of the one whose task it was. */
  @Column('jsonb', { name: 'done_for', nullable: true })
  doneFor: InboxHolder | null;

  /** Made of the title, the number and the names of the body: see `taskLexemes`. */
  @Column('tsvector', { name: 'search_words', default: '' })
  searchWords: string;
}
