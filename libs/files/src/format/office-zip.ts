import type { FileFormat } from '#contracts';
import type { Bytes } from './bytes.js';
import { damaged, notAllowed } from './refusal.js';
import { eachZipEntry, readZipEntry, type ZipEntry } from './zip.js';

const CONTENT_TYPES = '[Content_Types].xml';
const MOST_CONTENT_TYPES = 1024 * 1024;
const OPEN_XML = 'application/vnd.openxmlformats-officedocument.';

/** What the main part of an Office document is, by its content type. Only the first two are allowed (775:10). */
const MAIN_PARTS: Record<string, string> = {
  [`${OPEN_XML}wordprocessingml.document.main+xml`]: 'docx',
  [`${OPEN_XML}spreadsheetml.sheet.main+xml`]: 'xlsx',
  [`${OPEN_XML}wordprocessingml.template.main+xml`]: 'dotx',
  [`${OPEN_XML}spreadsheetml.template.main+xml`]: 'xltx',
  [`${OPEN_XML}presentationml.presentation.main+xml`]: 'pptx',
  [`${OPEN_XML}presentationml.slideshow.main+xml`]: 'ppsx',
  [`${OPEN_XML}presentationml.template.main+xml`]: 'potx',
  'application/vnd.ms-word.document.macroenabled.main+xml': 'docm',
  'application/vnd.ms-word.template.macroenabledtemplate.main+xml': 'dotm',
  'application/vnd.ms-excel.sheet.macroenabled.main+xml': 'xlsm',
  'application/vnd.ms-excel.template.macroenabled.main+xml': 'xltm',
  'application/vnd.ms-excel.sheet.binary.macroenabled.main': 'xlsb',
  'application/vnd.ms-powerpoint.presentation.macroenabled.main+xml': 'pptm',
};
/** Kinds that are told by the main part: whatever else guesses at them, this decides. */
export const OFFICE_KINDS: ReadonlySet<string> = new Set(Object.values(MAIN_PARTS));
const MACROS = 'application/vnd.ms-office.vbaproject';

/** What a package says of its parts: all of one ending, or one by name. */
interface Declaration {
  readonly type: string;
  /** Of a default: the letters after the last dot of the parts that it is for. */
  readonly ending: string | undefined;
}

/**
 * Which format a ZIP archive is: an Office document by the content type of its main part, else a plain ZIP.
 * @throws AppError FILE_FORMAT_REFUSED for presentations, templates, anything with macros, damaged archives
 */
export async function formatOfZip(bytes: Bytes): Promise<FileFormat> {
  let contentTypes: ZipEntry | undefined;
  let hasMacros = false;
  await eachZipEntry(bytes, (entry) => {
    if (entry.name === CONTENT_TYPES) {
      if (contentTypes) throw damaged('zip');
      contentTypes = entry;
    }
    if (/(^|\/)vbaProject\.bin$/i.test(entry.name)) hasMacros = true;
  });
  if (!contentTypes) return 'zip';

  const types = await typesInUse(bytes, await readZipEntry(bytes, contentTypes, MOST_CONTENT_TYPES));
  const mains = types.flatMap((type) => MAIN_PARTS[type] ?? []);
  const [main] = mains;
  if (main === undefined || mains.length > 1) throw notAllowed('opc');
  if (main !== 'docx' && main !== 'xlsx') throw notAllowed(main);
  if (hasMacros || types.includes(MACROS)) throw notAllowed(main === 'docx' ? 'docm' : 'xlsm');
  return main;
}

/**
 * The content types of the package's parts, in lower case. A default for an ending that no part has says nothing: some
 * programs declare more than they write.
 */
async function typesInUse(bytes: Bytes, xml: Buffer): Promise<string[]> {
  const declarations = declarationsIn(xml.toString('utf8'));
  const idle = new Set(declarations.flatMap(({ ending }) => ending ?? []));
  await eachZipEntry(bytes, ({ name }) => idle.delete(name.slice(name.lastIndexOf('.') + 1).toLowerCase()));
  return declarations.flatMap(({ type, ending }) => (ending !== undefined && idle.has(ending) ? [] : type));
}

function declarationsIn(xml: string): Declaration[] {
  // A ">" inside an attribute does not end the element; a "<" is never inside one, so no element is read twice.
  const elements = xml.matchAll(/<(?:"[^"<]*"|'[^'<]*'|[^<>"'])*>/g);
  return [...elements].flatMap(([element]) => {
    const type = attributeOf(element, 'ContentType');
    const isForOnePart = attributeOf(element, 'PartName') !== undefined;
    const ending = isForOnePart ? undefined : attributeOf(element, 'Extension');
    return type === undefined ? [] : { type, ending };
  });
}

function attributeOf(element: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element) ?? [];
  const value = double ?? single;
  return value === undefined ? undefined : withoutReferences(value).trim().toLowerCase();
}

/** A letter written as a character reference is the same letter to the program that opens the file. */
function withoutReferences(text: string): string {
  return text.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex, decimal) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
