import {
  basicConstraints,
  contentType,
  der,
  digestAlgorithm,
  keyUsage,
  messageDigest,
  type SigningIdentity,
  signingCertificate,
  stampAttribute,
  USAGE,
} from '#certification-centre';
import { Clock } from '#kernel';
import { VerifierWithOutside } from '../outside-verifier.js';
import { AnsweringServer, AnswerKit } from '../refusals/answers.fixture.js';
import {
  GOST_DIGEST,
  GOST_KEY,
  gostSignature,
  gostSigner,
  gostSignerInfo,
} from '../refusals/gost.fixture.js';
import { outsideAnswer } from '../refusals/other.fixture.js';
import { CONTENT, SigningKit } from '../refusals/refusals.fixture.js';
import { readCrl } from '../revocation/crl.js';
import { NodeForgeVerifier } from '../signature-verifier.js';

/** Several signers of one file, and GOST beside RSA: what is wrong is never hidden by what cannot be told. */

let kit: SigningKit;
let answers: AnswerKit;
beforeAll(async () => {
  kit = await SigningKit.create();
  answers = new AnswerKit(kit);
}, 30_000);
afterAll(() => kit.remove());

const judge = async (request: Parameters<SigningKit['verify']>[0]) => {
  const { verdict, code } = await kit.verify(request);
  return `${verdict} ${code}`;
};

describe('several signers', () => {
  interface Part {
    info: Buffer;
    certificates: Buffer[];
  }
  const part = (signer: SigningIdentity, info = kit.signerInfo({}, signer)): Part => ({
    info,
    certificates: [signer.certificate],
  });
  const parts = {
    right: () => part(kit.signer),
    'with changed content': () => {
      const signer = kit.pki.employee({ pair: kit.pki.keys.other });
      const attributes = [
        contentType(),
        messageDigest(Buffer.from('other')),
        signingCertificate(signer.certificate),
      ];
      return part(signer, kit.signerInfo({ attributes }, signer));
    },
    'with another key': () => {
      const signer = kit.pki.employee({ pair: kit.pki.keys.other });
      return part(signer, kit.signerInfo({ key: kit.pki.keys.employee.key }, signer));
    },
    'by SHA-1': () => {
      const signer = kit.pki.employee();
      return part(signer, kit.signerInfo({ digest: 'sha1' }, signer));
    },
    ended: () => part(kit.pki.employee({ notAfter: kit.pki.days(-1) })),
    revoked: () => part(revoked),
    'by GOST': () => {
      const signer = gostSigner(kit);
      return part(signer, gostSignerInfo(kit, signer));
    },
    'of a centre without a list': () => {
      const extensions = [basicConstraints(true), keyUsage(USAGE.keyCertSign, USAGE.cRLSign)];
      const by = kit.pki.authority(extensions, { by: kit.pki.centre.root });
      const signer = kit.pki.employee({ by });
      return { ...part(signer), certificates: [signer.certificate, by.certificate] };
    },
    'with a GOST stamp': () => {
      const signer = kit.pki.employee();
      return part(signer, stampedByGost(signer));
    },
  };
  type Name = keyof typeof parts;
  let revoked: SigningIdentity;
  beforeAll(() => {
    revoked = kit.pki.employee();
  });

  function stampedByGost(signer: SigningIdentity): Buffer {
    return kit.signerInfo({ unsigned: [gostStampAttribute()] }, signer);
  }

  /** The verdict on a file of these signers in this order. */
  async function together(...names: Name[]): Promise<string> {
    const made = names.map((name) => parts[name]());
    const signature = kit.sign(
      {},
      {
        signerInfos: made.map(({ info }) => info),
        certificates: made.flatMap(({ certificates }) => certificates),
        digestAlgorithms: [digestAlgorithm('sha256')],
      },
    );
    const { root, issuing } = kit.pki.centre;
    const list = kit.pki.crl(issuing, { revoked: [{ serial: revoked.serial, date: kit.pki.days(-1) }] });
    return judge({ signature, trust: { crls: [readCrl(kit.pki.crl(root)), readCrl(list)] } });
  }

  const VERDICTS: Record<Exclude<Name, 'right'>, string> = {
    'with changed content': 'INVALID CONTENT_CHANGED',
    'with another key': 'INVALID SIGNATURE_MISMATCH',
    'by SHA-1': 'INVALID DIGEST_SHA1',
    ended: 'INVALID CERTIFICATE_EXPIRED',
    revoked: 'INVALID CERTIFICATE_REVOKED',
    'by GOST': 'INDETERMINATE UNSUPPORTED_ALGORITHM',
    'of a centre without a list': 'INDETERMINATE REVOCATION_UNKNOWN',
    'with a GOST stamp': 'INDETERMINATE UNSUPPORTED_ALGORITHM',
  };
  const names = Object.keys(VERDICTS) as (keyof typeof VERDICTS)[];

  test.each(names)('one right, one %s: what is not right counts, in either order', async (name) => {
    expect(await together('right', name)).toBe(VERDICTS[name]);
    expect(await together(name, 'right')).toBe(VERDICTS[name]);
  });

  const pairs = names.flatMap((one) =>
    names.filter((other) => other !== one).map((other) => [one, other] as const),
  );
  test.each(pairs)('first %s, then %s', async (one, other) => {
    const [first, second] = [VERDICTS[one], VERDICTS[other]];
    const isLocal = (name: string) => name !== 'revoked';
    const wrong = [one, other].filter((name) => VERDICTS[name].startsWith('INVALID'));
    // nobody is asked about revocation where something is wrong already
    const [worst] = wrong.filter(isLocal).concat(wrong);
    expect(await together(one, other)).toBe(worst ? VERDICTS[worst] : (first ?? second));
  });

  test('two right ones are VALID', async () => {
    const second = kit.pki.employee({ pair: kit.pki.keys.other });
    const signerInfos = [kit.signerInfo(), kit.signerInfo({}, second)];
    const certificates = [kit.signer.certificate, second.certificate];
    expect(await judge({ signature: kit.sign({}, { signerInfos, certificates }) })).toBe('VALID null');
  });
});

