import { checkContainer, verifySignature, WorkBudget } from '#signing';
import { assertReadable } from './files.js';
import { type OptionTable, readTime } from './options.js';
import type { CheckCommand } from './run.js';
import { readOrigin } from './signature.js';
import { loadSignatureTrust, SIGNATURE_TRUST_OPTIONS, SIGNATURE_TRUST_USAGE } from './signature-trust.js';

const OPTIONS = {
  file: { kind: 'one', required: true, positional: true },
  origin: { kind: 'one' },
  ...SIGNATURE_TRUST_OPTIONS,
} as const satisfies OptionTable;

/**
 * `portal container check`: checks a container (ASiC-E) as the portal exports it; the answer is the report of
 * the container with one of each signature, the files with their hashes and who signed them. Needs neither a
 * running portal nor a database. The certificates that lie in the container are not trusted.
 */
export const containerCheck: CheckCommand<typeof OPTIONS> = {
  usage: `portal container check FILE.asice ${SIGNATURE_TRUST_USAGE} [--origin key-file|ncalayer]`,
  options: OPTIONS,
  async check(values) {
    const origin = readOrigin(values.origin);
    const at = readTime(values.at);
    const trust = await loadSignatureTrust(values);
    await assertReadable('FILE', values.file);
    const work = WorkBudget.ofRequest();
    return checkContainer(values.file, (signature, content) =>
      verifySignature({ signature, content, at, origin, work }, trust),
    );
  },
};
