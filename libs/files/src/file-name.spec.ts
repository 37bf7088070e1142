import { cleanFileName, requireFittingName } from './file-name.js';

describe('the name of a file', () => {
  test.each([
    [
      'Қаулы жобасы — Үкімет (ә, ғ, қ, ң, ө, ұ, ү, һ, і).docx',
      'Қаулы жобасы — Үкімет (ә, ғ, қ, ң, ө, ұ, ү, һ, і).docx',
    ],
    ['C:\\Құжаттар\\бұйрық.pdf', 'бұйрық.pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['  хат\u00AD   1.pdf ', 'хат 1.pdf'],
    ['\u0438\u0306.pdf', '\u0439.pdf'],
    ['50%.pdf', '50%.pdf'],
    ['e\u200B\u0301.pdf', '\u00E9.pdf'],
    ['хат\uFE0F.pdf', 'хат.pdf'],
    ['Қаулы: 1-нұсқа?.docx', 'Қаулы_ 1-нұсқа_.docx'],
    ['con.pdf', 'con_.pdf'],
    ['COM1.2026.pdf', 'COM1_.2026.pdf'],
    ['consul.pdf', 'consul.pdf'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  test.each([
    ['бұйрық\u202Efdp.exe', 'characters'],
    ['a\0.pdf', 'characters'],
    ['a\n.pdf', 'characters'],
    ['\uFFFD\uFFFD.pdf', 'characters'],
    ['\uE000.pdf', 'characters'],
    ['\u0378.pdf', 'characters'],
    ['.pdf', 'empty'],
    ['', 'empty'],
    ['құжат/', 'empty'],
    [`${'ұ'.repeat(197)}.pdf`, 'long'],
  ])('%j is refused: %s', (given, reason) => {
    const refused = expect.objectContaining({
      code: 'FILE_NAME_INVALID',
      params: expect.objectContaining({ reason }),
    });
    expect(() => cleanFileName(given)).toThrow(refused);
  });

  test('200 characters are not too long', () => {
    expect(cleanFileName(`${'ұ'.repeat(196)}.pdf`)).toHaveLength(200);
  });

  test.each([
    ['бұйрық.pdf', 'pdf'],
    ['СКАН.TIFF', 'tiff'],
    ['скан.jpg', 'jpeg'],
    ['report.exe.pdf', 'pdf'],
  ] as const)('%s may hold %s', (name, format) => {
    expect(() => requireFittingName(name, format)).not.toThrow();
  });

  test.each([
    ['report.pdf.exe', 'pdf', 'exe'],
    ['page.html', 'pdf', 'html'],
    ['бұйрық', 'pdf', ''],
    ['бұйрық.doc', 'rtf', 'doc'],
  ] as const)('%s may not: it says something else than its content, %s', (name, format, extension) => {
    expect(() => requireFittingName(name, format)).toThrow(
      expect.objectContaining({
        code: 'FILE_FORMAT_REFUSED',
        params: { reason: 'name_and_content_differ', found: format, extension },
      }),
    );
  });
});