/** A stamp in which each SHA-256 is a GOST digest, whose identifier is as long. */
function gostStampAttribute(): Buffer {
  const [sha256, gost] = [der.oid('2.16.840.1.101.3.4.2.1'), der.oid('1.2.398.3.10.1.3.3.1')];
  const token = answers.stamp();
  for (let at = token.indexOf(sha256); at >= 0; at = token.indexOf(sha256)) gost.copy(token, at);
  return stampAttribute(token);
}

describe('a time stamp by GOST', () => {
  test('leaves the signature open', async () => {
    const signature = kit.sign({ unsigned: [gostStampAttribute()] });
    expect(await judge({ signature })).toBe('INDETERMINATE UNSUPPORTED_ALGORITHM');
  });

  test.each([
    [
      'of a certificate that has ended, which it may have outlived',
      { notAfter: -1 },
      'INDETERMINATE UNSUPPORTED_ALGORITHM',
    ],
    ['of a certificate that has not begun', { notBefore: 1 }, 'INVALID CERTIFICATE_NOT_YET_VALID'],
  ] as const)('on a signature %s', async (_, days, expected) => {
    const times = Object.fromEntries(
      Object.entries(days).map(([name, count]) => [name, kit.pki.days(count)]),
    );
    const signer = kit.pki.employee(times);
    const signature = kit.sign({ unsigned: [gostStampAttribute()] }, {}, signer);
    expect(await judge({ signature })).toBe(expected);
  });

  test('hides nothing that is wrong', async () => {
    const unsigned = [gostStampAttribute()];
    expect(await judge({ signature: kit.sign({ unsigned }), content: Buffer.from('other') })).toBe(
      'INVALID CONTENT_CHANGED',
    );
    expect(await judge({ signature: kit.sign({ unsigned }), trust: { intermediates: [] } })).toBe(
      'INVALID PATH_INCOMPLETE',
    );
    const extensions = [keyUsage(USAGE.digitalSignature)];
    expect(await judge({ signature: kit.sign({ unsigned }, {}, kit.pki.employee({ extensions })) })).toBe(
      'INVALID NOT_FOR_SIGNING',
    );
  });
});

