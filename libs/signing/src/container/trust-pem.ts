import { readFile } from 'node:fs/promises';
import { readObjects } from '../pem.js';
import { CERTIFICATE_LABELS, listFiles, type TrustOptions } from '../trust-files.js';

/**
 * The trust material as one PEM file, as openssl's -CAfile takes it: roots first, then issuing centres, then the lists of
 * revoked certificates.
 * @throws the file system's error, or SignatureRefusal for a file that holds something else
 */
export async function readTrustPem({
  rootsFile,
  intermediatesFile,
  crlPaths,
}: TrustOptions): Promise<Buffer> {
  const certificates = [rootsFile, ...(intermediatesFile ? [intermediatesFile] : [])];
  const lists = await listFiles(crlPaths ?? []);
  const blocks = [
    ...(await Promise.all(certificates.map((file) => pemOf(file, CERTIFICATE_LABELS, 'CERTIFICATE')))),
    ...(await Promise.all(lists.map((file) => pemOf(file, ['X509 CRL'], 'X509 CRL')))),
  ];
  return Buffer.from([...new Set(blocks.flat())].join(''));
}

async function pemOf(file: string, labels: readonly string[], label: string): Promise<string[]> {
  return readObjects(await readFile(file), labels).map((der) => {
    const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
    return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
  });
}
