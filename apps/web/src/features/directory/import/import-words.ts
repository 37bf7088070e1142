import {
  IMPORT_COLUMNS,
  IMPORT_FAULT_WORDS,
  IMPORT_KIND_WORDS,
  type ImportColumn,
  type ImportFault,
  type ImportKind,
  type Language,
  type LocalizedText,
} from '#contracts';

/** Columns of the directory by their names, as the files have them. */
export const columnsOf = (kind: ImportKind): readonly { key: ImportColumn; name: LocalizedText }[] =>
  IMPORT_COLUMNS[kind];

export function columnName(kind: ImportKind, column: ImportColumn, language: Language): string {
  return columnsOf(kind).find(({ key }) => key === column)?.name[language] ?? column;
}

/** What is wrong with a cell, in a sentence that names its column. */
export function faultWords(kind: ImportKind, { column, code, row }: ImportFault, language: Language): string {
  const why = IMPORT_FAULT_WORDS[code][language].replace('{row}', String(row ?? ''));
  return `${columnName(kind, column, language)}: ${why}`;
}

/** A value as a reader knows it: kinds by their words. */
export function valueWords(column: ImportColumn, value: string, language: Language): string {
  if (column !== 'postKind' && column !== 'unitKind' && column !== 'bodyKind') return value;
  const words: Readonly<Record<string, LocalizedText>> = IMPORT_KIND_WORDS[column];
  return words[value]?.[language] ?? value;
}

/** Whether nobody has to tell more: each column of the file is known, or all that new entries need are. */
export function isTold(kind: ImportKind, mapping: readonly (ImportColumn | null)[]): boolean {
  const columns = IMPORT_COLUMNS[kind];
  const complete = columns.every((column) => !('required' in column) || mapping.includes(column.key));
  return complete || (mapping.includes(columns[0].key) && !mapping.includes(null));
}