describe('GOST named where nobody signed it', () => {
  const listed = () => ({ digestAlgorithms: [digestAlgorithm('sha256'), GOST_DIGEST].sort(Buffer.compare) });

  test('among the digests of the file: every verdict stays what it is', async () => {
    expect(await judge({ signature: kit.sign({}, listed()) })).toBe('VALID null');
    const content = Buffer.from('other');
    expect(await judge({ signature: kit.sign({}, listed()), content })).toBe('INVALID CONTENT_CHANGED');
  });

  test('as the key of a false centre that comes along', async () => {
    const extensions = [basicConstraints(true), keyUsage(USAGE.keyCertSign)];
    const by = kit.pki.authority(extensions, { publicKey: GOST_KEY });
    expect(await judge({ signature: kit.signBy(kit.pki.employee({ by }), [by.certificate]) })).toBe(
      'INVALID PATH_INCOMPLETE',
    );
  });
});

describe('a signature by GOST in which something is wrong besides', () => {
  test.each([
    [
      'its attributes',
      'INVALID SIGNED_ATTRIBUTES_MISSING',
      () => gostSignature(kit, gostSigner(kit), { attributes: null }),
    ],
    [
      'its certificate has ended',
      'INVALID CERTIFICATE_EXPIRED',
      () => gostSignature(kit, gostSigner(kit, { notAfter: kit.pki.days(-1) })),
    ],
    [
      'its certificate is not for signing',
      'INVALID NOT_FOR_SIGNING',
      () => gostSignature(kit, gostSigner(kit, { extensions: [keyUsage(USAGE.digitalSignature)] })),
    ],
  ])('%s: %s', async (_, expected, make) => {
    expect(await judge({ signature: make() })).toBe(expected);
  });
});

describe('the outside verifier', () => {
  let server: AnsweringServer;
  beforeAll(async () => {
    server = await AnsweringServer.start();
    server.answer = () => outsideAnswer();
  });
  afterAll(() => server.close());

  test('is not asked for what only names GOST, however gladly it would vouch', async () => {
    const { files } = kit.pki.centre;
    const own = new NodeForgeVerifier(
      {
        rootsFile: files.trust,
        intermediatesFile: files.intermediates,
        crlPaths: [files.crls],
        refuseTestRoots: false,
      },
      new Clock(),
    );
    const verifier = new VerifierWithOutside(own, server.url);
    const ended = kit.pki.employee({ notAfter: kit.pki.days(-1) });
    const digestAlgorithms = [digestAlgorithm('sha256'), GOST_DIGEST].sort(Buffer.compare);
    const second = gostSigner(kit);
    const signatures = {
      'INVALID CERTIFICATE_EXPIRED': kit.sign({}, { digestAlgorithms }, ended),
      'INVALID ALGORITHM_NOT_ALLOWED': kit.sign({ digestAlgorithm: GOST_DIGEST }, { digestAlgorithms }),
      'INDETERMINATE UNSUPPORTED_ALGORITHM': kit.sign(
        {},
        {
          signerInfos: [kit.signerInfo(), gostSignerInfo(kit, second)],
          certificates: [kit.signer.certificate, second.certificate],
        },
      ),
    };
    for (const [expected, signature] of Object.entries(signatures)) {
      const { verdict, code } = await verifier.verify({
        signature,
        content: CONTENT,
        at: kit.pki.now,
        origin: 'key-file',
      });
      expect(`${verdict} ${code}`).toBe(expected);
    }
    const stamped = kit.sign({ unsigned: [gostStampAttribute()] });
    const request = { signature: stamped, content: CONTENT, at: kit.pki.now, origin: 'key-file' } as const;
    expect((await verifier.verify(request)).code).toBe('UNSUPPORTED_ALGORITHM');
    expect(server.asked).toBe(0);
  });
});
