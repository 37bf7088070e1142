/** What a manifest must list: the hashes that the browser computed itself. */
export interface HashedObject {
  /** Name inside the manifest, unescaped. */
  uri: string;
  /** Lower-case hex. */
  sha256: string;
}

/** SHA-256 of bytes or of a file, lower-case hex. */
export async function sha256Hex(source: Uint8Array<ArrayBuffer> | Blob): Promise<string> {
  const bytes = source instanceof Blob ? await source.arrayBuffer() : source;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Whether a manifest lists exactly these objects, in this order, and nothing else. Nobody signs a manifest
 * that vouches for something other than what was shown to them.
 */
export function manifestLists(manifest: Uint8Array, objects: readonly HashedObject[]): boolean {
  const document = new DOMParser().parseFromString(new TextDecoder().decode(manifest), 'application/xml');
  const elements = [...(document.documentElement?.children ?? [])];
  const [signature, ...references] = elements;
  if (document.documentElement?.localName !== 'ASiCManifest' || signature?.localName !== 'SigReference') {
    return false;
  }
  return (
    references.length === objects.length &&
    references.every((reference, index) => {
      const object = objects[index];
      return object !== undefined && listsObject(reference, object);
    })
  );
}

function listsObject(reference: Element, { uri, sha256 }: HashedObject): boolean {
  const [method, value] = reference.children;
  return (
    reference.localName === 'DataObjectReference' &&
    reference.getAttribute('URI') === uri.split('/').map(encodeURIComponent).join('/') &&
    method?.getAttribute('Algorithm') === 'http://www.w3.org/2001/04/xmlenc#sha256' &&
    value?.textContent === hexToBase64(sha256)
  );
}

function hexToBase64(hex: string): string {
  const bytes = hex.match(/../g) ?? [];
  return btoa(String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16))));
}
