import {
  type Authority,
  keyUsage,
  newKeyPair,
  OID,
  type SigningIdentity,
  USAGE,
} from '#certification-centre';
import { readCertificate } from '../certificates/certificate.js';
import { SignatureRefusal } from '../codes.js';
import { AnswerKit, eku } from '../refusals/answers.fixture.js';
import { CONTENT, ownTime, SigningKit } from '../refusals/refusals.fixture.js';
import { readCrl } from '../revocation/crl.js';
import type { OcspSource } from '../revocation/ocsp-client.js';
import { type TrustMaterial, verifyWithEvidence } from '../verify.js';
import { CA, PathKit } from './path.fixture.js';

/**
 * One centre, one key, several certificates: where the first path fails for a revocation above the leaf, others
 * are tried (RFC 5280 3.2 and 6.1: any of several valid paths will do).
 */

let kit: SigningKit;
let paths: PathKit;
/** Two certificates of one centre under the pinned root, and a third under another pinned root without lists. */
let first: Authority;
let second: Authority;
let silentRoot: Authority;
let underSilentRoot: Authority;
let signer: SigningIdentity;

beforeAll(async () => {
  kit = await SigningKit.create();
  paths = new PathKit(kit);
  silentRoot = kit.pki.authority(CA, { name: [[OID.commonName, 'TEST silent root']] });
  const pair = kit.pki.keys.employee;
  first = paths.centre('shared', [], { pair });
  second = paths.centre('shared', [], { pair });
  underSilentRoot = paths.centre('shared', [], { pair, by: silentRoot });
  signer = kit.pki.employee({ by: first });
}, 30_000);
afterAll(() => kit.remove());

const fingerprintOf = ({ certificate }: Authority) => readCertificate(certificate).fingerprint;

/** Lists of the root, which revokes some of its centres, and of the shared centre, which may revoke the signer. */
function lists(revoked: readonly Authority[], revokedLeaf = false) {
  const date = kit.pki.days(-1);
  const ofRoot = revoked.map(({ certificate }) => ({
    serial: Buffer.from(readCertificate(certificate).serial, 'hex'),
    date,
  }));
  const ofCentre = revokedLeaf ? [{ serial: signer.serial, date }] : [];
  return [
    kit.pki.crl(paths.root, { revoked: ofRoot }),
    kit.pki.crl(first, { revoked: ofCentre }),
    kit.pki.crl(kit.pki.centre.issuing),
  ];
}

interface Given {
  centres: readonly Authority[];
  revoked?: readonly Authority[];
  revokedLeaf?: boolean;
  trust?: Partial<TrustMaterial>;
}

async function judge({ centres, revoked = [], revokedLeaf = false, trust = {} }: Given) {
  const signature = kit.signBy(signer);
  const request = { signature, content: CONTENT, at: kit.pki.now, origin: 'key-file' as const };
  const material: TrustMaterial = {
    ...kit.trust(),
    roots: [readCertificate(paths.root.certificate), readCertificate(silentRoot.certificate)],
    intermediates: centres.map(({ certificate }) => readCertificate(certificate)),
    crls: lists(revoked, revokedLeaf).map(readCrl),
    ...trust,
  };
  const { report, evidence } = await verifyWithEvidence(request, material);
  const chain = evidence?.chain.map(({ fingerprint }) => fingerprint) ?? [];
  return { verdict: report.verdict, code: report.code, chain };
}

/** The same centres, in either order: which path comes first must not matter. */
const ORDERS = [
  ['in order', (centres: Authority[]) => centres],
  ['the other way round', (centres: Authority[]) => centres.toReversed()],
] as const;

describe.each(ORDERS)('a signature, with the centres given %s', (_, order) => {
  test('is VALID by the path that holds, which is kept as evidence', async () => {
    const { verdict, chain } = await judge({ centres: order([first, second]), revoked: [first] });
    expect(verdict).toBe('VALID');
    expect(chain).toContain(fingerprintOf(second));
    expect(chain).not.toContain(fingerprintOf(first));
  });

  test('is VALID where one path cannot be told about and another holds', async () => {
    expect(await judge({ centres: order([underSilentRoot, second]) })).toMatchObject({ verdict: 'VALID' });
  });

  test('is left open where one path is revoked and another cannot be told about', async () => {
    const found = await judge({ centres: order([first, underSilentRoot]), revoked: [first] });
    expect(found).toMatchObject({ verdict: 'INDETERMINATE', code: 'REVOCATION_UNKNOWN' });
  });

  test('is refused where each path is revoked', async () => {
    const found = await judge({ centres: order([first, second]), revoked: [first, second] });
    expect(found).toMatchObject({ verdict: 'INVALID', code: 'ISSUER_REVOKED' });
  });

  test('is refused where its own certificate is revoked, whatever path there is', async () => {
    const found = await judge({ centres: order([underSilentRoot, second]), revokedLeaf: true });
    expect(found).toMatchObject({ verdict: 'INVALID', code: 'CERTIFICATE_REVOKED' });
  });
});

