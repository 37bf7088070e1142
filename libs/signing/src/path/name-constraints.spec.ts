import { der, makeExtension, makeName, OID } from '#certification-centre';
import { ownTime, SigningKit } from '../refusals/refusals.fixture.js';
import { address, excluded, otherNames, PathKit, permitted, textName } from './path.fixture.js';

/** What a centre may certify: RFC 5280 section 4.2.1.10, one row for each rule. */

let kit: SigningKit;
let paths: PathKit;
beforeAll(async () => {
  kit = await SigningKit.create();
  paths = new PathKit(kit);
}, 30_000);
afterAll(() => kit.remove());

const host = (text: string) => textName(2, text);
const mail = (text: string) => textName(1, text);
const uri = (text: string) => textName(6, text);
const REFUSED = 'NAME_NOT_PERMITTED';

test.each([
  ['the host itself', permitted(host('gov.kz')), host('gov.kz'), null],
  ['a host below', permitted(host('gov.kz')), host('adilet.GOV.kz'), null],
  ['a host whose name only ends alike', permitted(host('gov.kz')), host('notgov.kz'), REFUSED],
  ['only hosts below', permitted(host('.gov.kz')), host('gov.kz'), REFUSED],
  ['any host', permitted(host('')), host('example.org'), null],
  ['an excluded host', excluded(host('gov.kz')), host('mail.gov.kz'), REFUSED],
  ['a wildcard that covers an excluded host', excluded(host('mail.gov.kz')), host('*.gov.kz'), REFUSED],
  ['a wildcard beside an excluded host', excluded(host('a.mail.gov.kz')), host('*.gov.kz'), null],
  ['two hosts, one not permitted', permitted(host('gov.kz')), [host('gov.kz'), host('example.org')], REFUSED],
  ['a mailbox', permitted(mail('a@gov.kz')), mail('a@GOV.kz'), null],
  ['a mailbox in other letters', permitted(mail('a@gov.kz')), mail('A@gov.kz'), REFUSED],
  ['all mailboxes of a host', permitted(mail('gov.kz')), mail('a@gov.kz'), null],
  ['a mailbox of a host below', permitted(mail('gov.kz')), mail('a@mail.gov.kz'), REFUSED],
  ['mailboxes of all hosts below', permitted(mail('.gov.kz')), mail('a@mail.gov.kz'), null],
  ['an address without a host', permitted(mail('gov.kz')), mail('gov.kz'), REFUSED],
  ['the host of a URI', permitted(uri('gov.kz')), uri('https://me:x@GOV.kz:8443/a?b#c'), null],
  ['a host below that of a URI', permitted(uri('gov.kz')), uri('https://www.gov.kz/'), REFUSED],
  ['all hosts below', permitted(uri('.gov.kz')), uri('https://www.gov.kz'), null],
  ['a URI that hides its host', permitted(uri('gov.kz')), uri('https://gov.kz@example.org/'), REFUSED],
  ['a URI without a host', excluded(uri('gov.kz')), uri('urn:oid:1.2.398'), REFUSED],
  ['a URI with an address', excluded(uri('gov.kz')), uri('https://[::1]/'), REFUSED],
  ['an address in a range', permitted(address(10, 1, 0, 0, 255, 255, 0, 0)), address(10, 1, 2, 3), null],
  ['an address outside', permitted(address(10, 1, 0, 0, 255, 255, 0, 0)), address(10, 2, 2, 3), REFUSED],
  [
    'an address of the other length',
    permitted(address(10, 1, 0, 0, 255, 255, 0, 0)),
    address(...Array(16).fill(10)),
    REFUSED,
  ],
  ['an excluded address', excluded(address(10, 0, 0, 0, 255, 0, 0, 0)), address(10, 2, 2, 3), REFUSED],
  ['names of a form that is not constrained', permitted(host('gov.kz')), mail('a@example.org'), null],
] as const)('%s', (_, constraint, names, code) => {
  const centre = paths.centre('constrained', [constraint]);
  const { certificate } = paths.leaf(centre, [otherNames(...[names].flat())]);
  expect(paths.pathCode(certificate, [centre])).toBe(code);
});

