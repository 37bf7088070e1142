import type { EdmsWayBody, FieldError, HandOverSettings } from '#contracts';

type KeptWay = Pick<NonNullable<HandOverSettings['way']>, 'hasToken' | 'hasCertificate'>;

/**
 * What a way to the EDMS still lacks: where to, and what opens it. The server would name the first gap alone.
 * @param kept secrets that are kept already may stay empty
 */
export function wayGaps(
  { kind, url, folder, auth, token, certificate, key }: EdmsWayBody,
  kept: KeptWay | null,
): FieldError[] {
  const needed: Partial<Record<keyof EdmsWayBody, string | undefined>> =
    kind === 'folder'
      ? { folder }
      : {
          url,
          ...(auth === 'bearer' && !kept?.hasToken && { token }),
          ...(auth === 'certificate' && !kept?.hasCertificate && { certificate, key }),
        };
  return Object.entries(needed)
    .filter(([, value]) => !value?.trim())
    .map(([path]) => ({ path, rule: 'too_small' }));
}
