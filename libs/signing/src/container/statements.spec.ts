import { createHash } from 'node:crypto';
import { type Role, signDetached, TestPki } from '#certification-centre';
import { buildManifest } from '../manifest.js';
import {
  ContainerKit,
  entriesOf,
  FILES,
  manifestName,
  type OddEntry,
  type OddStatement,
  signatureName,
  statementName,
  writeOdd,
} from './container.fixture.js';
import type { ContainerReport } from './container-report.js';
import type { SignatureParts } from './pack-container.js';

/** A signature is good by itself, and yet not what its statement says. */

let kit: ContainerKit;
beforeAll(async () => {
  kit = await ContainerKit.create();
}, 30_000);
afterAll(() => kit.remove());

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const told = ({ signatures }: ContainerReport) => signatures.map(({ verdict, code }) => `${verdict} ${code}`);
const summary = ({ verdict, code, subject }: ContainerReport) => ({ verdict, code, subject });

/** Somebody of the same body, with another name or role. */
function colleague(replace: readonly [string, string][], role: Role = 'head') {
  const { pki } = kit.signing;
  const name = TestPki.employeeName.map(
    ([oid, value]) => [oid, replace.reduce((text, [from, to]) => text.replace(from, to), value)] as const,
  );
  const { publicKey } = pki.keys.employee;
  return pki.employee({ name, extensions: pki.centre.employeeExtensions(publicKey, role) });
}
const NAMESAKE = [
  ['ӘЛИЕВ БОЛАТ', 'ӘЛИАСҚАРОВ НҰРЛАН'],
  ['800101300123', '900101300123'],
] as const;
const another = () => colleague(NAMESAKE.map(([from, to]) => [from, to]));

const signed = (odd: OddStatement, signer = kit.signing.signer) => kit.sign(FILES, undefined, signer, odd);
const person = (odd: OddStatement) => {
  const said = { kk: 'x', ru: 'x', en: 'x' };
  const body = { name: said, bin: '000140001234' };
  return { signer: { fullName: 'Әлиев Болат Серікұлы', post: said, body, ...odd } };
};
const reportOn = async (...signatures: SignatureParts[]) => kit.check(await kit.pack(signatures));

describe('who signed is said by the certificate', () => {
  test('the signature of one in the place of another’s: the name', async () => {
    const parts = kit.sign();
    const swapped = { ...parts, signature: signDetached(parts.manifest, another(), kit.signing.pki.now) };
    expect(told(await reportOn(swapped))).toEqual(['INVALID NAME_MISMATCH']);
  });

  test('a whole act of one’s own making in the name of another', async () => {
    expect(told(await reportOn(signed({}, another())))).toEqual(['INVALID NAME_MISMATCH']);
  });

  test('the step of a head with the certificate of an employee', async () => {
    expect(told(await reportOn(signed({}, colleague([], 'employee'))))).toEqual(['INVALID ROLE_MISSING']);
    const visa = signed({ step: { kind: 'legal_visa' } }, colleague([], 'employee'));
    expect(told(await reportOn(visa))).toEqual(['VALID null']);
  });

  test.each<[Role, string]>([
    ['rightToSign', 'VALID null'],
    ['head', 'VALID null'],
    ['employee', 'INVALID ROLE_MISSING'],
  ])(
    'in the head’s stead signs whoever has the right to: %s is %s, and it is told for whom',
    async (role, judged) => {
      const onBehalfOf = { fullName: 'Сағындықов Тимур', post: { kk: 'x', ru: 'x', en: 'x' } };
      const report = await reportOn(signed(person({ onBehalfOf }), colleague([], role)));
      expect(told(report)).toEqual([judged]);
      expect(report.signatures[0]?.statement?.signer.onBehalfOf).toEqual(onBehalfOf);
    },
  );

  test('as oneself, the right to sign is not the head’s', async () => {
    expect(told(await reportOn(signed({}, colleague([], 'rightToSign'))))).toEqual(['INVALID ROLE_MISSING']);
  });

  test('the body', async () => {
    const said = { kk: 'x', ru: 'x', en: 'x' };
    const other = person({ body: { name: said, bin: '990140009999' } });
    expect(told(await reportOn(signed(other)))).toEqual(['INVALID BIN_MISMATCH']);
  });

  test('what is wrong counts before what cannot be told yet', async () => {
    const container = await kit.pack([signed({}, another())]);
    expect(told(await kit.check(container, { crls: [] }))).toEqual(['INVALID NAME_MISMATCH']);
  });

  test('where another signature is kept under its id', async () => {
    const report = await kit.check(await kit.pack([kit.sign()]), {}, () => true);
    expect(told(report)).toEqual(['INVALID KEPT_OTHERWISE']);
  });
});

