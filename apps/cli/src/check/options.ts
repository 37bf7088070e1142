import { parseArgs } from 'node:util';
import { z } from 'zod';

/** Wrong usage: something that the caller must put right before anything can be checked. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** How often an option is given: `one` at most once, `many` any number of times, `flag` without a value. */
interface OptionRule {
  kind: 'one' | 'many' | 'flag';
  required?: true;
  /** True for the one argument that is given without a name, e.g. FILE of `container check FILE`. */
  positional?: true;
}

/** The options of a command, by their names without the dashes. */
export type OptionTable = Readonly<Record<string, OptionRule>>;

/** What was given, typed by the table. */
export type OptionValues<T extends OptionTable> = {
  [K in keyof T]: T[K] extends { kind: 'many' }
    ? string[]
    : T[K] extends { kind: 'flag' }
      ? boolean
      : T[K] extends { required: true }
        ? string
        : string | undefined;
};

/**
 * Reads arguments strictly: nothing unknown, nothing twice that is given once, nothing required left out.
 * @throws UsageError
 */
export function readOptions<T extends OptionTable>(args: readonly string[], table: T): OptionValues<T> {
  const given = parse(args, table);
  const values = Object.entries(table).map(([name, rule]) => {
    const all = given.get(name) ?? [];
    const shown = rule.positional ? name.toUpperCase() : `--${name}`;
    if (rule.kind !== 'many' && all.length > 1) throw new UsageError(`${shown} is given twice`);
    if (rule.required && all.length === 0) throw new UsageError(`${shown} is missing`);
    return [name, rule.kind === 'many' ? all : rule.kind === 'flag' ? all.length === 1 : all[0]];
  });
  return Object.fromEntries(values);
}

function parse(args: readonly string[], table: OptionTable): Map<string, string[]> {
  const named = Object.entries(table).filter(([, { positional }]) => !positional);
  const positional = Object.keys(table).find((name) => table[name]?.positional);
  const options = Object.fromEntries(
    named.map(([name, { kind }]) => {
      return [name, { type: kind === 'flag' ? 'boolean' : 'string', multiple: true } as const];
    }),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      strict: true,
      allowPositionals: positional !== undefined,
    });
    const given = new Map(
      Object.entries(values).map(([name, all]) => [name, [all ?? []].flat().map(String)]),
    );
    if (positional !== undefined) given.set(positional, positionals);
    return given;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unknown options');
  }
}

const TIME = z.union([
  z.iso.date(),
  z.iso.datetime({ offset: true, precision: -1 }),
  z.iso.datetime({ offset: true }),
]);

/** The time of `--at`; now where it is not given. @throws UsageError, also for a day that no calendar has */
export function readTime(text: string | undefined): Date {
  if (text === undefined) return new Date();
  if (TIME.safeParse(text).success) return new Date(text);
  throw new UsageError(`--at ${shown(text)}: a time looks like 2026-11-20T09:30:00+05:00`);
}

const LONGEST_OID = 1_000;

/** Object identifiers in dotted form. @throws UsageError */
export function readOids(option: string, texts: readonly string[]): string[] {
  const isOid = (text: string) => text.length <= LONGEST_OID && /^[0-2](\.(0|[1-9]\d*))+$/.test(text);
  const wrong = texts.find((text) => !isOid(text));
  if (wrong !== undefined) {
    throw new UsageError(`${option} ${shown(wrong)}: an object identifier looks like 1.2.398.3`);
  }
  return [...texts];
}

function shown(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
