import type { TextAnswer, TextRefusal } from '#contracts';
import { xmlPartsOf } from '#files';
import { AppError } from '#kernel';
import { type Parts, readParts } from './docx/read-parts.js';
import { MOST_TEXT } from './limits.js';

/** The text of a file that should be a DOCX. Whatever the bytes are, the answer is a text or why there is none. */
export function readDocx(bytes: Uint8Array): Promise<TextAnswer> {
  return readDocxBy(bytes, async (parts) => readParts(parts));
}

/** The same where something else does the reading proper. */
export async function readDocxBy<Answer>(
  bytes: Uint8Array,
  read: (parts: Parts) => Promise<Answer>,
): Promise<Answer | { readonly refusal: TextRefusal }> {
  if (Buffer.from(bytes.subarray(0, PDF_MAGIC.length)).equals(PDF_MAGIC)) return { refusal: 'pdf' };
  let parts: Parts;
  try {
    parts = await xmlPartsOf(bytes, MOST_TEXT.unpacked);
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
  return read(parts);
}

const PDF_MAGIC = Buffer.from('%PDF-');
const REFUSALS: Record<string, TextRefusal> = {
  encrypted: 'locked',
  docm: 'macros',
  dotm: 'macros',
  too_large: 'too_large',
};

function refusalOf(error: unknown): TextRefusal {
  if (!(error instanceof AppError)) throw error;
  if (error.params['reason'] === 'damaged') return 'damaged';
  return REFUSALS[String(error.params['found'])] ?? 'format';
}
