import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { PlainError } from '../plain-error.js';

/** Milliseconds that an api whose supervisor was killed may still need to let go of the port. */
const PATIENCE_MS = 3_000;

/** @throws PlainError when something listens on `port` already, or this user may not. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  let code = await tryToListen(host, port);
  while (code === 'EADDRINUSE' && Date.now() < deadline) {
    await delay(200);
    code = await tryToListen(host, port);
  }
  if (code === 'EADDRINUSE') {
    throw new PlainError(
      `Port ${port} is busy: stop the program that uses it, or choose another with PORT=${port + 1} ./portal start`,
    );
  }
  if (code === 'EACCES')
    throw new PlainError(`This user may not open port ${port}: choose one above 1023 with PORT.`);
  if (code)
    throw new PlainError(`The portal cannot listen on ${host}:${port} (${code}): check HOST and PORT.`);
}

/** The error code of listening there, or undefined when it works. */
function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** The address a browser on this machine uses. */
export function localAddress(host: string, port: number): string {
  const name = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Where the supervisor itself asks for health: an IP address, so that no name has to be looked up. */
export function probeAddress(host: string, port: number): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
