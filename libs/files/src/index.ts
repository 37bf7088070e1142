export { Files } from './files.js';
export { FilesModule } from './files.module.js';
export { filesPersistence } from './files.persistence.js';
export { Previews } from './preview/previews.js';
