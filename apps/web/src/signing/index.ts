export type { KeyFileCertificate } from './certificate-reader.js';
export { KeyFile } from './key-file.js';
export { KEY_FILE_CODES, type KeyFileCode, KeyFileError } from './key-file-errors.js';
export { type HashedObject, manifestLists, sha256Hex } from './manifest-check.js';
