import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CertificationCentre, ROLES, type Role } from '#certification-centre';
import { UsageError } from './check/options.js';
import type { Output } from './check/run.js';
import { PlainError, sentence } from './plain-error.js';

export const KEYS_USAGE = `portal keys list
portal keys issue --surname TEXT --given TEXT [--patronymic TEXT] --iin DIGITS --bin DIGITS
                  --organisation TEXT --role ${Object.keys(ROLES).join('|')} --password TEXT --out FILE.p12
portal keys revoke SERIAL`;

const EXIT_USAGE = 64;

/** What `portal keys` works on. */
export interface KeysContext {
  /** The folder of the test certification centre. */
  directory: string;
  out: Output;
}

/**
 * `portal keys`: the test certification centre by hand: issue a key file, list what was issued, revoke.
 * @param args what follows `keys`
 * @returns the exit code: 0 done, 64 wrong usage
 * @throws PlainError in one sentence, for what the administrator must put right
 */
export async function runKeys(args: string[], context: KeysContext): Promise<number> {
  try {
    return await run(args, context);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    context.out.write(`${error.message}\n`);
    return EXIT_USAGE;
  }
}

async function run([action, ...rest]: string[], { directory, out }: KeysContext): Promise<number> {
  switch (action) {
    case 'list':
      return list(await openCentre(directory), out);
    case 'issue':
      return issue(rest, directory, out);
    case 'revoke':
      return revoke(rest, await openCentre(directory), out);
    default:
      throw new UsageError(KEYS_USAGE);
  }
}

async function openCentre(directory: string): Promise<CertificationCentre> {
  try {
    return await CertificationCentre.open(directory);
  } catch (error) {
    throw new PlainError(sentence(`Opening the test certification centre in ${directory}`, error));
  }
}

function list(centre: CertificationCentre, out: Output): number {
  for (const { serial, use, commonName, iin, bin, role, revokedAt } of centre.list()) {
    const state = revokedAt === null ? 'valid' : `revoked ${revokedAt}`;
    out.write(`${serial}  ${iin}  ${bin}  ${role.padEnd(11)}  ${use.padEnd(14)}  ${commonName}  ${state}\n`);
  }
  return 0;
}

async function issue(args: string[], directory: string, out: Output): Promise<number> {
  const request = readRequest(args);
  const centre = await CertificationCentre.openOrCreate(directory);
  const { p12, serial } = await centre.issueEmployee(request);
  try {
    await writeFile(request.out, p12, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new PlainError(sentence(`Writing the key file ${request.out}`, error));
  }
  out.write(`${serial}  ${request.out}\n`);
  return 0;
}

function readRequest(args: string[]) {
  const text = { type: 'string' } as const;
  const options = {
    surname: text,
    given: text,
    patronymic: text,
    iin: text,
    bin: text,
    organisation: text,
    role: text,
    password: text,
    out: text,
  };
  let values: Partial<Record<keyof typeof options, string>>;
  try {
    values = parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Unknown options.');
  }
  const required = (name: keyof typeof options, form = /\S/): string => {
    const value = values[name] ?? '';
    if (!form.test(value)) throw new UsageError(`--${name} is missing or malformed.`);
    return value;
  };
  const role = required('role');
  if (!isRole(role)) throw new UsageError(`--role is one of ${Object.keys(ROLES).join(', ')}.`);
  return {
    surname: required('surname'),
    given: required('given'),
    ...(values.patronymic ? { patronymic: values.patronymic } : {}),
    iin: required('iin', /^\d{12}$/),
    bin: required('bin', /^\d{12}$/),
    organisation: required('organisation'),
    role,
    password: required('password'),
    out: required('out'),
  };
}

function isRole(text: string): text is Role {
  return Object.hasOwn(ROLES, text);
}

async function revoke(
  [serial, ...more]: string[],
  centre: CertificationCentre,
  out: Output,
): Promise<number> {
  if (serial === undefined || more.length > 0) throw new UsageError('Say portal keys revoke and one serial.');
  if (!(await centre.revoke(serial))) {
    throw new PlainError(`No valid certificate has the serial ${serial}.`);
  }
  await centre.writeCrls();
  out.write(`${serial}  revoked\n`);
  return 0;
}
