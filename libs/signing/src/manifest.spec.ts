import { canonicalJson, type Json } from '#contracts';
import { buildManifest, type Manifest, ManifestError, parseManifest } from './manifest.js';

const manifest: Manifest = {
  signatureUri: 'META-INF/signature001.p7s',
  objects: [
    { uri: 'acts/0199.json', mimeType: 'application/json', sha256: 'ab'.repeat(32) },
    {
      uri: 'files/Бұйрық «жоба» & қосымша.docx',
      mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      sha256: '01'.repeat(32),
    },
  ],
};

/** The written manifest with a text exchanged. */
function altered(from: string, to: string): Buffer {
  const text = buildManifest(manifest).toString();
  expect(text).toContain(from);
  return Buffer.from(text.replace(from, to));
}

describe('manifest', () => {
  test('lists the act and every file, always in the same bytes', () => {
    expect(buildManifest(manifest).toString()).toMatchInlineSnapshot(`
"<?xml version="1.0" encoding="UTF-8"?>
<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
<asic:SigReference URI="META-INF/signature001.p7s" MimeType="application/pkcs7-signature"/>
<asic:DataObjectReference URI="acts/0199.json" MimeType="application/json"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=</ds:DigestValue></asic:DataObjectReference>
<asic:DataObjectReference URI="files/%D0%91%D2%B1%D0%B9%D1%80%D1%8B%D2%9B%20%C2%AB%D0%B6%D0%BE%D0%B1%D0%B0%C2%BB%20%26%20%D2%9B%D0%BE%D1%81%D1%8B%D0%BC%D1%88%D0%B0.docx" MimeType="application/vnd.openxmlformats-officedocument.wordprocessingml.document"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=</ds:DigestValue></asic:DataObjectReference>
</asic:ASiCManifest>
"
`);
    expect(buildManifest(structuredClone(manifest))).toEqual(buildManifest(manifest));
  });

  test('is read as it was written, Kazakh names of files included', () => {
    expect(parseManifest(buildManifest(manifest))).toEqual(manifest);
  });

  test.each([
    ['no object', { ...manifest, objects: [] }],
    ['a path twice', { ...manifest, objects: [...manifest.objects, ...manifest.objects] }],
    ['a path out of the container', withUri('../act.json')],
    ['a path out of the container in the middle', withUri('files/../../act.json')],
    ['an absolute path', withUri('/etc/passwd')],
    ['a backslash', withUri('files\\act.json')],
    ['a line break', withUri('files/a\nb')],
    ['half a character', withUri('files/\ud800')],
    [
      'a digest that is none',
      { ...manifest, objects: [{ ...withUri('a').objects[0], sha256: 'AB' }] } as Manifest,
    ],
  ])('is not written with %s', (_, wrong) => {
    expect(() => buildManifest(wrong)).toThrow(ManifestError);
  });

  test.each([
    ['another algorithm', altered('xmlenc#sha256', 'xmlenc#sha1')],
    ['white space more', altered('<asic:SigReference', ' <asic:SigReference')],
    ['a comment', altered('</asic:ASiCManifest>', '<!-- --></asic:ASiCManifest>')],
    ['an entity', altered('<asic:ASiCManifest', '<!DOCTYPE a [<!ENTITY b "c">]><asic:ASiCManifest')],
    ['an escaped way out', altered('acts/0199.json', '%2E%2E/0199.json')],
    ['a letter escaped without need', altered('acts/0199.json', 'acts/0199%2Ejson')],
    ['a broken escape', altered('acts/0199.json', 'acts/%zz')],
    ['a digest of another length', altered('AQEB', '')],
    ['something after the end', Buffer.concat([buildManifest(manifest), Buffer.from('\n')])],
    ['nothing', Buffer.alloc(0)],
    ['two megabytes', Buffer.alloc(2 * 1024 * 1024, '<')],
  ])('is not read with %s', (_, bytes) => {
    expect(() => parseManifest(bytes)).toThrow(ManifestError);
  });
});

function withUri(uri: string): Manifest {
  return { ...manifest, objects: [{ uri, mimeType: 'text/plain', sha256: '00'.repeat(32) }] };
}

describe('canonical JSON (RFC 8785)', () => {
  test('orders keys by their UTF-16 code units, at every depth', () => {
    const value = { ә: 1, a: { z: [3, { y: null, b: true }], a: '\u20ac' }, '1': 'қ\n"' };
    expect(canonicalJson(value)).toBe('{"1":"қ\\n\\"","a":{"a":"€","z":[3,{"b":true,"y":null}]},"ә":1}');
  });

  test.each([
    [1e21, '1e+21'],
    [-0, '0'],
    [0.1, '0.1'],
    ['\u2028', '"\u2028"'],
    [[], '[]'],
    [{}, '{}'],
  ])('writes %p as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '\ud800',
    { a: undefined },
    { a: new Date() },
    { a: () => 1 },
    { a: 10n },
  ])('refuses %p, which JSON cannot hold', (value) => {
    expect(() => canonicalJson(value as Json)).toThrow(TypeError);
  });
});
