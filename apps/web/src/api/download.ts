import { ApiError, toApiError } from './api-error';
import { sessionState } from './session-state';

/**
 * Reads the bytes of a file of the portal.
 * @param onRead told of each piece as it arrives, in bytes
 * @throws ApiError the portal's refusal or NETWORK; DOMException `AbortError` when `signal` was aborted
 */
export async function download(
  href: string,
  onRead: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  try {
    const response = await fetch(href, { signal });
    if (!response.ok) throw await refusalOf(response);
    const counted = response.body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(piece, controller) {
          onRead(piece.byteLength);
          controller.enqueue(piece);
        },
      }),
    );
    return await new Response(counted).blob();
  } catch (error) {
    if (error instanceof ApiError || signal.aborted) throw error;
    throw new ApiError('NETWORK');
  }
}

async function refusalOf(response: Response): Promise<ApiError> {
  const refusal = toApiError(response.status, await response.json().catch(() => undefined));
  sessionState.heed(refusal.code);
  return refusal;
}
