/** Where things lie in a container (ETSI EN 319 162-1, ASiC-E with CAdES). */

export const MIMETYPE_NAME = 'mimetype';
export const MIMETYPE = Buffer.from('application/vnd.etsi.asic-e+zip');

/** What may accompany a container without being signed: how to check it. Found by these names alone; its content proves nothing. */
export const README_NAME = 'README.txt';
export const TRUST_NAME = 'META-INF/trust.pem';
/** Bytes. Long lists of revoked certificates are the longest that may lie in `trust.pem`. */
export const COMPANIONS: ReadonlyMap<string, number> = new Map([
  [README_NAME, 256 * 1024],
  [TRUST_NAME, 32 * 1024 * 1024],
]);

const META = 'META-INF/';
const MANIFEST = /^META-INF\/ASiCManifest[A-Za-z0-9-]*\.xml$/;
const SIGNATURE = /^META-INF\/signature[A-Za-z0-9-]*\.p7s$/;

export const isManifestName = (name: string): boolean => MANIFEST.test(name);
export const isSignatureName = (name: string): boolean => SIGNATURE.test(name);
/** May a manifest list it? What checks the container may not be among what is checked. */
export const isContentName = (name: string): boolean =>
  name !== MIMETYPE_NAME && !name.toUpperCase().startsWith(META) && !COMPANIONS.has(name);

export const manifestName = (id: string): string => `${META}ASiCManifest-${id}.xml`;
export const signatureName = (id: string): string => `${META}signature-${id}.p7s`;
/** A statement, by where it lies: whoever reads a container takes it for one. */
export const isStatementName = (name: string): boolean => /^acts\//i.test(name);
export const statementName = (id: string): string => `acts/${id}.json`;

/**
 * What no name may have: characters that are not seen, turn the direction, have no shape in any standard or a shape of
 * their own somewhere; spaces other than the space; letters that Windows allows in no name.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{DI}]|(?! )\p{Zs}|[<>:"|?*\\]/u;
/** What Windows takes for a device, whatever the extension. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\s*(\.|$))/i;
/** Windows leaves out dots and spaces at the end of a name. */
const LOST_END = /[. ]+$/;
/** Characters: no file system has longer names. */
const LONGEST_PART = 255;

const isSafePart = (part: string): boolean =>
  part !== '' && part.length <= LONGEST_PART && !LOST_END.test(part) && !DEVICE.test(part);

/** Is it a path that leads to one file below the folder into which the container is unpacked, and to the same on every system? */
export const isSafePath = (name: string): boolean =>
  !UNSAFE.test(name) && name === name.normalize('NFC') && name.split('/').every(isSafePart);

/** The name that a file has in a container: its own but for what no name there may have. Its statement tells its own. */
export function containerName(name: string): string {
  const readable = [...name.normalize('NFC')].map((letter) =>
    UNSAFE.test(letter) || letter === '/' ? '_' : letter,
  );
  const whole = readable
    .join('')
    .slice(0, LONGEST_PART - 1)
    .toWellFormed()
    .normalize('NFC');
  const ended = whole.replace(LOST_END, '_').replace(DEVICE, '_$1');
  return ended === '' ? '_' : ended;
}

/** Two names with one key are one file where capitals, or the shapes of a letter, do not count (ſ and s, ß and ss). */
export const nameKey = (name: string): string =>
  name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

/** The folders in which a path lies, from the outermost. */
export const foldersOf = (path: string): string[] =>
  [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
