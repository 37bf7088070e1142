import { parseManifest } from '../manifest.js';
import { MIMETYPE, MIMETYPE_NAME, manifestName, README_NAME, TRUST_NAME } from './layout.js';
import { containerReadme, type ReadmeSignature } from './readme.js';
import { bytesInput, writeZip, type ZipInput, type ZipOutput } from './zip-writer.js';

/** A signature as it is kept: what it says, what it covers, and itself. */
export interface SignatureParts {
  readonly id: string;
  readonly statement: Buffer;
  readonly manifest: Buffer;
  /** Detached CMS over `manifest`, DER. */
  readonly signature: Buffer;
  /** When it was judged, where the lists of revoked certificates of that time are in the trust; else null. */
  readonly at: Date | null;
}

/** A file that manifests list, found by its hash. */
export type FindFile = (sha256: string) => Omit<ZipInput, 'name'> | undefined;

const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * Puts signatures and what they cover into one container (docs/adr/0015): the statement of each and every file, once, under
 * the paths that the manifests give them. The same signatures and trust give the same bytes.
 * @param signatures in order of signing; manifests that give one path to two files cannot be in one container
 * @param findFile for all that is no statement
 * @param trust PEM: what the commands of the README take as trusted
 * @throws Error where a listed file is not found, or a path is given to two files
 */
export function packContainer(
  signatures: readonly SignatureParts[],
  findFile: FindFile,
  trust: Buffer,
): ZipOutput {
  const contents = new Map<string, { sha256: string; input: ZipInput }>();
  const metadata: ZipInput[] = [];
  const told: ReadmeSignature[] = [];
  for (const { id, statement, manifest, signature, at } of signatures) {
    const { signatureUri, objects } = parseManifest(manifest);
    for (const { uri, sha256, mimeType } of objects) {
      const known = contents.get(uri);
      if (known && known.sha256 !== sha256) throw new Error(`Two files are to be ${uri}.`);
      if (known) continue;
      const found = mimeType === 'application/json' ? bytesInput(uri, statement) : findFile(sha256);
      if (!found) throw new Error(`The manifest of ${id} lists ${uri}, which is not at hand.`);
      contents.set(uri, { sha256, input: { ...found, name: uri } });
    }
    const name = manifestName(id);
    metadata.push(bytesInput(name, manifest), bytesInput(signatureUri, signature));
    told.push({ manifest: basename(name), signature: basename(signatureUri), at });
  }
  const readme = containerReadme({ signatures: told, files: [...contents.keys()] });
  return writeZip([
    bytesInput(MIMETYPE_NAME, MIMETYPE),
    bytesInput(README_NAME, readme),
    ...[...contents.values()].map(({ input }) => input),
    ...metadata,
    bytesInput(TRUST_NAME, trust),
  ]);
}
