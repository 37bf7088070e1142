import { ask } from './client';
import { nameOf } from './file-name';

/**
 * Saves the file that the portal answers with, under the name that it gives.
 * @param answer of a call with `parseAs: 'blob'`
 * @throws ApiError
 */
export async function saveFile(answer: Parameters<typeof ask<unknown>>[0]): Promise<void> {
  const file = await ask(answer);
  if (!(file instanceof Blob)) return;
  const { response } = await answer;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = nameOf(response.headers.get('content-disposition') ?? '');
  link.click();
  URL.revokeObjectURL(link.href);
}
