import { z } from 'zod';
import { id } from './common.js';
import type { Machine } from './machine.js';

/** 775:9: at most 60 MB, bytes. */
export const MAX_FILE_BYTES = 60 * 1024 * 1024;

/** 775:10: the only formats an attachment may have, decided by content. */
export const FILE_FORMATS = [
  'pdf',
  'tiff',
  'jpeg',
  'rtf',
  'doc',
  'docx',
  'xls',
  'xlsx',
  'ppt',
  'rar',
  'zip',
] as const;
export const fileFormat = z.enum(FILE_FORMATS);
export type FileFormat = z.infer<typeof fileFormat>;

export const MAX_FILE_NAME_LENGTH = 200;

export const fileRef = z
  .object({
    id,
    name: z.string(),
    /** Bytes. */
    size: z.number().int(),
    format: fileFormat,
    /** Lower-case hexadecimal. */
    sha256: z.string().length(64),
  })
  .meta({ id: 'FileRef' });
export type FileRef = z.infer<typeof fileRef>;

// --- What a scanner for viruses said of a file ------------------------------------------------------------

export const FILE_SCAN_STATES = [
  'unscanned', // no scanner has been asked: none is set, or none was when the file came
  'waiting', // the scanner is to be asked, or asked again
  'clean',
  'infected', // set aside for good
  'unscannable', // larger or deeper than the scanner looks, or locked by a password
] as const;
export type FileScanState = (typeof FILE_SCAN_STATES)[number];
export const FILE_SCAN_ACTIONS = ['ask', 'put_off', 'pass', 'find', 'give_up'] as const;
export type FileScanAction = (typeof FILE_SCAN_ACTIONS)[number];

/** Bytes that are found infected are so in every file that has them, whatever was said of it before. */
export const FILE_SCAN_MACHINE: Machine<FileScanState, FileScanAction, 'portal'> = {
  name: 'file_scan',
  initial: 'unscanned',
  final: ['infected'],
  transitions: [
    { from: 'unscanned', action: 'ask', to: 'waiting', by: 'portal' },
    { from: 'unscanned', action: 'find', to: 'infected', by: 'portal' },
    { from: 'waiting', action: 'put_off', to: 'unscanned', by: 'portal' },
    { from: 'waiting', action: 'pass', to: 'clean', by: 'portal' },
    { from: 'waiting', action: 'find', to: 'infected', by: 'portal' },
    { from: 'waiting', action: 'give_up', to: 'unscannable', by: 'portal' },
    { from: 'clean', action: 'find', to: 'infected', by: 'portal' },
    { from: 'unscannable', action: 'find', to: 'infected', by: 'portal' },
  ],
};

/** What a reader is told of it: may the file be opened, and why not. */
export const fileCheck = z.enum(['passed', 'waiting', 'infected', 'unscannable']);
export type FileCheck = z.infer<typeof fileCheck>;

/** A file as it stands now. */
export const checkedFile = fileRef.extend({ check: fileCheck }).meta({ id: 'CheckedFile' });
export type CheckedFile = z.infer<typeof checkedFile>;

// --- Previews --------------------------------------------------------------------------------------------

/** What a preview can be drawn of: pages, or one picture. */
export const PREVIEW_FORMATS = ['pdf', 'jpeg'] as const satisfies FileFormat[];
export type PreviewFormat = (typeof PREVIEW_FORMATS)[number];

/** Why a file cannot be shown: no preview of its format; too large; locked by a password; broken. */
export const PREVIEW_REASONS = ['format', 'too_large', 'locked', 'unreadable'] as const;
export type PreviewReason = (typeof PREVIEW_REASONS)[number];
