import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCertificate } from '../../certificate-check.js';
import { readCertificate } from '../../certificates/certificate.js';
import { verdictOf } from '../../codes.js';
import { readCrl } from '../../revocation/crl.js';
import type { TrustMaterial } from '../../verify.js';
import type { PolicyInputs } from '../policies.js';
import { PKITS_ROWS } from './pkits-table.js';

/**
 * NIST's test suite of path validation, all of it: each end certificate against the one root, with all 180
 * centres and 172 lists of the suite at hand at once, so that the right ones have to be found too.
 * The data is a work of the government of the United States and in the public domain.
 */

/** DER in base64 by the name that the suite gives it. */
type Objects = Record<string, string>;

const data: Record<'roots' | 'authorities' | 'leaves' | 'lists', Objects> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'pkits.json'), 'utf8'),
);
const readAll = <T>(objects: Objects, read: (der: Buffer) => T): T[] =>
  Object.values(objects).map((base64) => read(Buffer.from(base64, 'base64')));

const trust: TrustMaterial = {
  roots: readAll(data.roots, readCertificate),
  intermediates: readAll(data.authorities, readCertificate),
  crls: readAll(data.lists, readCrl),
  hasMalformedCrl: false,
  refuseTestRoots: false,
};
const AT = new Date('2020-01-01T00:00:00Z');

const rows = PKITS_ROWS.map((row) => {
  const [section = '', leaf = '', outcome = '', ...options] = row.split(' ');
  const policies: PolicyInputs = {
    initial: options.flatMap((one) =>
      one.startsWith('policy-') ? `2.16.840.1.101.3.2.1.48.${one.slice(7)}` : [],
    ),
    explicit: options.includes('explicit') ? 'required' : 'not-required',
    inhibitMapping: options.includes('no-mapping'),
    inhibitAny: options.includes('no-any'),
  };
  return { name: `${section} ${leaf} ${options.join(' ')}`.trim(), leaf: `${leaf}EE`, outcome, policies };
});

test.each(rows)('$name: $outcome', ({ leaf, outcome, policies }) => {
  const report = checkCertificate(Buffer.from(data.leaves[leaf] ?? '', 'base64'), trust, AT, policies);
  expect(report.code ?? report.verdict).toBe(outcome);
  expect(report.verdict).toBe(verdictOf(report.code));
});

test('the suite says valid exactly where the name says so, but for the rows explained above the table', () => {
  const differing = rows.filter(({ leaf, outcome }) => {
    const named = /^(Valid|Invalid)/i.exec(leaf)?.[1]?.toLowerCase();
    return named !== undefined && (named === 'valid') !== (outcome === 'VALID');
  });
  const because = (one: (typeof rows)[number]) =>
    one.policies.initial.length > 0 || one.policies.inhibitMapping;
  expect(differing.filter((one) => !because(one)).map(({ name }) => name.split(' ')[0])).toEqual([
    '4.1.4',
    '4.1.5',
    '4.14.34',
  ]);
});
