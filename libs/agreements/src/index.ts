export { AgreementsModule } from './agreements.module.js';
export { agreementsPersistence } from './agreements.persistence.js';
export { Courier } from './edms/courier.js';
export { EDMS_TIMES, type EdmsTimes } from './edms/edms-times.js';
