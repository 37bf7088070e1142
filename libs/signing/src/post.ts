/** What may go wrong on the way to another service; says nothing about what the service holds. */
export class Unreachable extends Error {}

const TIMEOUT_MS = 3_000;
/** An answer with the responder's whole chain has about 6 KB. */
const MAX_BYTES = 128 * 1024;

/**
 * Posts a request to a configured service and reads its answer, within a time and a size.
 * Redirects are not followed: the address is the administrator's, nobody else chooses where the portal calls.
 * @throws Unreachable for no connection, a status other than 200, a redirect, a timeout (3 s), over 128 KiB
 */
export async function post(url: string, type: string, body: Buffer): Promise<Buffer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Unreachable(`HTTP status ${response.status}`);
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MAX_BYTES) throw new Unreachable(`an answer of over ${MAX_BYTES} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    throw new Unreachable(reasonOf(error));
  }
}

/** fetch says "fetch failed" and hides why in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  const cause = error.cause;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.name === 'TimeoutError' ? `no answer within ${TIMEOUT_MS} ms` : error.message;
}