describe('hostile sets end quickly', () => {
  /** Counts the questions to a responder that never knows anything. */
  class Ignorant implements OcspSource {
    readonly asked: string[] = [];
    async ask(certificate: { serial: string }): Promise<never> {
      this.asked.push(certificate.serial);
      throw new SignatureRefusal('OCSP_UNREACHABLE', 'a responder of the test');
    }
  }

  test('a revoked signer: nothing is asked about other paths', async () => {
    const ocsp = new Ignorant();
    const centres = [first, second, underSilentRoot];
    const found = await judge({ centres, revokedLeaf: true, trust: { ocsp } });
    expect(found.code).toBe('CERTIFICATE_REVOKED');
    expect(ocsp.asked).toHaveLength(1);
  });

  test('sixty certificates of one centre, none of which holds: eight paths are looked at', async () => {
    const crowd = Array.from({ length: 60 }, () =>
      paths.centre('shared', [], { pair: kit.pki.keys.employee }),
    );
    const ocsp = new Ignorant();
    const found = await judge({ centres: crowd, trust: { ocsp, crls: [] } });
    expect(found).toMatchObject({ verdict: 'INDETERMINATE', code: 'OCSP_UNREACHABLE' });
    // the signer's certificate and the centre's, on each
    expect(ocsp.asked).toHaveLength(2 * 8);
    const given = {
      centres: crowd,
      lists: [kit.pki.crl(first), ...lists(crowd)],
    };
    expect(
      ownTime(() => expect(paths.check(signer.certificate, given).code).toBe('ISSUER_REVOKED')),
    ).toBeLessThan(1000);
  });

  test('many centres that all certify each other, beside one path that is revoked', () => {
    const names = Array.from({ length: 12 }, (_, index) => `web ${index}`);
    const pair = kit.pki.keys.employee;
    const web = names.flatMap((name, index) => [
      paths.centre('shared', [], { pair, by: { ...first, name: paths.centre(name, [], { pair }).name } }),
      ...names
        .slice(index + 1)
        .map((below) =>
          paths.centre(name, [], { pair, by: { ...first, name: paths.centre(below, [], { pair }).name } }),
        ),
    ]);
    const given = { centres: [first, ...web], lists: lists([first]) };
    expect(
      ownTime(() => expect(paths.check(signer.certificate, given).code).toBe('ISSUER_REVOKED')),
    ).toBeLessThan(1000);
  });
});

describe('a certificate', () => {
  test('is VALID by the path that holds, and that path is told', () => {
    const given = { centres: [first, second], lists: lists([first]) };
    const report = paths.check(signer.certificate, given);
    expect(report.verdict).toBe('VALID');
    expect(report.path[1]?.serial).toBe(readCertificate(second.certificate).serial);
  });

  test('may be covered by a list whose signer has several paths: the one to the same root counts', async () => {
    const below = paths.centre('below');
    const pair = await newKeyPair();
    const lister = kit.pki.authority([keyUsage(USAGE.cRLSign)], {
      by: first,
      name: [[OID.commonName, 'below']],
      pair,
    });
    const { certificate } = paths.leaf(below);
    const given = {
      roots: [silentRoot.certificate, paths.root.certificate],
      lists: [...lists([]), kit.pki.crl({ ...below, key: pair.key })],
    };
    const code = (...centres: Authority[]) =>
      paths.check(certificate, { ...given, centres: [below, lister, ...centres] }).code;
    expect(code(underSilentRoot, second)).toBe(null);
    expect(code(underSilentRoot)).toBe('CRL_ISSUER_NOT_ALLOWED');
  });
});

test('a stamp counts where the authority has a path that no list calls revoked', async () => {
  const answers = new AnswerKit(kit);
  const authority = answers.service([eku(OID.timeStamping, true)], { by: first });
  const signature = answers.stamped({ authority });
  const centres = [first, second].map(({ certificate }) => readCertificate(certificate));
  const { intermediates } = kit.trust();
  const code = async (revoked: Authority[]) => {
    const trust = { crls: lists(revoked).map(readCrl), intermediates: [...intermediates, ...centres] };
    return (await kit.verify({ signature, trust })).code;
  };
  expect(await code([])).toBe(null);
  expect(await code([first])).toBe(null);
  expect(await code([first, second])).toBe('STAMP_REVOKED');
});
