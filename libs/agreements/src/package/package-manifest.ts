import type { ActKind, Outcome, StepKind } from '#contracts';

/**
 * The manifest of a package for the EDMS: what it holds and what it is about, once as JSON and once as XML. Documented, with
 * schemas of both, in docs/edms/.
 */

/** A name in the languages of acts. */
interface Names {
  readonly kk: string;
  readonly ru: string;
}

export interface PackedBody {
  readonly name: Names;
  /** Twelve digits. */
  readonly bin: string;
}

/** An entry of the archive. */
export interface PackedFile {
  /** Path within the archive. */
  readonly path: string;
  /** As its author called it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A signature with who gave it and what proves it. */
export interface PackedMark {
  readonly id: string;
  readonly body: PackedBody;
  readonly signer: { readonly fullName: string; readonly post: Names; readonly onBehalfOf?: string };
  /** ISO 8601, UTC. */
  readonly signedAt: string;
  readonly certificateSerial: string;
  /** Paths within the archive: the signature itself first. */
  readonly evidence: readonly string[];
}

interface PackedSignature extends PackedMark {
  readonly step: StepKind;
}

/** A protocol of disagreement that both heads have signed (775:21). */
interface PackedProtocol {
  readonly body: PackedBody;
  /** Ordinal of the version of the act that it is attached to; it may be an earlier one. */
  readonly version: number;
  readonly file: PackedFile;
  readonly container: PackedFile;
  /** Of both heads, in order of signing. */
  readonly signatures: readonly PackedMark[];
}

export interface PackageManifest {
  readonly format: 'kelisim.package/1';
  /** Names the package however often it is sent. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  readonly act: {
    readonly id: string;
    readonly kind: ActKind;
    readonly number: string;
    readonly version: number;
    readonly language: 'kk' | 'ru';
    readonly title: string;
    readonly officialUse: boolean;
  };
  readonly developer: PackedBody;
  readonly addressee: PackedBody;
  readonly letter: PackedFile & { readonly subject: string };
  readonly sheet: PackedFile & { readonly code: string };
  readonly files: readonly PackedFile[];
  readonly containers: readonly (PackedFile & { readonly covers: 'act' | 'letter' })[];
  readonly agreements: readonly {
    readonly body: PackedBody;
    readonly outcome: Outcome;
    /** ISO 8601, UTC. */
    readonly settledAt: string;
  }[];
  /** Bodies that were asked, gave no answer, and are asked no more; absent where there are none. */
  readonly unanswered?: readonly PackedSilence[];
  /** In the order in which they were drawn up; absent where there are none. */
  readonly protocols?: readonly PackedProtocol[];
  readonly signatures: readonly PackedSignature[];
}

/** That a body gave no answer is no consent (775:20). */
export interface PackedSilence {
  readonly body: PackedBody;
  /** Its term had passed. */
  readonly silent: boolean;
  /** ISO 8601, UTC; absent where no term was set. */
  readonly dueAt?: string;
  /** ISO 8601, UTC. */
  readonly withdrawnAt: string;
  readonly reason: string;
}

/** Of the elements of `manifest.xml`. */
const PACKAGE_NAMESPACE = 'urn:kelisim:package:1';

/** `manifest.json`: two spaces, a line break at the end. */
export function manifestJson(manifest: PackageManifest): Buffer {
  return Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
}

/** `manifest.xml`: the same in the same order, UTF-8, one element in a line. */
export function manifestXml(manifest: PackageManifest): Buffer {
  const { act, letter, sheet, files, containers, agreements, signatures } = manifest;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<package${attributes({ xmlns: PACKAGE_NAMESPACE, format: manifest.format, id: manifest.id, madeAt: manifest.madeAt })}>`,
    `  <act${attributes({
      id: act.id,
      kind: act.kind,
      number: act.number,
      version: act.version,
      language: act.language,
      officialUse: act.officialUse,
    })}>`,
    `    <title>${escaped(act.title)}</title>`,
    '  </act>',
    ...bodyLines('developer', manifest.developer, '  '),
    ...bodyLines('addressee', manifest.addressee, '  '),
    `  <letter${fileAttributes(letter)} subject="${escaped(letter.subject)}"/>`,
    `  <sheet${fileAttributes(sheet)} code="${escaped(sheet.code)}"/>`,
    '  <files>',
    ...files.map((file) => `    <file${fileAttributes(file)}/>`),
    '  </files>',
    '  <containers>',
    ...containers.map((one) => `    <container${fileAttributes(one)} covers="${one.covers}"/>`),
    '  </containers>',
    '  <agreements>',
    ...agreements.flatMap(({ body, outcome, settledAt }) => [
      `    <agreement${attributes({ outcome, settledAt })}>`,
      ...bodyLines('body', body, '      '),
      '    </agreement>',
    ]),
    '  </agreements>',
    ...unansweredLines(manifest.unanswered ?? []),
    ...protocolLines(manifest.protocols ?? []),
    '  <signatures>',
    ...signatures.flatMap(({ step, ...mark }) => signatureLines(mark, '    ', step)),
    '  </signatures>',
    '</package>',
    '',
  ];
  return Buffer.from(lines.join('\n'));
}

function unansweredLines(silences: readonly PackedSilence[]): string[] {
  if (silences.length === 0) return [];
  return [
    '  <unanswered>',
    ...silences.flatMap(({ body, ...facts }) => [
      `    <review${attributes(facts)}>`,
      ...bodyLines('body', body, '      '),
      '    </review>',
    ]),
    '  </unanswered>',
  ];
}

function protocolLines(protocols: readonly PackedProtocol[]): string[] {
  if (protocols.length === 0) return [];
  return [
    '  <protocols>',
    ...protocols.flatMap(({ body, version, file, container, signatures }) => [
      `    <protocol${attributes({ version })}>`,
      ...bodyLines('body', body, '      '),
      `      <file${fileAttributes(file)}/>`,
      `      <container${fileAttributes(container)}/>`,
      ...signatures.flatMap((mark) => signatureLines(mark, '      ')),
      '    </protocol>',
    ]),
    '  </protocols>',
  ];
}

/** @param step of the route, where it was given in one */
function signatureLines(mark: PackedMark, indent: string, step?: StepKind): string[] {
  const { id, body, signer, signedAt, certificateSerial, evidence } = mark;
  const { fullName, onBehalfOf, post } = signer;
  return [
    `${indent}<signature${attributes({ id, step, signedAt, certificateSerial })}>`,
    ...bodyLines('body', body, `${indent}  `),
    `${indent}  <signer${attributes({ fullName, postKk: post.kk, postRu: post.ru, onBehalfOf })}/>`,
    ...evidence.map((path) => `${indent}  <evidence${attributes({ path })}/>`),
    `${indent}</signature>`,
  ];
}

function bodyLines(element: string, { name, bin }: PackedBody, indent: string): string[] {
  return [`${indent}<${element}${attributes({ bin, nameKk: name.kk, nameRu: name.ru })}/>`];
}

function fileAttributes({ path, name, size, sha256 }: PackedFile): string {
  return attributes({ path, name, size, sha256 });
}

function attributes(values: Readonly<Record<string, string | number | boolean | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // in an attribute these would be read as spaces (XML 1.0, 3.3.3)
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
/** What no XML 1.0 document may hold at all (2.2): it can stand in a file's name. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] ?? '');
}
