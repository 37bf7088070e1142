import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Config } from '#kernel';

/**
 * Where the portal may connect to for an EDMS: the servers that those who run it have listed (`EDMS_HOSTS`), and nobody
 * else. Whoever types an address chooses among them.
 */

/** What a name must not lead to, even a listed one: this machine, and what only it can reach (RFC 6890). */
const OWN = new BlockList();
OWN.addSubnet('0.0.0.0', 8);
OWN.addSubnet('127.0.0.0', 8);
OWN.addSubnet('169.254.0.0', 16);
OWN.addSubnet('224.0.0.0', 3);
OWN.addAddress('::', 'ipv6');
OWN.addAddress('::1', 'ipv6');
OWN.addSubnet('fe80::', 10, 'ipv6');
OWN.addSubnet('ff00::', 8, 'ipv6');

/** The address as it is called; undefined where it may not be. */
export function edmsAddress(
  typed: string,
  { edmsHosts, production }: Pick<Config, 'edmsHosts' | 'production'>,
): URL | undefined {
  if (!URL.canParse(typed)) return undefined;
  const url = new URL(typed);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && !production);
  // What the browser would send along has no place in a form.
  const isPlain = url.username === '' && url.password === '' && url.hash === '';
  return isSafe && isPlain && edmsHosts.includes(hostOf(url)) ? url : undefined;
}

/** `edms.example.kz:443` */
function hostOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** Is the address one that a listed name may lead to? */
export function isReachable(address: string): boolean {
  const family = isIP(address);
  // An IPv4 address in the clothes of IPv6 is checked as what it is.
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isReachable(mapped);
  if (family === 0) return false;
  return !OWN.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** The name was resolved to what no EDMS is. */
export class AddressRefused extends Error {}

/** Resolves a listed name; where any of its addresses is the portal's own machine, nothing is called. */
export const edmsLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const refused = addresses.find(({ address }) => !isReachable(address));
    const [first] = addresses;
    if (refused || !first) {
      return callback(new AddressRefused(`${hostname} is ${refused?.address ?? 'nowhere'}`), '', 0);
    }
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};
