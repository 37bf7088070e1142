import { AnswerKit } from './answers.fixture.js';
import { KeptAnswers } from './ocsp-client.js';
import { SigningKit } from './refusals.fixture.js';

/** OCSP answers and time stamps with bytes changed or cut off: never VALID, never a crash, never slow. */

const ROUNDS = 10_000;
/** Milliseconds that one check may take. */
const LONGEST = 200;

/** mulberry32: the same sequence in every run, so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One byte changed, or, every tenth time, the end cut off. */
function spoil(original: Buffer, random: () => number, round: number): Buffer {
  const at = Math.floor(random() * original.length);
  if (round % 10 === 0) return original.subarray(0, at);
  const spoilt = Buffer.from(original);
  spoilt[at] = (spoilt[at] as number) ^ (1 + Math.floor(random() * 255));
  return spoilt;
}

let kit: SigningKit;
let answers: AnswerKit;
beforeAll(async () => {
  kit = await SigningKit.create();
  answers = new AnswerKit(kit);
}, 30_000);
afterAll(() => kit.remove());

/** What was accepted although it was spoilt, and the longest time that one check took. */
async function run(seed: number, judge: (random: () => number, round: number) => Promise<string>) {
  const random = seeded(seed);
  const accepted: number[] = [];
  let longest = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    if ((await judge(random, round)) === 'VALID') accepted.push(round);
    longest = Math.max(longest, performance.now() - began);
  }
  return { accepted, isQuick: longest < LONGEST };
}

test(`${ROUNDS} OCSP answers`, async () => {
  const answer = answers.ocsp();
  const { crls, roots } = kit.trust();
  const ofRoot = crls.filter(({ issuer }) => issuer.key === roots[0]?.subject.key);
  const signature = kit.sign();
  const judge = async (der: Buffer) => {
    const trust = { crls: ofRoot, ocsp: new KeptAnswers([der]) };
    return (await kit.verify({ signature, trust })).verdict;
  };
  expect(await judge(answer)).toBe('VALID');
  expect(await run(6960, (random, round) => judge(spoil(answer, random, round)))).toEqual({
    accepted: [],
    isQuick: true,
  });
}, 120_000);

test(`${ROUNDS} time stamps`, async () => {
  const token = answers.stamp();
  expect((await kit.verify({ signature: answers.withToken(token) })).verdict).toBe('VALID');
  const judge = async (random: () => number, round: number) => {
    const signature = answers.withToken(spoil(token, random, round));
    return (await kit.verify({ signature })).verdict;
  };
  expect(await run(3161, judge)).toEqual({ accepted: [], isQuick: true });
}, 120_000);
