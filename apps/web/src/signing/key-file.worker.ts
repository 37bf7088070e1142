import type { KeyFileAnswer, KeyFileRequest } from './key-file.protocol.js';
import { KeyFileError } from './key-file-errors.js';
import { KeyHolder } from './key-holder.js';

/** The key lives here and nowhere else: no message of this worker carries it out. */
const holder = new KeyHolder();

self.addEventListener('message', ({ data }: MessageEvent<KeyFileRequest>) => {
  void answer(data).then((message) => self.postMessage(message));
});

async function answer(request: KeyFileRequest): Promise<KeyFileAnswer> {
  const { id } = request;
  try {
    if (request.kind === 'sign') return { id, signature: holder.sign(request.content, request.serial) };
    const { file, password, purpose } = request;
    return { id, certificates: await holder.open(file, password, purpose) };
  } catch (error) {
    // whatever breaks inside a file that is not a key file, the person chose a wrong file
    return { id, code: error instanceof KeyFileError ? error.code : 'KEY_FILE_NOT_P12' };
  }
}