describe('a statement says what the portal lets people say', () => {
  test.each<[string, OddStatement]>([
    ['a name of a hundred thousand letters', person({ fullName: 'Ж'.repeat(100_000) })],
    ['a post in one language', person({ post: { kk: 'x' } })],
    ['a step that nobody signs', { step: { kind: '__proto__' } }],
    ['a number without end', { act: { title: 'x', number: 'x'.repeat(50_000), version: 0 } }],
    ['a version beyond counting', { act: { title: 'x', number: '1', version: 1e15 } }],
    ['nothing of the earlier signatures', { earlier: undefined }],
  ])('%s: STATEMENT_MALFORMED', async (_, odd) => {
    expect(told(await reportOn(signed(odd)))).toEqual(['INVALID STATEMENT_MALFORMED']);
  });

  test('the statement of another signature', async () => {
    const odd = { id: '0199aaaa-0000-4000-8000-000000000001' };
    expect(told(await reportOn(signed(odd)))).toEqual(['INVALID STATEMENT_OF_ANOTHER_SIGNATURE']);
  });
});

describe('the signatures that a signer builds on', () => {
  const first = () => signed({ step: { kind: 'legal_visa' } });
  const after = (...earlier: SignatureParts[]) =>
    signed({ earlier: earlier.map(({ id, signature }) => ({ id, sha256: sha256(signature) })) });

  test('are there, and the same', async () => {
    const visa = first();
    expect(told(await reportOn(visa, after(visa)))).toEqual(['VALID null', 'VALID null']);
  });

  test('one taken out is told by its name', async () => {
    const visa = first();
    const report = await reportOn(after(visa));
    expect(told(report)).toEqual(['INVALID EARLIER_SIGNATURE_MISSING']);
    expect(report.signatures[0]?.about).toBe(signatureName(visa.id));
  });

  test('one made anew by the same key is another', async () => {
    const visa = first();
    const later = new Date(kit.signing.pki.now.getTime() - 60_000);
    const anew = { ...visa, signature: signDetached(visa.manifest, kit.signing.signer, later) };
    const report = await reportOn(anew, after(visa));
    expect(told(report)).toEqual(['VALID null', 'INVALID EARLIER_SIGNATURE_CHANGED']);
    expect(report.signatures[1]?.about).toBe(signatureName(visa.id));
  });
});

describe('a container belongs to all who signed it', () => {
  const annex = Buffer.from('annex');
  const id = '0199aaaa-0000-4000-8000-000000000002';

  /** A file that somebody lists alone, with a signature of his own and no statement. */
  function added(path = 'files/03/Annex 2.docx'): OddEntry[] {
    const object = { uri: path, mimeType: 'application/octet-stream', sha256: sha256(annex) };
    const manifest = buildManifest({ signatureUri: signatureName(id), objects: [object] });
    return [
      { name: path, content: annex },
      { name: manifestName(id), content: manifest },
      { name: signatureName(id), content: signDetached(manifest, another(), kit.signing.pki.now) },
    ];
  }

  test('a file that one of them puts in is named, and his signature says nothing', async () => {
    const report = await kit.check(writeOdd([...entriesOf(await kit.pack()), ...added()]));
    expect(told(report)).toEqual(['VALID null', 'VALID null', 'INVALID STATEMENT_MISSING']);
    expect(summary(report)).toMatchObject({ code: 'CONTAINER_FILE_NOT_BY_ALL' });
  });

  test('so is one that lies where statements lie', async () => {
    const path = statementName('0199aaaa-0000-4000-8000-000000000003');
    const report = await kit.check(writeOdd([...entriesOf(await kit.pack()), ...added(path)]));
    expect(summary(report)).toMatchObject({ verdict: 'INVALID', code: 'CONTAINER_FILE_NOT_BY_ALL' });
  });

  test('a file that a signer with a statement of his own has alone', async () => {
    const more = new Map([...FILES, ['files/03/x.pdf', annex]]);
    const report = await kit.check(await kit.pack([kit.sign(), kit.sign(more)], more));
    expect(summary(report)).toEqual({
      verdict: 'INVALID',
      code: 'CONTAINER_FILE_NOT_BY_ALL',
      subject: 'files/03/x.pdf',
    });
  });

  test('a container of another maker, without statements, is read as what it is', async () => {
    const [type] = entriesOf(await kit.pack()) as [OddEntry];
    const report = await kit.check(writeOdd([type, ...added()]));
    expect(told(report)).toEqual(['VALID null']);
    expect(report.signatures[0]?.statement).toBeNull();
  });
});
