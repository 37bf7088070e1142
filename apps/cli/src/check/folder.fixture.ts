import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificationCentre, type IssuedKey } from '#certification-centre';

export const PASSWORD = 'Kelisim-2026';

/** A folder for the files that a command checks. */
export class CheckFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'portal-check-'));

  file(name: string): string {
    return join(this.path, name);
  }

  write(name: string, content: string | Buffer): void {
    writeFileSync(this.file(name), content);
  }

  /** The lists of the folder's centre, as options. */
  lists(): string[] {
    return ['--crl', this.file('crls/root.crl'), '--crl', this.file('crls/issuing.crl')];
  }

  /** A certification centre whose files lie in the folder, and the key of a head of a body. */
  async openCentre(): Promise<{ centre: CertificationCentre; key: IssuedKey }> {
    const centre = await CertificationCentre.create(this.path);
    const key = await centre.issueEmployee({
      surname: 'Сейітқали',
      given: 'Гүлнәр',
      iin: '850707400321',
      bin: '000140001234',
      organisation: 'Министрлік',
      role: 'head',
      password: PASSWORD,
    });
    return { centre, key };
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** Runs a command. @returns its exit code, and all that it wrote */
export async function run(command: (out: { write(text: string): void }) => Promise<number>) {
  let output = '';
  const exit = await command({
    write: (text) => {
      output += text;
    },
  });
  return { exit, output };
}
