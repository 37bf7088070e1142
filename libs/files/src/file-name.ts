import { type FileFormat, MAX_FILE_NAME_LENGTH } from '#contracts';
import { AppError } from '#kernel';

const EXTENSIONS: Record<FileFormat, readonly string[]> = {
  pdf: ['pdf'],
  tiff: ['tif', 'tiff'],
  jpeg: ['jpg', 'jpeg'],
  rtf: ['rtf'],
  doc: ['doc'],
  docx: ['docx'],
  xls: ['xls'],
  xlsx: ['xlsx'],
  ppt: ['ppt'],
  rar: ['rar'],
  zip: ['zip'],
};

// Control characters, line separators, direction overrides (a name could read backwards: "exe.pdf"), what no standard
// gives a shape to, and U+FFFD, which is what is left of a name that was not UTF-8.
const UNREADABLE = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFD]/u;
/** Invisible: soft hyphens, joiners, byte order marks and variation selectors that were pasted along. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/gu;
/** Letters that Windows allows in no name. */
const NOT_ON_WINDOWS = /[<>:"|?*]/g;
/** What Windows takes for a device, whatever the extension. */
const DEVICE = /^(con|prn|aux|nul|(com|lpt)[0-9¹²³])(?=\.|$)/i;

/**
 * The name of an uploaded file as it is kept and signed: composed Unicode, without the folders that some browsers send
 * along, and one that can be unpacked from a container on every system.
 * @throws AppError FILE_NAME_INVALID with `reason` `characters`, `empty` or `long` (and `limit`, characters)
 */
export function cleanFileName(given: string): string {
  if (UNREADABLE.test(given)) throw new AppError('FILE_NAME_INVALID', { reason: 'characters' });
  const last = given.split(/[\\/]/).at(-1) ?? '';
  // Composed only when nothing stands between a letter and its marks any more.
  const visible = last.replace(INVISIBLE, '').normalize('NFC').replace(/\s+/g, ' ').trim();
  const name = visible.replace(NOT_ON_WINDOWS, '_').replace(DEVICE, '$1_');
  if (stemOf(name) === '') throw new AppError('FILE_NAME_INVALID', { reason: 'empty' });
  if (name.length > MAX_FILE_NAME_LENGTH) {
    throw new AppError('FILE_NAME_INVALID', { reason: 'long', limit: MAX_FILE_NAME_LENGTH });
  }
  return name;
}

/**
 * The content decides the format; but a name that tells the reader, or his computer, something else is refused rather
 * than changed: he would not find his file again, and "report.pdf.exe" must not come out of a state portal.
 * @throws AppError FILE_FORMAT_REFUSED with `reason` `name_and_content_differ`
 */
export function requireFittingName(name: string, format: FileFormat): void {
  const extension = extensionOf(name);
  if (EXTENSIONS[format].includes(extension)) return;
  throw new AppError('FILE_FORMAT_REFUSED', { reason: 'name_and_content_differ', found: format, extension });
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** What is left of a name without its extension. */
function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return (dot < 0 ? name : name.slice(0, dot)).trim();
}
