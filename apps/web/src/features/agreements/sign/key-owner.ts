import type { SessionView } from '#contracts';
import type { KeyFileCertificate } from '../../../signing';

/** Whose key it must be: a person, in his post. */
export interface KeyOwner {
  /** 12 digits */
  iin: string;
  /** Of the body that he signs for, 12 digits */
  bin: string;
  /** "Surname Given Patronymic" */
  fullName: string;
}

export const keyOwnerOf = ({ iin, body, fullName }: SessionView['employee']): KeyOwner => ({
  iin,
  bin: body.bin,
  fullName,
});

/** Why the portal would refuse a certificate as another's, by its IIN or its BIN; null where it would not. */
export function foreignness(
  certificate: Pick<KeyFileCertificate, 'iin' | 'bin'>,
  owner: KeyOwner | undefined,
): 'IIN_MISMATCH' | 'BIN_MISMATCH' | null {
  if (owner === undefined) return null;
  if (certificate.iin !== owner.iin) return 'IIN_MISMATCH';
  return certificate.bin === owner.bin ? null : 'BIN_MISMATCH';
}

/** "САҒЫНДЫҚОВ ТИМУР" and "Сағындықов Тимур" are the same words; Ё is often written as Е. */
const wordsOf = (name: string): string[] =>
  name.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').split(/\s+/u).filter(Boolean);

/** Whether a certificate calls its owner as the account does; either may leave the patronymic out. */
export function isNamedAs({ commonName }: Pick<KeyFileCertificate, 'commonName'>, fullName: string): boolean {
  const [certified, known] = [wordsOf(commonName), wordsOf(fullName)];
  const both = Math.min(certified.length, known.length);
  return both > 0 && certified.slice(0, both).join(' ') === known.slice(0, both).join(' ');
}
