export type { KeyFileCertificate, KeyPurpose } from './certificate-reader.js';
export { KeyFile } from './key-file.js';
export { KEY_FILE_CODES, type KeyFileCode, KeyFileError } from './key-file-errors.js';
export { type HashedObject, manifestLists, sha256Hex } from './manifest-check.js';
export { NcaLayer } from './nca-layer.js';
export { STORAGES, type Storage } from './nca-layer.protocol.js';
export { NCALAYER_CODES, NcaLayerError } from './nca-layer-errors.js';
export { keyFileSigner, type Signer } from './signer.js';
