import { Clock } from '#kernel';
import { checkSigner, type ExpectedSigner } from '../binding/business.js';
import { type SignatureCode, SignatureRefusal, type Verdict, verdictOf } from '../codes.js';
import { readSignatureFile } from '../der/pem.js';
import { VerifierWithOutside } from '../outside-verifier.js';
import { refusedReport, type SignatureReport } from '../report.js';
import { OcspClient } from '../revocation/ocsp-client.js';
import { NodeForgeVerifier, type SigningOptions } from '../signature-verifier.js';
import {
  type TrustMaterial,
  type VerificationRequest,
  verifySignature,
  verifyWithEvidence,
} from '../verify.js';
import { AnsweringServer, AnswerKit, type ServerAnswer } from './answers.fixture.js';
import { DIFFERING_ENGINES } from './engines.fixture.js';
import { CONTENT, SigningKit } from './refusals.fixture.js';

/** What is right but for one thing: where nothing else is given, the signature, its content and the trust are right. */
export type Spoilt = Partial<VerificationRequest> & { trust?: Partial<TrustMaterial> };

export type SpoilSignature = (kit: SigningKit, bench: RefusalBench) => Spoilt;
/** A signature file, PEM. */
export type SpoilFile = (kit: SigningKit) => Buffer;
/** Who must have signed, and what was signed. */
export type SpoilPerson = (kit: SigningKit) => Spoilt & { expected: ExpectedSigner };
/** Where the trusted certificates and lists are said to lie. */
export type SpoilTrust = (kit: SigningKit) => Partial<SigningOptions>;
/** What a responder answers to a question. */
export type SpoilAnswer = (answers: AnswerKit, question: Buffer) => Buffer | ServerAnswer;
/** What a time-stamp authority answers. */
export type SpoilStamping = (answers: AnswerKit) => ServerAnswer;
/** What the outside verifier answers about a GOST signature. */
export type SpoilOutside = (kit: SigningKit) => Spoilt & { answer: ServerAnswer };

export interface Found {
  verdict: Verdict;
  code: SignatureCode | null;
}

/** Judges what is spoilt as the portal would: with a centre, a responder, an authority and an outside verifier. */
export class RefusalBench {
  private constructor(
    readonly kit: SigningKit,
    readonly answers: AnswerKit,
    private readonly server: AnsweringServer,
  ) {}

  static async start(): Promise<RefusalBench> {
    const kit = await SigningKit.create();
    return new RefusalBench(kit, new AnswerKit(kit), await AnsweringServer.start());
  }

  async close(): Promise<void> {
    await this.server.close();
    this.kit.remove();
  }

  async signature(spoil: SpoilSignature): Promise<Found> {
    const { trust, request } = this.given(spoil(this.kit, this));
    return inOrder(await verifySignature(request, trust));
  }

  async file(spoil: SpoilFile): Promise<Found> {
    try {
      return await this.signature((kit) => ({ signature: readSignatureFile(spoil(kit)) }));
    } catch (error) {
      if (!(error instanceof SignatureRefusal)) throw error;
      return inOrder(refusedReport(error));
    }
  }

  async engines(spoil: SpoilSignature): Promise<Found> {
    const { trust, request } = this.given(spoil(this.kit, this));
    return inOrder((await verifyWithEvidence(request, trust, DIFFERING_ENGINES)).report);
  }

  async person(spoil: SpoilPerson): Promise<Found> {
    const { expected, ...spoilt } = spoil(this.kit);
    const { trust, request } = this.given(spoilt);
    const report = await verifySignature(request, trust);
    expect(report.verdict).toBe('VALID');
    const code = checkSigner(report, expected);
    return { verdict: verdictOf(code), code };
  }

  async trust(spoil: SpoilTrust): Promise<Found> {
    return inOrder(await this.verifier(spoil(this.kit)).verify(this.given({}).request));
  }

  /** The issuing centre is covered by the root's list, the signer by the responder's answer alone. */
  async responder(spoil: SpoilAnswer): Promise<Found> {
    this.server.answer = (question) => asAnswer(spoil(this.answers, question));
    const { crls, roots } = this.kit.trust();
    const ofRoot = crls.filter(({ issuer }) => issuer.key === roots[0]?.subject.key);
    const ocsp = new OcspClient(this.server.url, () => this.kit.pki.now);
    return inOrder(await this.kit.verify({ trust: { crls: ofRoot, ocsp } }));
  }

  async authority(spoil: SpoilStamping): Promise<Found> {
    this.server.answer = () => spoil(this.answers);
    const verifier = this.verifier({ tsaUrl: this.server.url });
    const { request } = this.given({ madeAfter: this.kit.pki.now });
    return inOrder((await verifier.prove(request)).report);
  }

  async outside(spoil: SpoilOutside): Promise<Found> {
    const { answer, ...spoilt } = spoil(this.kit);
    this.server.answer = () => answer;
    const verifier = new VerifierWithOutside(this.verifier(), this.server.url);
    const { verdict, code } = await verifier.verify(this.given(spoilt).request);
    return { verdict, code };
  }

  private verifier(options: Partial<SigningOptions> = {}): NodeForgeVerifier {
    const { files } = this.kit.pki.centre;
    const trust = {
      rootsFile: files.trust,
      intermediatesFile: files.intermediates,
      crlPaths: [files.crls],
      refuseTestRoots: false,
    };
    return new NodeForgeVerifier({ ...trust, ...options }, new Clock());
  }

  private given({ trust, ...spoilt }: Spoilt) {
    const right = {
      signature: spoilt.signature ?? this.kit.sign(),
      content: CONTENT,
      at: this.kit.pki.now,
      origin: 'key-file' as const,
    };
    return { trust: { ...this.kit.trust(), ...trust }, request: { ...right, ...spoilt } };
  }
}

function asAnswer(made: Buffer | ServerAnswer): ServerAnswer {
  return Buffer.isBuffer(made) ? { body: made } : made;
}

/** What a report finds: everything before the refusal was passed, and nothing was looked at after it. */
function inOrder({ verdict, code, checks }: SignatureReport): Found {
  const refused = checks.findIndex((check) => check.code === code);
  const results = checks.map(({ result }) => result);
  expect(results.slice(0, refused).every((result) => result === 'passed')).toBe(true);
  expect(results.slice(refused + 1).every((result) => result === 'skipped')).toBe(true);
  return { verdict, code };
}
