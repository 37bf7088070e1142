import type { FileRef } from '#contracts';
import { ApiError, toApiError } from './api-error';
import { sessionState } from './session-state';

/** Share of the file that has been sent, 0 to 1. */
export type OnProgress = (share: number) => void;

/**
 * Sends one file to the portal (775:9-10: at most 60 MB, format decided by content).
 * XMLHttpRequest, because fetch does not tell how much has been sent.
 * @throws ApiError the portal's refusal or NETWORK; DOMException `AbortError` when `signal` was aborted
 */
export function upload(file: File, onProgress: OnProgress, signal: AbortSignal): Promise<FileRef> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('POST', '/api/files');
    request.setRequestHeader('X-CSRF-Token', sessionState.csrfToken() ?? '');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve(request.response as FileRef);
      const refusal = toApiError(request.status, request.response);
      if (refusal.code === 'UNAUTHENTICATED') sessionState.lose();
      reject(refusal);
    };
    request.onerror = () => reject(new ApiError('NETWORK'));
    request.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', abort);
    if (signal.aborted) return reject(new DOMException('The upload was cancelled', 'AbortError'));
    signal.addEventListener('abort', abort);
    const body = new FormData();
    body.append('file', file);
    request.send(body);
  });
}
