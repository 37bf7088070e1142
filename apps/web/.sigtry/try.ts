import { KeyFile, KeyFileError, manifestLists, sha256Hex } from '../src/signing/index.js';
Object.assign(window, { KeyFile, KeyFileError, manifestLists, sha256Hex });
