/**
 * The name that the portal gives a file.
 * @param disposition a `Content-Disposition` (RFC 6266 4.3; `filename*` as in RFC 5987 3.2), of which `filename*` says more
 * @returns empty where it names none
 */
export function nameOf(disposition: string): string {
  const [, extended] = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition) ?? [];
  if (extended !== undefined) return decodeURIComponent(extended);
  const [, quoted, plain] = /filename=(?:"([^"]*)"|([^;\s]+))/i.exec(disposition) ?? [];
  return quoted ?? plain ?? '';
}
