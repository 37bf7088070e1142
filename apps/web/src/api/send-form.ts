import { ApiError, toApiError } from './api-error';
import { sessionState } from './session-state';

/** Share of what is sent, 0 to 1. */
export type OnProgress = (share: number) => void;

/**
 * Sends a form with files to the portal.
 * XMLHttpRequest, because fetch does not tell how much has been sent.
 * @returns the body of the answer
 * @throws ApiError the portal's refusal or NETWORK; DOMException `AbortError` when `signal` was aborted
 */
export function sendForm<Answer>(
  address: string,
  body: FormData,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('POST', address);
    request.setRequestHeader('X-CSRF-Token', sessionState.csrfToken() ?? '');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve(request.response as Answer);
      const refusal = toApiError(request.status, request.response);
      sessionState.heed(refusal.code);
      reject(refusal);
    };
    request.onerror = () => reject(new ApiError('NETWORK'));
    request.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', abort);
    if (signal.aborted) return reject(new DOMException('The upload was cancelled', 'AbortError'));
    signal.addEventListener('abort', abort);
    request.send(body);
  });
}
