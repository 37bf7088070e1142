import { readFile } from 'node:fs/promises';
import { readEach, readObjects } from '../der/pem.js';
import { CERTIFICATE_LABELS, isOfFileSystem, listFiles, type TrustOptions } from '../trust-files.js';

/**
 * The trust material as one PEM file, as openssl's -CAfile takes it: roots first, then issuing centres, then lists of
 * revoked certificates: those given, then those in force.
 * @param lists DER
 * @param most bytes; where the lists would take more, they are left out
 * @throws the file system's error, or SignatureRefusal for a file of certificates that holds something else
 */
export async function readTrustPem(
  { rootsFile, intermediatesFile, crlPaths }: TrustOptions,
  lists: readonly Buffer[],
  most: number,
): Promise<Buffer> {
  const certificateFiles = [rootsFile, ...(intermediatesFile ? [intermediatesFile] : [])];
  const certificates = await readAll(certificateFiles, CERTIFICATE_LABELS);
  const current = (await Promise.all((await listFiles(crlPaths ?? [])).map(readLists))).flat();
  const alone = certificates.map((der) => pemOf(der, 'CERTIFICATE'));
  const all = [...alone, ...[...lists, ...current].map((der) => pemOf(der, 'X509 CRL'))];
  const whole = Buffer.from([...new Set(all)].join(''));
  return whole.length <= most ? whole : Buffer.from([...new Set(alone)].join(''));
}

async function readAll(files: readonly string[], labels: readonly string[]): Promise<Buffer[]> {
  return (await Promise.all(files.map(async (file) => readObjects(await readFile(file), labels)))).flat();
}

/** The lists in a file that can be read: none where it has gone meanwhile. */
async function readLists(file: string): Promise<Buffer[]> {
  try {
    return readEach(await readFile(file), ['X509 CRL'], (der) => der).objects;
  } catch (error) {
    if (!isOfFileSystem(error)) throw error;
    return [];
  }
}

function pemOf(der: Buffer, label: string): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
