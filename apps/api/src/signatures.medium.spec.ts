import { createHash } from 'node:crypto';
import {
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  extendedKeyUsage,
  keyUsage,
  OID,
  openKeyStore,
  type Role,
  type SigningIdentity,
  subjectKeyIdentifier,
  USAGE,
} from '#certification-centre';
import { newId } from '#kernel';
import { parseManifest } from '#signing';
import { FakeClock } from '#testing';
import { Act, AUTHOR, REMARKS } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, PDF, type Person, Portal, refusalOf } from './testing/portal.fixture.js';

const PASSWORD = 'Kelisim-2026';
const clock = new FakeClock('2026-03-14T05:00:00.000Z');
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

describe('775:61-65 signatures on the route', () => {
  let portal: Portal;
  let head: Person;
  let revoked: SigningIdentity;

  beforeAll(async () => {
    portal = await Portal.start(clock);
    head = await portal.as('developer.head');
    const taken = await keyFileOf('developer.head', 'head');
    await portal.pki.centre.revoke(taken.serial.toString('hex'), clock.now());
    await portal.pki.centre.writeCrls(clock.now());
    revoked = taken;
  });

  afterAll(() => portal?.close());

  /** A key file from the certification centre, opened with its password as the browser opens it. */
  async function keyFileOf(name: PersonName, role: Role): Promise<SigningIdentity> {
    const { surname, iin, bin } = portal.knownAs(name);
    const request = {
      surname,
      given: 'Әлихан',
      iin,
      bin,
      organisation: 'Министрлік',
      role,
      password: PASSWORD,
    };
    const { p12 } = await portal.pki.centre.issueEmployee(request, clock.now());
    return openKeyStore(p12, PASSWORD);
  }

  /** The step still waits, and the only trace of the attempt is an entry of the record with the code. */
  async function expectRefused(act: Act, kind: 'legal_visa' | 'developer_signature', code: string) {
    const waiting = await act.step(kind);
    expect(waiting.assignees).toHaveLength(1);
    const [last] = (await act.history(AUTHOR)).slice(-1);
    expect(last).toMatchObject({ action: 'signature.refused', details: { code } });
    const kept = await portal.database.dataSource.query<unknown[]>(
      'SELECT FROM signing.signature WHERE step_id = $1',
      [waiting.id],
    );
    expect(kept).toEqual([]);
  }

  describe('775:63 certificates that are not good for it', () => {
    let act: Act;

    beforeAll(async () => {
      act = await Act.at(portal, 'developer_signature');
    });

    const authentication = () => {
      const { publicKey } = portal.pki.keys.employee;
      return [
        keyUsage(USAGE.digitalSignature, USAGE.keyEncipherment),
        extendedKeyUsage(OID.clientAuthentication),
        certificatePolicies('1.2.398.3.3.2.1'),
        subjectKeyIdentifier(publicKey),
        authorityKeyIdentifier(portal.pki.centre.issuing.publicKey),
      ];
    };
    const foreignCentre = () => {
      const { centre, keys } = portal.pki;
      const extensions = [basicConstraints(true), keyUsage(USAGE.keyCertSign, USAGE.cRLSign)];
      const subject = [...extensions, subjectKeyIdentifier(keys.other.publicKey)];
      return portal.pki.authority(subject, { by: { ...centre.root, key: keys.other.key } });
    };
    const cases: [string, () => SigningIdentity, string][] = [
      ['somebody else’s key', () => portal.identityOf('developer.deputy', { role: 'head' }), 'IIN_MISMATCH'],
      [
        'a key of his for another body',
        () => portal.identityOf('developer.head', { bin: '000140000001' }),
        'BIN_MISMATCH',
      ],
      [
        'a key that does not make him head',
        () => portal.identityOf('developer.head', { role: 'employee' }),
        'ROLE_MISSING',
      ],
      [
        'a key for signing in',
        () => portal.identityOf('developer.head', {}, { extensions: authentication() }),
        'NOT_FOR_SIGNING',
      ],
      ['a revoked one', () => revoked, 'CERTIFICATE_REVOKED'],
      [
        'one that is over',
        () => portal.identityOf('developer.head', {}, { notAfter: portal.pki.days(-1) }),
        'CERTIFICATE_EXPIRED',
      ],
      [
        'one that does not count yet',
        () => portal.identityOf('developer.head', {}, { notBefore: portal.pki.days(1) }),
        'CERTIFICATE_NOT_YET_VALID',
      ],
      [
        'one of a centre that only says it is below the root',
        () => portal.identityOf('developer.head', {}, { by: foreignCentre() }),
        'CERTIFICATE_SIGNATURE_WRONG',
      ],
    ];
    test.each(cases)('775:63 %s', async (_, identity, code) => {
      const step = await act.step('developer_signature');
      const answer = await head.sign(step.id, identity());
      expect(answer.json).toMatchObject({ code: 'SIGNATURE_REFUSED', status: 422, params: { code } });
      await expectRefused(act, 'developer_signature', code);
      expect(await act.state()).toBe('head_signature');
    });

    test('775:64 with his own key file from the centre the head signs after all of it', async () => {
      const step = await act.step('developer_signature');
      expectStatus(await head.sign(step.id, await keyFileOf('developer.head', 'head')), 200);
      expect(await act.state()).toBe('at_bodies');
    });
  });

  describe('775:65 signatures over something else', () => {
    let act: Act;
    let legalHead: Person;

    beforeEach(async () => {
      act = await Act.at(portal, 'legal_visa');
      legalHead = await portal.as('developer.legalHead');
    });

    test('775:65 over what was prepared for another act, or for this step before', async () => {
      const other = await Act.at(portal, 'legal_visa');
      const step = await act.step('legal_visa');
      const otherStep = await other.step('legal_visa');
      const [first, second, foreign] = [
        await legalHead.prepare(step.id),
        await legalHead.prepare(step.id),
        await legalHead.prepare(otherStep.id),
      ];
      for (const replayed of [first, foreign]) {
        const answer = await legalHead.sendSignature(step.id, second, legalHead.cmsOf(replayed));
        expect(answer.json).toMatchObject({ code: 'SIGNATURE_REFUSED', params: { code: 'CONTENT_CHANGED' } });
        await expectRefused(act, 'legal_visa', 'CONTENT_CHANGED');
      }
      const before = await portal.fingerprint();
      const elsewhere = await legalHead.sendSignature(step.id, foreign, legalHead.cmsOf(foreign));
      expect(refusalOf(elsewhere)).toBe('404 NOT_FOUND');
      expect(await portal.fingerprint()).toBe(before);
    });

    test('775:65 the visa of an earlier passage, or of the version before, does not do for this one', async () => {
      const before = await act.step('legal_visa');
      const old = await legalHead.prepare(before.id);
      const cms = legalHead.cmsOf(old);
      expectStatus(await act.author.post(`${act.path}/recall`), 200);
      await act.send();
      await act.until('legal_visa');
      const step = await act.step('legal_visa');
      expect(refusalOf(await legalHead.sendSignature(before.id, old, cms))).toBe('409 ACT_RECALLED');
      expect(refusalOf(await legalHead.sendSignature(step.id, old, cms))).toBe('404 NOT_FOUND');
      const fresh = await legalHead.prepare(step.id);
      const replayed = await legalHead.sendSignature(step.id, fresh, cms);
      expect(replayed.json).toMatchObject({ code: 'SIGNATURE_REFUSED', params: { code: 'CONTENT_CHANGED' } });
      await expectRefused(act, 'legal_visa', 'CONTENT_CHANGED');
    });

    const spoilt: [string, (cms: Buffer) => Buffer, string][] = [
      [
        'with its last bit turned',
        (cms) => Buffer.concat([cms.subarray(0, -1), flipped(cms.at(-1))]),
        'SIGNATURE_MISMATCH',
      ],
      ['cut off', (cms) => cms.subarray(0, -10), 'TRUNCATED'],
      ['with more behind it', (cms) => Buffer.concat([cms, Buffer.from([0])]), 'TRAILING_BYTES'],
      ['that is none', () => Buffer.from('no signature at all'), 'NOT_CMS'],
    ];
    test.each(spoilt)('a signature %s is refused', async (_, spoil, code) => {
      const step = await act.step('legal_visa');
      const prepared = await legalHead.prepare(step.id);
      const answer = await legalHead.sendSignature(step.id, prepared, spoil(legalHead.cmsOf(prepared)));
      expect(answer.json).toMatchObject({ code: 'SIGNATURE_REFUSED', params: { code } });
      await expectRefused(act, 'legal_visa', code);
    });

    test('what was prepared holds for half an hour', async () => {
      const step = await act.step('legal_visa');
      const prepared = await legalHead.prepare(step.id);
      const cms = legalHead.cmsOf(prepared);
      clock.advance({ minutes: 30 });
      const before = await portal.fingerprint();
      expect(refusalOf(await legalHead.sendSignature(step.id, prepared, cms))).toBe(
        '409 PREPARATION_EXPIRED',
      );
      expect(await portal.fingerprint()).toBe(before);
      expectStatus(await legalHead.sign(step.id), 200);
    });

    test('whose turn it is not learns nothing about signatures', async () => {
      const step = await act.step('legal_visa');
      const prepared = await legalHead.prepare(step.id);
      const before = await portal.fingerprint();
      const deputy = await portal.as('developer.deputy');
      const cms = deputy.cmsOf(prepared, legalHead.identity);
      expect(refusalOf(await deputy.sendSignature(step.id, prepared, cms))).toBe('409 NOT_YOUR_TURN');
      const outsider = await portal.as('outside.legalHead');
      expect(refusalOf(await outsider.sendSignature(step.id, prepared, cms))).toBe('404 NOT_FOUND');
      expect(refusalOf(await legalHead.sendSignature(step.id, { id: newId() }, cms))).toBe('404 NOT_FOUND');
      expect(await portal.fingerprint()).toBe(before);
    });

    test('nothing is decided by preparing, and a step without a key has nothing to prepare', async () => {
      const step = await act.step('legal_visa');
      // Whoever prepares to sign has opened it; that is all that preparing does.
      await legalHead.post(`/api/agreements/steps/${step.id}/opened`);
      const before = await portal.fingerprint();
      await legalHead.prepare(step.id);
      expect(refusalOf(await legalHead.post(`/api/agreements/steps/${step.id}/agree`, {}))).toBe(
        '404 NOT_FOUND',
      );
      expect(await portal.fingerprint()).toBe(before);
      await act.until('registration', 'finance');
      const registration = await act.step('registration', 'finance');
      const officer = await portal.as('finance.officer');
      const nothing = await officer.post(`/api/agreements/steps/${registration.id}/prepare`);
      expect(refusalOf(nothing)).toBe('404 NOT_FOUND');
    });
  });

  describe('775:65 what a signature covers', () => {
    test('the card, the decision with its remarks, the signer, the earlier signatures, and every file', async () => {
      const act = await Act.at(portal, 'outcome', 'finance');
      act.outcomes.finance = REMARKS;
      await act.until('body_signature', 'finance');
      const signer = await portal.as('finance.head');
      const step = await act.step('body_signature', 'finance');
      expectStatus(await signer.sign(step.id), 200);
      const { version, title } = await act.author.card(act.id);
      const id = version.reviews[0]?.signature?.id;
      const part = async (name: string) =>
        (await act.author.get(`${act.path}/signatures/${id}/${name}`)).text;
      const [statement, manifest] = [await part('statement'), await part('manifest')];
      const objects = parseManifest(Buffer.from(manifest)).objects.map((object) => object.sha256);
      expect(objects).toEqual([sha256(statement), sha256(PDF)]);
      expect(JSON.parse(statement)).toMatchObject({
        act: { id: act.id, title, version: 0, number: version.number },
        step: { id: step.id, kind: 'body_signature' },
        decision: {
          outcome: 'with_remarks',
          remarks: [{ ordinal: 1, kind: 'substance', excerpt: null, ...REMARKS.remarks?.[0] }],
        },
        signer: { id: signer.id },
        earlier: version.steps.flatMap(({ signature }) => (signature ? [{ id: signature.id }] : [])),
      });
    });
  });
});

function flipped(byte = 0): Buffer {
  return Buffer.from([byte ^ 1]);
}
