import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The folded words of a file's text: by them the acts that hold it are found. */
@Entity({ schema: 'agreements', name: 'file_words' })
// gin
@Index('file_words_words', { synchronize: false })
export class FileWordsRow {
  /** Lower-case hex; files with the same bytes have the same words. */
  @PrimaryColumn('text')
  sha256: string;

  @Column('tsvector')
  words: string;
}
