import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CertificationCentre, type Role } from '#certification-centre';
import { centreFolder } from '../context.js';
import { demoBodies } from '../demo/directory.js';
import type { DemoEmployee } from '../demo/directory.types.js';
import { demoEmployees } from '../demo/employees.js';

/** The password of every key file of the demo. */
export const DEMO_KEY_PASSWORD = 'kelisim-demo';

/** Where the employees' key files lie, named by login. */
export function keyFilesDirOf(dataDir: string): string {
  return join(centreFolder(dataDir), 'employees');
}

/** Opens or makes the test certification centre, and issues a key file to every employee who has none yet. */
export async function seedKeys(dataDir: string): Promise<void> {
  const centre = await CertificationCentre.openOrCreate(centreFolder(dataDir));
  const folder = keyFilesDirOf(dataDir);
  await mkdir(folder, { recursive: true });
  await Promise.all(demoEmployees.map((employee) => issueKey(centre, folder, employee)));
}

async function issueKey(centre: CertificationCentre, folder: string, employee: DemoEmployee): Promise<void> {
  const path = join(folder, `${employee.login}.p12`);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const { body, unitKind } = placeOf(employee);
  const { p12 } = await centre.issueEmployee({
    surname: employee.surname,
    given: employee.givenName,
    patronymic: employee.patronymic,
    iin: employee.iin,
    bin: body.bin,
    organisation: body.name.kk,
    role: roleOf(employee, unitKind),
    password: DEMO_KEY_PASSWORD,
  });
  // Whole or not at all: a file that is there counts as issued.
  await writeFile(`${path}.new`, p12, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

function placeOf({ unitKey }: DemoEmployee) {
  for (const body of demoBodies) {
    const unit = body.units.find(({ key }) => key === unitKey);
    if (unit) return { body, unitKind: unit.kind };
  }
  throw new Error(`The demo has no unit ${unitKey}.`);
}

/** Who signs for his body carries that in his certificate: its head, his deputies, the head of its legal service. */
function roleOf({ postKind }: DemoEmployee, unitKind: string): Role {
  if (postKind === 'head_of_body') return 'head';
  const signs = postKind === 'deputy_head' || (postKind === 'unit_head' && unitKind === 'legal');
  return signs ? 'rightToSign' : 'employee';
}
