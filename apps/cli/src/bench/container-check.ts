import { checkContainer, readTrust, type TrustOptions, verifySignature } from '#signing';
import { probe } from './container-probe.js';

/** A program of its own: checks one container, whose path is its first argument. The second is the trust, as JSON. */
const [path = '', options = ''] = process.argv.slice(2);
const trust = await readTrust(JSON.parse(options) as TrustOptions);

await probe(async () => {
  const { verdict, code } = await checkContainer(path, (signature, content) =>
    verifySignature({ signature, content, at: new Date(), origin: 'key-file' }, trust),
  );
  if (verdict !== 'VALID') throw new Error(`The container is ${verdict}: ${code}`);
});
