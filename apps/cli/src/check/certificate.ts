import { readFile } from 'node:fs/promises';
import { checkCertificate } from '#signing';
import { assertObjects, loadTrust, TRUST_OPTIONS, TRUST_USAGE } from './files.js';
import { type OptionTable, readOids, readTime } from './options.js';
import type { CheckCommand } from './run.js';

const OPTIONS = {
  leaf: { kind: 'one', required: true },
  policy: { kind: 'many' },
  'require-explicit-policy': { kind: 'flag' },
  'inhibit-policy-mapping': { kind: 'flag' },
  'inhibit-any-policy': { kind: 'flag' },
  ...TRUST_OPTIONS,
} as const satisfies OptionTable;

/**
 * `portal certificate check`: checks one certificate of any purpose from files alone, its path by RFC 5280
 * section 6.1 with the policy inputs of 6.1.1, and its revocation by lists. Without a list it is INDETERMINATE.
 */
export const certificateCheck: CheckCommand<typeof OPTIONS> = {
  usage:
    `portal certificate check --leaf FILE ${TRUST_USAGE} [--policy OID]... [--require-explicit-policy] ` +
    '[--inhibit-policy-mapping] [--inhibit-any-policy]',
  options: OPTIONS,
  async check(values) {
    const initial = readOids('--policy', values.policy);
    const at = readTime(values.at);
    const trust = await loadTrust(values);
    await assertObjects('--leaf', values.leaf);
    return checkCertificate(await readFile(values.leaf), trust, at, {
      initial,
      explicit: values['require-explicit-policy'] ? 'required' : 'not-required',
      inhibitMapping: values['inhibit-policy-mapping'],
      inhibitAny: values['inhibit-any-policy'],
    });
  },
};
