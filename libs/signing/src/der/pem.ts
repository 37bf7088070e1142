import { SignatureRefusal } from '../codes.js';
import { splitDer, TAG } from './der.js';

// no part of it can be read in two ways: hostile files cost no more than one look at each character
const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,64})-----([A-Za-z0-9+/=\s]*)-----END \1-----/g;

/**
 * The DER objects of a file that is PEM (any text around the blocks) or DER, one object or many.
 * @param labels the PEM labels wanted, e.g. CERTIFICATE; blocks with others are left out
 * @throws SignatureRefusal an encoding code where the file is neither
 */
export function readObjects(file: Buffer, labels: readonly string[]): Buffer[] {
  if (beginsAsDer(file) || !file.includes('-----BEGIN ')) return splitDer(file);
  return [...file.toString('latin1').matchAll(BLOCK)]
    .filter(([, label = '']) => labels.includes(label))
    .map(([, , body = '']) => decodeBase64(body));
}

/** A sequence whose length takes several bytes: no text begins so, but DER may well hold text that looks like PEM. */
function beginsAsDer([tag, length = 0]: Buffer): boolean {
  return tag === TAG.sequence && length >= 0x80;
}

/** @throws SignatureRefusal NOT_ONE_PEM_OBJECT for what others may read as something else */
function decodeBase64(body: string): Buffer {
  const bytes = Buffer.from(body, 'base64');
  if (bytes.toString('base64') === body.replace(/\s/g, '')) return bytes;
  throw new SignatureRefusal('NOT_ONE_PEM_OBJECT', 'the base64 is not exact');
}

/** Reads what can be read of a file that holds several objects, and says whether anything could not. */
export function readEach<T>(
  file: Buffer,
  labels: readonly string[],
  read: (der: Buffer) => T,
): { objects: T[]; refused: boolean } {
  const objects: T[] = [];
  try {
    const ders = readObjects(file, labels);
    let refused = ders.length === 0;
    for (const der of ders) {
      try {
        objects.push(read(der));
      } catch (error) {
        if (!(error instanceof SignatureRefusal)) throw error;
        refused = true;
      }
    }
    return { objects, refused };
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    return { objects, refused: true };
  }
}

/**
 * The DER of a signature file: PEM is unwrapped, anything else is taken as it is.
 * @throws SignatureRefusal NOT_ONE_PEM_OBJECT
 */
export function readSignatureFile(file: Buffer): Buffer {
  if (file.subarray(0, 11).toString('latin1') !== '-----BEGIN ') return file;
  const [match, ...more] = [...file.toString('latin1').matchAll(BLOCK)];
  const [whole = '', label = '', body = ''] = match ?? [];
  const alone = more.length === 0 && whole.length === file.toString('latin1').trimEnd().length;
  if (!alone || !['CMS', 'PKCS7', 'SIGNATURE'].includes(label)) {
    throw new SignatureRefusal('NOT_ONE_PEM_OBJECT', 'a PEM signature holds one CMS object and nothing else');
  }
  return decodeBase64(body);
}
