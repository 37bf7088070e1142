export { Files, type LaidDown } from './files.js';
export { FilesModule } from './files.module.js';
export { filesPersistence } from './files.persistence.js';
export { detectFormat } from './format/detect-format.js';
export { unpackWithin } from './format/unpack-within.js';
export { xmlPartsOf } from './format/xml-parts.js';
export { Previews } from './preview/previews.js';
