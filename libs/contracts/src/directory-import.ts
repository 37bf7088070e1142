import { z } from 'zod';
import { freeText, id, instant } from './common.js';
import { IMPORT_COLUMNS, IMPORT_FAULTS, IMPORT_KINDS } from './import-words.js';

/** Import of parts of the directory from XLSX and CSV, and their export (617:20-22). */

export const importKind = z.enum(IMPORT_KINDS);
export type ImportKind = z.infer<typeof importKind>;

const COLUMN_KEYS = [...new Set(IMPORT_KINDS.flatMap((kind) => IMPORT_COLUMNS[kind].map(({ key }) => key)))];
export const importColumn = z.enum(COLUMN_KEYS);
export type ImportColumn = z.infer<typeof importColumn>;

/** A sheet may be this long, bytes, unpacked bytes, rows and columns. */
export const IMPORT_LIMITS = {
  bytes: 20_971_520,
  unpacked: 268_435_456,
  rows: 100_000,
  columns: 60,
} as const;

/** `body` is left out for bodies themselves. */
export const importQuery = z.object({ kind: importKind, body: id.optional() });
export type ImportQuery = z.infer<typeof importQuery>;

/** For each column of the file which of the directory's it is; null: none. */
export const importMapping = z.array(importColumn.nullable()).max(IMPORT_LIMITS.columns);
export const importPreviewBody = z.object({ mapping: importMapping });
export type ImportPreviewBody = z.infer<typeof importPreviewBody>;

/**
 * - `read`: the file is understood, its columns are to be told
 * - `checked`: each row is compared with the directory
 * - `ordered`: it is being entered
 * - `done`; `failed`: nothing was entered, see `failure`
 */
export const IMPORT_STATES = ['read', 'checked', 'ordered', 'done', 'failed'] as const;

/** What a row would do to the directory. */
export const IMPORT_OUTCOMES = ['new', 'changed', 'same', 'wrong'] as const;
export const importOutcome = z.enum(IMPORT_OUTCOMES);
export type ImportOutcome = z.infer<typeof importOutcome>;
const count = z.number().int().min(0);

export const importView = z
  .object({
    id,
    kind: importKind,
    bodyId: id.nullable(),
    fileName: z.string(),
    state: z.enum(IMPORT_STATES),
    createdAt: instant,
    /** As the file has them. */
    headings: z.array(z.string()),
    /** The first rows below the headings. */
    sample: z.array(z.array(z.string())),
    /** Recognised by the headings, remembered from the last time, or as it was told. */
    mapping: importMapping,
    rows: count,
    /** Null until it is checked. */
    counts: z.object({ new: count, changed: count, same: count, wrong: count }).nullable(),
    /** Rows entered so far, of those that are new or changed. */
    entered: count,
    /** A code of `ERROR_STATUS`. */
    failure: z.string().nullable(),
  })
  .meta({ id: 'DirectoryImport' });
export type ImportView = z.infer<typeof importView>;

export const importFault = z.object({
  column: importColumn,
  code: z.enum(IMPORT_FAULTS),
  /** The other row that it is about. */
  row: z.number().int().optional(),
});
export type ImportFault = z.infer<typeof importFault>;

export const importRow = z
  .object({
    /** As spreadsheets count: the first line is 1. */
    row: z.number().int(),
    outcome: importOutcome.default('wrong'),
    /** By which it is known: an IIN, a BIN, a name. */
    key: z.string(),
    /** The person's, unit's or body's name. */
    name: z.string(),
    faults: z.array(importFault),
    /** What would be changed. */
    changes: z.array(z.object({ column: importColumn, from: z.string(), to: z.string() })),
  })
  .meta({ id: 'DirectoryImportRow' });
export type ImportRow = z.infer<typeof importRow>;

export const importRowsQuery = z.object({
  outcome: importOutcome.default('wrong'),
  /** Rows after this one. */
  after: z.coerce.number().int().min(0).default(0),
});
export type ImportRowsQuery = z.infer<typeof importRowsQuery>;
export const importRows = z.object({ items: z.array(importRow), more: z.boolean() });
export type ImportRows = z.infer<typeof importRows>;

export const exportLanguage = z.object({ language: z.enum(['kk', 'ru', 'en']).default('kk') });
export type ExportLanguage = z.infer<typeof exportLanguage>;
export const exportQuery = importQuery.extend({ format: z.enum(['xlsx', 'csv']), ...exportLanguage.shape });
export type ExportQuery = z.infer<typeof exportQuery>;

/** What stands in a cell, as far as a directory takes it. */
export const importText = freeText(300);
