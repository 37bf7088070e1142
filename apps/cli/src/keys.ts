import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CertificationCentre, type IssuedKey, Responders, ROLES, type Role } from '#certification-centre';
import { readOptions, UsageError } from './check/options.js';
import type { Output } from './check/run.js';
import { PlainError, sentence } from './plain-error.js';

export const KEYS_USAGE = `portal keys list
portal keys issue --surname TEXT --given TEXT [--patronymic TEXT] --iin DIGITS --bin DIGITS
                  --organisation TEXT --role ${Object.keys(ROLES).join('|')} --password TEXT --out FILE.p12
portal keys renew SERIAL --password TEXT --out FILE.p12
portal keys revoke SERIAL
portal keys ocsp|tsa [--port NUMBER]`;

const EXIT_USAGE = 64;

/** What `portal keys` works on. */
export interface KeysContext {
  /** The folder of the test certification centre. */
  directory: string;
  out: Output;
}

/**
 * `portal keys`: the test certification centre by hand: issue a key file, list what was issued, renew, revoke; and run
 * its OCSP responder and time-stamp authority until Ctrl-C.
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
  if (rest.includes('--help')) throw new UsageError(KEYS_USAGE);
  switch (action) {
    case 'list':
      return list(await openCentre(directory), out);
    case 'issue':
      return issue(rest, directory, out);
    case 'revoke':
      return revoke(rest, await openCentre(directory), out);
    case 'renew':
      return renew(rest, await openCentre(directory), out);
    case 'ocsp':
    case 'tsa':
      return respond(action, rest, await openCentre(directory), out);
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
  out.write('Serial, IIN, BIN, role, use, owner, state:\n');
  for (const { serial, use, commonName, iin, bin, role, revokedAt } of centre.list()) {
    const state = revokedAt === null ? 'valid' : `revoked ${revokedAt}`;
    out.write(`${serial}  ${iin}  ${bin}  ${role.padEnd(11)}  ${use.padEnd(14)}  ${commonName}  ${state}\n`);
  }
  return 0;
}

async function issue(args: string[], directory: string, out: Output): Promise<number> {
  const request = readRequest(args);
  requireFolder(request.out);
  const centre = await CertificationCentre.openOrCreate(directory);
  await writeKeyFile(await centre.issueEmployee(request), request.out, out);
  return 0;
}

/** Nothing is issued that could not be written. @throws PlainError */
function requireFolder(path: string): void {
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) throw new PlainError(`There is no folder ${folder} for the key file.`);
  if (existsSync(path)) throw new PlainError(`Writing the key file ${path} failed: the file exists.`);
}

async function writeKeyFile({ p12, serial }: IssuedKey, path: string, out: Output): Promise<void> {
  try {
    await writeFile(path, p12, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new PlainError(sentence(`Writing the key file ${path}`, error));
  }
  out.write(`${serial}  ${path}\n`);
}

async function renew(
  [serial = '', ...rest]: string[],
  centre: CertificationCentre,
  out: Output,
): Promise<number> {
  const one = { kind: 'one', required: true } as const;
  const options = readOptions(rest, { password: one, out: one });
  requireFolder(options.out);
  const issued = await centre.renew(serial, options.password);
  if (issued === undefined) {
    throw new PlainError(`No certificate that can be renewed has the serial ${serial || '(none given)'}.`);
  }
  await writeKeyFile(issued, options.out, out);
  out.write(`The old key stays valid until portal keys revoke ${serial}.\n`);
  return 0;
}

async function respond(
  service: 'ocsp' | 'tsa',
  args: string[],
  centre: CertificationCentre,
  out: Output,
): Promise<number> {
  const { port = '0' } = readOptions(args, { port: { kind: 'one' } });
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new UsageError(`--port ${port}: is no port`);
  const responders = await Responders.start(centre, Number(port)).catch((error: unknown) => {
    throw new PlainError(sentence(`Listening on port ${port}`, error));
  });
  if (responders === undefined) throw new PlainError('This needs openssl: sudo apt-get install -y openssl');
  const setting = service === 'ocsp' ? 'OCSP_URL' : 'TSA_URL';
  out.write(`Start the portal with ${setting}=${responders.url(service)}   (Ctrl-C stops it)\n`);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  await responders.close();
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
    if (!form.test(value)) {
      throw new UsageError(`--${name} is missing or malformed; portal keys issue --help says what it takes.`);
    }
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
