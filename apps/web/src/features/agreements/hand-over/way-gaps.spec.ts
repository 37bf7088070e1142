import type { EdmsWayBody } from '#contracts';
import { wayGaps } from './way-gaps';

const HTTP: EdmsWayBody = {
  revision: 0,
  kind: 'http',
  url: 'https://edms.example.kz/in',
  auth: 'bearer',
  token: 'abc',
  certificate: '',
  key: '',
  ca: '',
  folder: '',
  signedReceipts: false,
};
const gaps = (way: Partial<EdmsWayBody>, kept: Parameters<typeof wayGaps>[1] = null) =>
  wayGaps({ ...HTTP, ...way }, kept).map(({ path }) => path);

describe('what a way to the EDMS lacks', () => {
  test('everything that is empty is told at once', () => {
    expect(gaps({})).toEqual([]);
    expect(gaps({ url: ' ', token: '' })).toEqual(['url', 'token']);
    expect(gaps({ auth: 'certificate' })).toEqual(['certificate', 'key']);
    expect(gaps({ kind: 'folder', url: '' })).toEqual(['folder']);
  });

  test('a secret that is kept may stay empty, one of another kind is needed', () => {
    const kept = { hasToken: true, hasCertificate: false };
    expect(gaps({ token: '' }, kept)).toEqual([]);
    expect(gaps({ auth: 'certificate' }, kept)).toEqual(['certificate', 'key']);
    expect(gaps({ auth: 'none', token: '' })).toEqual([]);
  });
});
