export { AccountsModule } from './accounts.module.js';
export { accountsPersistence } from './accounts.persistence.js';
