import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program of the sources that runs as a process of its own, so that a test can kill it. */
export class TestProgram {
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
  }

  /**
   * @param path of the TypeScript file, from the root of the clone
   * @param env what the program finds in its environment besides PATH
   */
  static start(path: string, env: Readonly<Record<string, string>>): TestProgram {
    const args = ['--conditions=source', '--import=./libs/testing/src/typescript.mjs', path];
    return new TestProgram(
      spawn(process.execPath, args, {
        env: { PATH: process.env.PATH, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  /** Resolves with the signal or the status that the program ended by. */
  async ended(): Promise<string | number | null> {
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.signalCode ?? child.exitCode;
  }

  /** Ends it at once, as a machine does that loses its power. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended();
  }

  /** All that the program wrote; for the message of a test that fails. */
  get log(): string {
    return this.output;
  }
}
