import type { SessionView } from '#contracts';
import type { KeyFileCertificate } from '../../../signing';

/** Whose key it must be: a person, in his post. */
export interface KeyOwner {
  /** 12 digits */
  iin: string;
  /** Of the body that he signs for, 12 digits */
  bin: string;
}

export const keyOwnerOf = ({ iin, body }: SessionView['employee']): KeyOwner => ({ iin, bin: body.bin });

/** Why the portal would refuse a certificate as another's, by its IIN or its BIN; null where it would not. */
export function foreignness(
  certificate: Pick<KeyFileCertificate, 'iin' | 'bin'>,
  owner: KeyOwner | undefined,
): 'IIN_MISMATCH' | 'BIN_MISMATCH' | null {
  if (owner === undefined) return null;
  if (certificate.iin !== owner.iin) return 'IIN_MISMATCH';
  return certificate.bin === owner.bin ? null : 'BIN_MISMATCH';
}
