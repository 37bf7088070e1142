import type { SignedStatement } from '#contracts';
import { type Manifest, ManifestError, parseManifest } from '../manifest.js';
import type { SignatureReport } from '../report.js';
import { type ContainerReport, type ContainerSignature, ReportBuilder } from './container-report.js';
import {
  COMPANIONS,
  foldersOf,
  isContentName,
  isManifestName,
  isSafePath,
  isSignatureName,
  isStatementName,
  MIMETYPE,
  MIMETYPE_NAME,
  nameKey,
} from './layout.js';
import { ContainerRefusal } from './refusal.js';
import { companyFault, ownStatement, readStatement, type StatementFault, signerFault } from './statements.js';
import { ZipArchive, type ZipEntry } from './zip-reader.js';

/** How the signatures of a container are checked: `verifySignature` with trust and time, or the portal's verifier. */
export type VerifyManifest = (signature: Buffer, manifest: Buffer) => Promise<SignatureReport>;

/** Whether another signature is kept under the id that this one bears: asked where signatures are kept. */
export type IsKeptOtherwise = (report: SignatureReport) => boolean;

const MAX_SIGNATURES = 100;
/** A statement, a manifest, a signature: 1 MiB each at most. */
const SMALL = 1024 * 1024;
/** Letters of all names that all manifests list: a report repeats them, and a small archive could ask for a vast one. */
const MOST_LISTED = 2 * 1024 * 1024;

interface Listed {
  name: string;
  manifest: Manifest;
}

/**
 * Checks a container: that it can be read in one way only, that every file in it is listed by a manifest and unchanged,
 * that every manifest is signed, and every signature. Never throws for what the file holds. Content is hashed as it is
 * read; no more than a few MiB are in memory, whatever the container says of itself.
 * @param path of the container; a file that does not change meanwhile
 * @throws the file system's error
 */
export async function checkContainer(
  path: string,
  verify: VerifyManifest,
  isKeptOtherwise: IsKeptOtherwise = () => false,
): Promise<ContainerReport> {
  const report = new ReportBuilder();
  try {
    await ZipArchive.use(path, async (archive) => {
      report.pass('archive');
      await new Checker(archive, { verify, isKeptOtherwise }, report).run();
    });
  } catch (error) {
    if (!(error instanceof ContainerRefusal)) throw error;
    report.refuse(error);
  }
  return report.build();
}

class Checker {
  private readonly entries: ReadonlyMap<string, ZipEntry>;
  private readonly hashes = new Map<string, string>();
  /** Whether it is of the portal's kind, where every signer says what he signs. Others are read as what they are. */
  private readonly hasStatements: boolean;

  constructor(
    private readonly archive: ZipArchive,
    private readonly judge: { verify: VerifyManifest; isKeptOtherwise: IsKeptOtherwise },
    private readonly report: ReportBuilder,
  ) {
    this.entries = new Map(archive.entries.map((entry) => [entry.name, entry]));
    this.hasStatements = archive.entries.some(({ name }) => isStatementName(name));
  }

  async run(): Promise<void> {
    await this.checkNames();
    this.report.pass('names');
    const manifests = await this.readManifests();
    this.report.pass('manifests');
    const damaged = await this.hashFiles(manifests);
    this.describeFiles(manifests);
    const changed = this.checkFiles(manifests, damaged);
    const signatures = new Map<string, Buffer>();
    for (const { manifest } of manifests) {
      signatures.set(manifest.signatureUri, await this.readSmall(manifest.signatureUri));
    }
    for (const listed of manifests) {
      this.report.signatures.push(await this.checkSignature(listed, changed, signatures));
    }
    this.report.judgeSignatures();
  }

  private async checkNames(): Promise<void> {
    const [first] = this.archive.entries;
    const keys = new Set<string>();
    for (const { name } of this.archive.entries) {
      if (!isSafePath(name)) throw new ContainerRefusal('CONTAINER_PATH_UNSAFE', 'leads elsewhere', name);
      if (keys.has(nameKey(name))) {
        throw new ContainerRefusal('CONTAINER_NAME_DUPLICATE', 'two entries with one name', name);
      }
      keys.add(nameKey(name));
    }
    for (const { name } of this.archive.entries) {
      if (foldersOf(name).some((folder) => keys.has(nameKey(folder)))) {
        throw new ContainerRefusal('CONTAINER_NAME_DUPLICATE', 'a file and a folder of one name', name);
      }
    }
    if (first?.name !== MIMETYPE_NAME || !first.stored) {
      throw new ContainerRefusal('CONTAINER_MIMETYPE_WRONG', 'the first entry is not a stored mimetype');
    }
    if (!(await this.archive.read(first, MIMETYPE.length)).equals(MIMETYPE)) {
      throw new ContainerRefusal('CONTAINER_MIMETYPE_WRONG', 'another type of container', MIMETYPE_NAME);
    }
  }

