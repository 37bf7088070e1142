/** One object that a manifest vouches for. */
export interface ManifestObject {
  /** Path within the container, e.g. `acts/0199.json` or `files/Бұйрық.docx`; unescaped, `/` between parts. */
  uri: string;
  /** e.g. `application/json`. */
  mimeType: string;
  /** Lower-case hex. */
  sha256: string;
}

/** What one signature covers: the ASiC manifest that the signer signs (ETSI EN 319 162-1). */
export interface Manifest {
  /** Path of the signature file within the container, e.g. `META-INF/signature001.p7s`. */
  signatureUri: string;
  /** In the order in which they are written; no path twice. */
  objects: readonly ManifestObject[];
}

/** A manifest that is not one of ours, or would not be a safe one. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

const MAX_BYTES = 1024 * 1024;
const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
`;
const TAIL = '</asic:ASiCManifest>\n';
const SIGNATURE = /^<asic:SigReference URI="([^"]+)" MimeType="application\/pkcs7-signature"\/>\n/;
const OBJECT = new RegExp(
  '<asic:DataObjectReference URI="([^"]+)" MimeType="([^"]+)">' +
    '<ds:DigestMethod Algorithm="http://www\\.w3\\.org/2001/04/xmlenc#sha256"/>' +
    '<ds:DigestValue>([A-Za-z0-9+/=]+)</ds:DigestValue></asic:DataObjectReference>\n',
  'y',
);

/**
 * Writes a manifest. The same manifest always gives the same bytes.
 * @returns UTF-8 (in fact ASCII: paths are percent-encoded)
 * @throws ManifestError for paths that could leave the container, double paths, or no object
 */
export function buildManifest({ signatureUri, objects }: Manifest): Buffer {
  if (objects.length === 0) throw new ManifestError('a manifest without objects vouches for nothing');
  const paths = [signatureUri, ...objects.map(({ uri }) => uri)];
  if (new Set(paths).size < paths.length) throw new ManifestError('a path is listed twice');
  const lines = objects.map(({ uri, mimeType, sha256 }) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new ManifestError(`not a SHA-256: ${sha256}`);
    if (!/^[\w.+-]+\/[\w.+-]+$/.test(mimeType)) throw new ManifestError(`not a MIME type: ${mimeType}`);
    return (
      `<asic:DataObjectReference URI="${encodePath(uri)}" MimeType="${mimeType}">` +
      '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>' +
      `<ds:DigestValue>${Buffer.from(sha256, 'hex').toString('base64')}</ds:DigestValue>` +
      '</asic:DataObjectReference>\n'
    );
  });
  const signature = `<asic:SigReference URI="${encodePath(signatureUri)}" MimeType="application/pkcs7-signature"/>\n`;
  return Buffer.from(HEAD + signature + lines.join('') + TAIL);
}

/**
 * Reads a manifest of exactly the form that `buildManifest` writes: what is not byte for byte of that form
 * is refused, so that two readers can never see two things in it.
 * @throws ManifestError
 */
export function parseManifest(bytes: Buffer): Manifest {
  if (bytes.length > MAX_BYTES) throw new ManifestError(`${bytes.length} bytes`);
  const text = bytes.toString('latin1');
  const body = text.startsWith(HEAD) && text.endsWith(TAIL) ? text.slice(HEAD.length, -TAIL.length) : '';
  const reference = SIGNATURE.exec(body);
  if (reference === null) throw new ManifestError('not a manifest of the portal');
  const manifest = {
    signatureUri: decodePath(reference[1] ?? ''),
    objects: parseObjects(body.slice(reference[0].length)),
  };
  if (!buildManifest(manifest).equals(bytes)) throw new ManifestError('not written as the portal writes it');
  return manifest;
}

function parseObjects(body: string): ManifestObject[] {
  const objects: ManifestObject[] = [];
  OBJECT.lastIndex = 0;
  while (OBJECT.lastIndex < body.length) {
    const [, uri = '', mimeType = '', digest = ''] = OBJECT.exec(body) ?? [];
    if (uri === '') throw new ManifestError('not an object reference of the portal');
    const sha256 = Buffer.from(digest, 'base64').toString('hex');
    objects.push({ uri: decodePath(uri), mimeType, sha256 });
  }
  return objects;
}

export function encodePath(path: string): string {
  const parts = path.split('/');
  const hasControl = [...path].some((character) => character < ' ' || character === '\u007f');
  const unsafe = parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\\'));
  if (unsafe || hasControl || !path.isWellFormed()) throw new ManifestError(`unsafe path: ${path}`);
  // encodeURIComponent leaves the apostrophe, which XML attributes may hold; nothing else of theirs is left
  return parts.map(encodeURIComponent).join('/');
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new ManifestError(`not a percent-encoded path: ${path}`);
  }
}
