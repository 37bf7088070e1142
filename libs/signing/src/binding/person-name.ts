import type { CertificateIdentity } from '../certificates/certificate.js';

/** Fewer say too little: half the country shares a surname. */
const FEWEST_WORDS = 2;

/** "САҒЫНДЫҚОВ ТИМУР" and "Сағындықов Тимур" are the same words; Ё is often written as Е. */
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/\s+/u)
    .filter((word) => word !== '');

/**
 * Does a certificate name this person? The national centre writes surname and given name as the common name, and the
 * patronymic, where there is one, as G. Either side may leave the patronymic out; what both say must be the same.
 * @param fullName "Surname Given Patronymic"
 */
export function isNamed(
  { commonName, given }: Pick<CertificateIdentity, 'commonName' | 'given'>,
  fullName: string,
): boolean {
  const certified = wordsOf([commonName ?? '', given ?? ''].join(' '));
  const said = wordsOf(fullName);
  const length = Math.min(certified.length, said.length);
  if (length < FEWEST_WORDS && certified.length !== said.length) return false;
  return length > 0 && certified.slice(0, length).join(' ') === said.slice(0, length).join(' ');
}