  /** The manifests, each with a signature; nothing is left that no manifest lists, and nothing listed is missing. */
  private async readManifests(): Promise<Listed[]> {
    const names = [...this.entries.keys()];
    const found = names.filter(isManifestName);
    if (found.length > MAX_SIGNATURES) {
      throw new ContainerRefusal('CONTAINER_TOO_MANY_ENTRIES', `${found.length} signatures`);
    }
    const manifests: Listed[] = [];
    let listed = 0;
    for (const name of found) {
      const manifest = await this.readManifest(name);
      listed += manifest.objects.reduce((letters, { uri }) => letters + uri.length, 0);
      if (listed > MOST_LISTED) throw new ContainerRefusal('CONTAINER_TOO_LARGE', 'it lists too much', name);
      manifests.push({ name, manifest });
    }
    const signed = new Map<string, string>();
    for (const { name, manifest } of manifests) {
      if (!this.entries.has(manifest.signatureUri)) {
        throw new ContainerRefusal('CONTAINER_SIGNATURE_MISSING', manifest.signatureUri, name);
      }
      if (signed.has(manifest.signatureUri)) {
        throw new ContainerRefusal('CONTAINER_MANIFEST_WRONG', 'two manifests name one signature', name);
      }
      signed.set(manifest.signatureUri, name);
    }
    const orphan = names.find((name) => isSignatureName(name) && !signed.has(name));
    if (orphan !== undefined) {
      throw new ContainerRefusal('CONTAINER_MANIFEST_MISSING', 'a signature of nothing', orphan);
    }
    if (manifests.length === 0)
      throw new ContainerRefusal('CONTAINER_WITHOUT_SIGNATURE', 'nothing is signed');
    this.assertListed(names, manifests);
    return manifests;
  }

  private async readManifest(name: string): Promise<Manifest> {
    const bytes = await this.readSmall(name);
    try {
      const manifest = parseManifest(bytes);
      const { signatureUri, objects } = manifest;
      if (!isSignatureName(signatureUri) || !objects.every(({ uri }) => isContentName(uri))) {
        throw new ManifestError('it lists what is no content');
      }
      return manifest;
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      throw new ContainerRefusal('CONTAINER_MANIFEST_WRONG', error.message, name);
    }
  }

  private assertListed(names: readonly string[], manifests: readonly Listed[]): void {
    const listed = new Set(manifests.flatMap(({ manifest }) => manifest.objects.map(({ uri }) => uri)));
    for (const name of names) {
      const most = COMPANIONS.get(name);
      const known = name === MIMETYPE_NAME || isManifestName(name) || isSignatureName(name);
      if (known || listed.has(name)) continue;
      if (most === undefined) {
        throw new ContainerRefusal('CONTAINER_FILE_UNLISTED', 'no manifest lists it', name);
      }
      const size = this.entries.get(name)?.size ?? 0;
      if (size > most) throw new ContainerRefusal('CONTAINER_TOO_LARGE', `${size} bytes`, name);
    }
    const missing = [...listed].find((uri) => !this.entries.has(uri));
    if (missing !== undefined) {
      throw new ContainerRefusal('CONTAINER_FILE_MISSING', 'listed, but not there', missing);
    }
  }

  /**
   * Reads every entry to its end once, those that nobody signed too: a damaged archive is not vouched for in part.
   * @returns the first that is damaged; what covers it is told all the same
   */
  private async hashFiles(manifests: readonly Listed[]): Promise<ContainerRefusal | undefined> {
    const read = new Set([MIMETYPE_NAME, ...manifests.map(({ name }) => name)]);
    let damaged: ContainerRefusal | undefined;
    for (const entry of this.archive.entries) {
      if (read.has(entry.name)) continue;
      try {
        this.hashes.set(entry.name, await this.archive.hash(entry));
      } catch (error) {
        if (!(error instanceof ContainerRefusal)) throw error;
        damaged ??= error;
      }
    }
    return damaged;
  }

