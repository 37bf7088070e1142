import { z } from 'zod';
import { id } from './common.js';

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
