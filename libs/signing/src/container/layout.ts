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

/** Is it a path that leads to one file below the folder into which the container is unpacked, on every system? */
export function isSafePath(name: string): boolean {
  if (/[\p{Cc}\p{Cf}\\]/u.test(name) || name !== name.normalize('NFC')) return false;
  return (
    name.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !/^[A-Za-z]:/.test(name)
  );
}

/** Two names with one key are one file where capitals do not count. */
export const nameKey = (name: string): string => name.normalize('NFC').toLowerCase();
