import { checkContainer } from '../container/check-container.js';
import { ContainerKit } from '../container/container.fixture.js';
import { verifySignature } from '../verify.js';
import { WorkBudget } from '../work-budget.js';
import { AnswerKit } from './answers.fixture.js';
import { DEAREST, type FalseKeys, hostileSignature } from './hostile.fixture.js';
import { CONTENT, type SigningKit } from './refusals.fixture.js';

/** Files made to keep the portal busy: they are refused soon, and the portal answers others meanwhile. */

let containers: ContainerKit;
let kit: SigningKit;
beforeAll(async () => {
  containers = await ContainerKit.create();
  kit = containers.signing;
}, 30_000);
afterAll(() => containers.remove());

/** The thread's own time, in milliseconds: what else the machine does is not counted. */
interface Measured {
  spent: number;
  /** The longest that was worked at a stretch, while nobody else was answered. */
  longest: number;
}

function ownTimeNow(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function measure(work: () => Promise<void>): Promise<Measured> {
  const before = ownTimeNow();
  let [last, longest] = [before, 0];
  const look = () => {
    const now = ownTimeNow();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const beside = setInterval(look, 1);
  try {
    await work();
  } finally {
    clearInterval(beside);
  }
  look();
  return { spent: last - before, longest };
}

/** The best of three, each with files never seen before: something else may run on the machine. */
async function bestOf(prepare: () => Promise<() => Promise<void>>): Promise<Measured> {
  const all: Measured[] = [];
  for (let times = 0; times < 3; times += 1) all.push(await measure(await prepare()));
  const least = (of: (one: Measured) => number) => Math.min(...all.map(of));
  return { spent: least(({ spent }) => spent), longest: least(({ longest }) => longest) };
}

const verdictOf = async (signature: Buffer) => {
  const { verdict, code } = await kit.verify({ signature });
  return `${verdict} ${code}`;
};

describe('one signature', () => {
  const eightThousand: FalseKeys = { modulusBits: 8192, exponent: 2n ** 64n - 1n };
  test.each([
    ['of 63 made-up issuers', 1, DEAREST, 'INVALID CERTIFICATE_SIGNATURE_WRONG'],
    ['of 63 made-up issuers with the largest keys', 1, eightThousand, 'INVALID RSA_KEY_NOT_ALLOWED'],
    ['of 16 signers and 48 made-up issuers', 16, DEAREST, 'INVALID CERTIFICATE_SIGNATURE_WRONG'],
  ] as const)(
    '%s ends in less than 0.3 s',
    async (_, signers, keys, expected) => {
      const make = () => hostileSignature(kit, CONTENT, { signers, keys });
      expect(await verdictOf(make())).toBe(expected);
      const { spent, longest } = await bestOf(async () => {
        const signature = make();
        return async () => void (await verdictOf(signature));
      });
      expect(spent).toBeLessThan(300);
      expect(longest).toBeLessThan(200);
    },
    30_000,
  );
});

describe('a container of a hundred signatures', () => {
  /** @param signers of each signature */
  async function hostileContainer(signers: number): Promise<string> {
    const parts = Array.from({ length: 100 }, () => containers.sign()).map((one, place) => {
      const isRight = place === 99;
      return isRight ? one : { ...one, signature: hostileSignature(kit, one.manifest, { signers }) };
    });
    return containers.file(await containers.pack(parts), `hostile-${signers}.asice`);
  }

  test.each([1, 16])(
    'each of %s signers and made-up issuers ends in less than 2 s, and holds nobody up',
    async (signers) => {
      const trust = kit.trust();
      let codes: (string | null)[] = [];
      const { spent, longest } = await bestOf(async () => {
        const path = await hostileContainer(signers);
        return async () => {
          const work = WorkBudget.ofRequest();
          const report = await checkContainer(path, (signature, content) =>
            verifySignature({ signature, content, at: kit.pki.now, origin: 'key-file', work }, trust),
          );
          expect(report.verdict).toBe('INVALID');
          codes = report.signatures.map(({ code }) => code);
        };
      });
      expect(codes[0]).toBe('CERTIFICATE_SIGNATURE_WRONG');
      // the right one was not looked at: it is left open, not refused
      expect(codes.at(-1)).toBe('TOO_MUCH_WORK');
      expect(spent).toBeLessThan(2000);
      expect(longest).toBeLessThan(200);
    },
    180_000,
  );

  test('a hundred right signatures with stamps are within what a request may take', async () => {
    const work = WorkBudget.ofRequest();
    const signature = new AnswerKit(kit).stamped();
    for (let times = 0; times < 100; times += 1) {
      const { verdict } = await kit.verify({ signature, work });
      expect(verdict).toBe('VALID');
    }
  }, 30_000);
});
