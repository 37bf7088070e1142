export { AgreementsModule } from './agreements.module.js';
export { agreementsPersistence } from './agreements.persistence.js';
