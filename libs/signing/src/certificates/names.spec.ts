import { der, makeName } from '#certification-centre';
import { parseDer } from '../der/der.js';
import { isBelow, type Name, readName, sameName } from './names.js';

/** Names are the same where RFC 5280 section 7.1 says so, whatever their octets. */

const LIMITS = { bytes: 10_000, depth: 10, elements: 100 };
const read = (name: Buffer): Name => readName(parseDer(name, LIMITS));
const CN = '2.5.4.3';
const O = '2.5.4.10';
const element = (tag: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([tag, content.length]), content]);
const pair = (value: Buffer, type = CN): Buffer => der.sequence(der.oid(type), value);
const named = (...values: Buffer[]): Name =>
  read(der.sequence(...values.map((value) => der.setOf(pair(value)))));

const universal = (text: string): Buffer =>
  element(
    0x1c,
    Buffer.concat([...text].map((letter) => Buffer.from([0, 0, 0, letter.codePointAt(0) as number]))),
  );

test.each([
  ['other case', der.printable('Root CA'), der.printable('rOOT ca')],
  ['white space around and within', der.printable('Root CA'), der.printable('  Root   CA ')],
  ['another kind of string', der.printable('Root CA'), der.utf8('Root CA')],
  ['BMPString', der.bmp('Негізгі орталық'), der.utf8('НЕГІЗГІ ОРТАЛЫҚ')],
  ['TeletexString', element(0x14, Buffer.from('Root CA')), der.printable('ROOT CA')],
  ['UniversalString', universal('Root CA'), der.printable('Root CA')],
  ['IA5String', element(0x16, Buffer.from('Root CA')), der.utf8('root ca')],
  ['Kazakh letters in other case', der.utf8('ҰЛТТЫҚ Орталық'), der.utf8('ұлттық орталық')],
  ['letters composed or not', der.utf8('\u0419'), der.utf8('\u0418\u0306')],
  ['a mark that nobody sees', der.utf8('Root\u00ad CA'), der.utf8('Root CA')],
])('the same name: %s', (_, a, b) => {
  expect(sameName(named(a), named(b))).toBe(true);
});

test.each([
  ['other letters', der.printable('Root CA'), der.printable('Root CB')],
  ['no white space where there was some', der.printable('Root CA'), der.printable('RootCA')],
  ['Latin and Cyrillic letters that look alike', der.utf8('CA'), der.utf8('СА')],
  ['octets that are no text', element(0x0c, Buffer.from([0xff])), element(0x0c, Buffer.from([0xfe]))],
  ['a value of another type', der.integer(1), der.boolean(true)],
])('another name: %s', (_, a, b) => {
  expect(sameName(named(a), named(b))).toBe(false);
});

test('the order of the parts matters, within one part it does not', () => {
  const [first, second] = [der.printable('first'), der.printable('second')];
  expect(sameName(named(first, second), named(second, first))).toBe(false);
  const together = (...values: Buffer[]) =>
    read(der.sequence(der.unsortedSet(...values.map((one) => pair(one)))));
  expect(sameName(together(first, second), together(second, first))).toBe(true);
  expect(sameName(together(first, second), named(first, second))).toBe(false);
});

test('the type of an attribute belongs to the name', () => {
  expect(sameName(read(makeName([[CN, 'x']])), read(makeName([[O, 'x']])))).toBe(false);
});

test('a name is below another when it begins with all its parts', () => {
  const [ministry, department] = [
    read(makeName([[O, 'Ministry']])),
    read(
      makeName([
        [O, 'ministry'],
        [CN, 'x'],
      ]),
    ),
  ];
  expect(isBelow(department, ministry)).toBe(true);
  expect(isBelow(ministry, ministry)).toBe(true);
  expect(isBelow(ministry, department)).toBe(false);
});

test.each([
  ['an empty part', der.sequence(der.setOf())],
  ['a part that is no set', der.sequence(der.sequence(pair(der.printable('x'))))],
  ['a part that is no pair', der.sequence(der.setOf(der.sequence(der.oid(CN))))],
])('refused: %s', (_, name) => {
  expect(() => read(name)).toThrow('CERTIFICATE_MALFORMED');
});