  private describeFiles(manifests: readonly Listed[]): void {
    const names = manifests.map(({ manifest }) => new Set(manifest.objects.map(({ uri }) => uri)));
    for (const { name, size } of this.archive.entries) {
      if (name === MIMETYPE_NAME || isManifestName(name) || isSignatureName(name)) continue;
      const signedBy = names.flatMap((covered, place) => (covered.has(name) ? [place] : []));
      this.report.files.push({ path: name, size, sha256: this.hashes.get(name) ?? null, signedBy });
    }
  }

  /** Which files are not what some manifest says. */
  private checkFiles(
    manifests: readonly Listed[],
    damaged: ContainerRefusal | undefined,
  ): ReadonlyMap<string, readonly string[]> {
    const changed = new Map(
      manifests.map(({ name, manifest }) => {
        const differing = manifest.objects.filter(({ uri, sha256 }) => this.hashes.get(uri) !== sha256);
        return [name, differing.map(({ uri }) => uri)] as const;
      }),
    );
    const [first] = [...changed.values()].flat();
    const refusal =
      damaged ??
      (first ? new ContainerRefusal('CONTAINER_FILE_CHANGED', 'not what was signed', first) : undefined) ??
      this.notByAll(manifests);
    if (refusal) this.report.fail('files', refusal);
    else this.report.pass('files');
    return changed;
  }

  /** A file that one signer puts beside what the others signed: nobody but he says that it belongs there. */
  private notByAll(manifests: readonly Listed[]): ContainerRefusal | undefined {
    if (!this.hasStatements) return undefined;
    const own = new Set(manifests.flatMap(({ manifest }) => ownStatement(manifest)?.uri ?? []));
    const times = new Map<string, number>();
    for (const { uri } of manifests.flatMap(({ manifest }) => manifest.objects)) {
      times.set(uri, (times.get(uri) ?? 0) + 1);
    }
    for (const [uri, count] of times) {
      const most = own.has(uri) ? 1 : manifests.length;
      if (count !== most) {
        const reason = `signed by ${count} of ${manifests.length}`;
        return new ContainerRefusal('CONTAINER_FILE_NOT_BY_ALL', reason, uri);
      }
    }
    return undefined;
  }

  private async checkSignature(
    { name, manifest }: Listed,
    changes: ReadonlyMap<string, readonly string[]>,
    signatures: ReadonlyMap<string, Buffer>,
  ): Promise<ContainerSignature> {
    const { signatureUri: file, objects } = manifest;
    const bytes = await this.readSmall(name);
    const report = await this.judge.verify(signatures.get(file) as Buffer, bytes);
    const changed = [...(changes.get(name) ?? [])];
    const statement = await this.statementOf(manifest, changed);
    const fault = this.faultOf({ manifest, changed, statement, report, signatures });
    // What is wrong counts before what cannot be told yet.
    const isWrong = fault !== null && report.verdict !== 'INVALID';
    return {
      file,
      manifest: name,
      verdict: isWrong ? 'INVALID' : report.verdict,
      code: isWrong ? fault.code : report.code,
      about: isWrong ? fault.about : null,
      covers: objects.map(({ uri }) => uri),
      changed,
      statement,
      report,
    };
  }

  /** What speaks against a signature that may be good by itself. */
  private faultOf(found: {
    manifest: Manifest;
    changed: readonly string[];
    statement: SignedStatement | null;
    report: SignatureReport;
    signatures: ReadonlyMap<string, Buffer>;
  }): StatementFault | null {
    const { manifest, changed, statement, report, signatures } = found;
    if (changed.length > 0) return { code: 'CONTENT_CHANGED', about: null };
    if (this.judge.isKeptOtherwise(report)) return { code: 'KEPT_OTHERWISE', about: null };
    if (!this.hasStatements) return null;
    if (!ownStatement(manifest)) return { code: 'STATEMENT_MISSING', about: null };
    if (!statement) return { code: 'STATEMENT_MALFORMED', about: null };
    const code = signerFault(statement, report);
    return code ? { code, about: null } : companyFault(statement, manifest.signatureUri, signatures);
  }

  private async statementOf(manifest: Manifest, changed: readonly string[]): Promise<SignedStatement | null> {
    const object = ownStatement(manifest);
    if (!object || changed.includes(object.uri)) return null;
    return readStatement(await this.readSmall(object.uri));
  }

  private readSmall(name: string): Promise<Buffer> {
    return this.archive.read(this.entries.get(name) as ZipEntry, SMALL);
  }
}
