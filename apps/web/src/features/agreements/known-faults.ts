import type { FieldError } from '#contracts';
import type { Fault } from '../../ui/error-summary';

/** A fault of a form beside the value that was refused: another value is no longer at fault. */
export interface KnownFault extends Fault {
  /** Of the value in the request, e.g. `remarks.0.text` */
  path: string;
  /** The refused value, as JSON */
  refused: string;
}

/** The value at a path of a request, as JSON; "undefined" where there is none. */
export function valueAt(body: unknown, path: string): string {
  let value = body;
  for (const name of path.split('.')) {
    value =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === name)?.[1]
        : undefined;
  }
  return JSON.stringify(value) ?? 'undefined';
}

/** Those that still hold: their fields have not been changed since. */
export function standing(faults: readonly KnownFault[], body: unknown): KnownFault[] {
  return faults.filter(({ path, refused }) => valueAt(body, path) === refused);
}

/**
 * The faults after a field was left: those that were changed into something that is wrong too are told anew. Fields that
 * were never at fault are left alone until the form is sent.
 * @param say the fault of an error in words; null where it belongs to no field
 */
export function afterLeaving(
  faults: readonly KnownFault[],
  body: unknown,
  errors: readonly FieldError[],
  say: (error: FieldError) => Fault | null,
): readonly KnownFault[] {
  const now = standing(faults, body);
  if (now.length === faults.length) return faults;
  return faults.map((fault) => {
    const error = now.includes(fault) ? undefined : errors.find(({ path }) => path === fault.path);
    const said = error && say(error);
    return said ? { ...said, path: fault.path, refused: valueAt(body, fault.path) } : fault;
  });
}
