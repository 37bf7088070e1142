import { copyFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTrust, verifySignature } from '#signing';
import { run } from '../programs.js';
import type { ProbeResult } from './container-probe.js';
import { each, race, type Side } from './race.js';
import { cost, type Figure, speed } from './report.js';
import type { SigningMaterial } from './signing-material.js';

/** Times the speed of `openssl cms -verify` processes. */
const VERIFY_AIM = 3;
/** Seconds, and MB beyond what the process had before. */
const CONTAINER_AIMS = { seconds: 0.5, megabytes: 64 } as const;
/** Milliseconds of its own time that the calling thread may spend on a long list. */
const HELD_AIM = 50;

/** Each signature, as the README of a container says; openssl is started anew for each, and the shell sums up the time. */
const OPENSSL_LOOP = `trust=$1; shift
for one; do
  openssl cms -verify -cades -binary -inform DER -in "$one.p7s" -content "$one.xml" \\
    -CAfile "$trust" -crl_check_all >/dev/null || exit 1
done
times`;

const PROBES: Readonly<Record<Side, string>> = { portal: 'container-check.js', floor: 'floor-container.js' };

/** What reading a list cost. */
interface ListRead {
  /** Until it was there. */
  readonly seconds: number;
  /** Own time of the thread that asked for it, in milliseconds. */
  readonly held: number;
}

/** Measures the checking of signatures, containers and lists beside bare programs, by turns. */
export class SigningFigures {
  constructor(
    private readonly material: SigningMaterial,
    private readonly rounds: number,
    /** For what a round needs. */
    private readonly folder: string,
  ) {}

  /** Signatures by processor time of everything that took part: what one core does, however busy the machine is. */
  async verification(): Promise<Figure> {
    const trust = await readTrust(this.material.trust);
    const { signatures, trustPem } = this.material;
    const byPortal = async () => {
      const before = process.cpuUsage();
      for (const { signature, manifest: content } of signatures) {
        const request = { signature, content, at: new Date(), origin: 'key-file' } as const;
        const { verdict, code } = await verifySignature(request, trust);
        if (verdict !== 'VALID') throw new Error(`A signature is ${verdict}: ${code}`);
      }
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000_000;
    };
    const byOpenssl = async () => {
      const files = signatures.map(({ path }) => path);
      return processorSeconds(await this.succeed('sh', '-c', OPENSSL_LOOP, 'sh', trustPem, ...files));
    };
    const rounds = await race(this.rounds, async (side) => {
      const seconds = await (side === 'portal' ? byPortal() : byOpenssl());
      return signatures.length / seconds;
    });
    return speed('full verification, a core', 'signatures/s', rounds, VERIFY_AIM);
  }

  /** Each check is the first of a new process, which has read the trust. */
  async container(): Promise<Figure[]> {
    const { container, trust } = this.material;
    const rounds = await race(this.rounds, async (side): Promise<ProbeResult> => {
      const program = join(import.meta.dirname, PROBES[side]);
      return JSON.parse(await this.succeed(process.execPath, program, container, JSON.stringify(trust)));
    });
    const { seconds, megabytes } = CONTAINER_AIMS;
    return [
      cost(
        'check of a 60 MB container',
        's',
        each(rounds, (round) => round.seconds),
        seconds,
      ),
      cost(
        'that check, more memory',
        'MB',
        each(rounds, (round) => round.megabytes),
        megabytes,
      ),
    ];
  }

  /** The floor reads the file by `openssl crl`, and bare into memory. */
  async longList(): Promise<Figure[]> {
    const rounds = await race(this.rounds, (side) =>
      side === 'portal' ? this.readList() : this.readListBarely(),
    );
    return [
      cost(
        'reading a list of 100,000',
        's',
        each(rounds, ({ seconds }) => seconds),
        null,
      ),
      cost(
        'that reading, main thread held',
        'ms',
        each(rounds, ({ held }) => held),
        HELD_AIM,
      ),
    ];
  }

  private async readList(): Promise<ListRead> {
    // a file of a new name: one that was read before is remembered
    const path = join(this.folder, `list-${performance.now()}.crl`);
    copyFileSync(this.material.longList, path);
    const start = performance.now();
    const before = process.threadCpuUsage();
    const { crls } = await readTrust({ ...this.material.trust, crlPaths: [path] });
    const held = milliseconds(process.threadCpuUsage(before));
    const seconds = (performance.now() - start) / 1000;
    rmSync(path);
    if (crls.length !== 1) throw new Error('The long list was not read.');
    return { seconds, held };
  }

  private async readListBarely(): Promise<ListRead> {
    const { longList } = this.material;
    const before = process.threadCpuUsage();
    await readFile(longList);
    const held = milliseconds(process.threadCpuUsage(before));
    const start = performance.now();
    await this.succeed('openssl', 'crl', '-inform', 'DER', '-in', longList, '-noout');
    return { seconds: (performance.now() - start) / 1000, held };
  }

  /** @returns what the program wrote to standard output. @throws Error with all that it wrote when it fails */
  private async succeed(...command: string[]): Promise<string> {
    const { status, stdout, output } = await run(command, this.folder, { PATH: process.env.PATH });
    if (status !== 0) throw new Error(`${command[0]} ended with ${status}: ${output}`);
    return stdout;
  }
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

/**
 * All processor time of a shell and of what it ran, in seconds.
 * @param times what its built-in `times` says: four times, user and system, as `1m2.345s`
 */
export function processorSeconds(times: string): number {
  const found = [...times.matchAll(/(\d+)m(\d+[.,]\d+)s/g)];
  if (found.length !== 4) throw new Error(`These are not times of a shell: ${times}`);
  return found.reduce(
    (sum, [, minutes, seconds = '']) => sum + Number(minutes) * 60 + Number(seconds.replace(',', '.')),
    0,
  );
}