const directory = (...name: Parameters<typeof makeName>[0]) => der.tagged(4, makeName(name));

test.each([
  ['a subject below what is permitted, in other letters', permitted(directory([OID.country, 'kz'])), null],
  ['a subject elsewhere', permitted(directory([OID.country, 'RU'])), REFUSED],
  ['an excluded subject', excluded(directory([OID.country, 'KZ'])), REFUSED],
] as const)('%s', (_, constraint, code) => {
  const centre = paths.centre('constrained', [constraint]);
  const name = [
    [OID.country, 'KZ'],
    [OID.commonName, 'ӘЛИЕВ БОЛАТ'],
  ] as const;
  expect(paths.pathCode(paths.leaf(centre, [], { name }).certificate, [centre])).toBe(code);
});

test('a mail address in the subject counts where there are no other names', () => {
  const centre = paths.centre('constrained', [permitted(mail('gov.kz'))]);
  const name = [['1.2.840.113549.1.9.1', 'a@example.org']] as const;
  expect(paths.pathCode(paths.leaf(centre, [], { name }).certificate, [centre])).toBe(REFUSED);
  const beside = paths.leaf(centre, [otherNames(mail('a@gov.kz'))], { name });
  expect(paths.pathCode(beside.certificate, [centre])).toBe(null);
});

test('constraints of two centres must both hold', () => {
  const upper = paths.centre('upper', [permitted(host('gov.kz'), host('example.org'))]);
  const lower = paths.centre('lower', [permitted(host('adilet.gov.kz'), host('elsewhere.org'))], {
    by: upper,
  });
  const code = (name: string) =>
    paths.pathCode(paths.leaf(lower, [otherNames(host(name))]).certificate, [lower, upper]);
  expect(code('adilet.gov.kz')).toBe(null);
  expect(code('example.org')).toBe(REFUSED);
  expect(code('elsewhere.org')).toBe(REFUSED);
});

test('a centre that certifies a new key of its own is exempt, the last certificate never', () => {
  const limited = paths.centre('limited', [permitted(directory([OID.country, 'KZ']))]);
  const renewed = paths.centre('limited', [], { by: limited, pair: kit.pki.keys.employee });
  const name = [[OID.country, 'KZ']] as const;
  expect(paths.pathCode(paths.leaf(renewed, [], { name }).certificate, [renewed, limited])).toBe(null);
  expect(paths.pathCode(renewed.certificate, [limited])).toBe(REFUSED);
});

test.each([
  ['saying nothing', der.sequence()],
  ['an empty list', der.sequence(der.tagged(0))],
  [
    'a subtree with a minimum',
    der.sequence(der.tagged(0, der.sequence(host('a'), der.taggedPrimitive(0, Buffer.from([1]))))),
  ],
  ['half an address', der.sequence(der.tagged(0, der.sequence(address(10, 1))))],
])('a centre whose constraints cannot be read is none: %s', (_, value) => {
  const centre = paths.centre('odd', [makeExtension('2.5.29.30', true, value)]);
  expect(paths.check(centre.certificate).code).toBe('CERTIFICATE_MALFORMED');
});

test('thousands of names against thousands of constraints end quickly', () => {
  const many = (count: number, form: string) =>
    Array.from({ length: count }, (_, index) => host(`${form}${index}.kz`));
  const centre = paths.centre('many', [excluded(...many(900, 'a'))]);
  const { certificate } = paths.leaf(centre, [otherNames(...many(900, 'b'))]);
  const time = ownTime(() => expect(paths.pathCode(certificate, [centre])).toBe('PATH_TOO_COMPLEX'));
  expect(time).toBeLessThan(500);
});
