import type { KeyFileAnswer, KeyFileRequest } from './key-file.protocol.js';
import { KeyFileError } from './key-file-errors.js';
import { KeyHolder } from './key-holder.js';

/** The key lives here and nowhere else: no message of this worker carries it out. */
const holder = new KeyHolder();

self.addEventListener('message', ({ data }: MessageEvent<KeyFileRequest>) => {
  self.postMessage(answer(data));
});

function answer(request: KeyFileRequest): KeyFileAnswer {
  try {
    return request.kind === 'open'
      ? { id: request.id, certificates: holder.open(request.file, request.password) }
      : { id: request.id, signature: holder.sign(request.content) };
  } catch (error) {
    // whatever breaks inside a file that is not a key file, the person chose a wrong file
    return { id: request.id, code: error instanceof KeyFileError ? error.code : 'KEY_FILE_NOT_P12' };
  }
}
