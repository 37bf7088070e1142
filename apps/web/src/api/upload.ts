import type { CheckedFile } from '#contracts';
import { type OnProgress, sendForm } from './send-form';

/**
 * Sends one file to the portal (775:9-10: at most 60 MB, format decided by content).
 * @throws ApiError the portal's refusal or NETWORK; DOMException `AbortError` when `signal` was aborted
 */
export function upload(file: File, onProgress: OnProgress, signal: AbortSignal): Promise<CheckedFile> {
  const body = new FormData();
  body.append('file', file);
  return sendForm<CheckedFile>('/api/files', body, onProgress, signal);
}
