export * from './access/access.js';
export * from './access/actor.js';
export * from './app-error.js';
export * from './audit/audit.js';
export * from './audit/audit-anchors.js';
export * from './audit/audit-check.js';
export * from './audit/audit-faults.js';
export * from './audit/audit-subjects.js';
export * from './audit/audit-watch.js';
export * from './audit/record-reach.js';
export * from './calendar/counted-terms.js';
export * from './calendar/working-calendar.js';
export * from './calendar/working-days.js';
export * from './clock.js';
export * from './config.js';
export * from './database/database.js';
export * from './database/sql.js';
export * from './database/transitions.js';
export * from './database/tx.js';
export * from './housekeeping.js';
<<<<<<< HEAD
export * from './http/health.js';
=======
export * from './http/download-policy.js';
>>>>>>> 3377c45 (http: no feature of a browser is asked for, nothing given out again is framed; tried doors are told to the log; licences are checked)
export * from './http/keyset.js';
export * from './http/problem.filter.js';
export * from './http/rate-limits.js';
export * from './ids.js';
export * from './kernel.module.js';
export * from './kernel.persistence.js';
export * from './live/listener.js';
export * from './live/live.js';
export * from './outbox/outbox.js';
export * from './outbox/outbox.worker.js';
export type { LdapConfig, OidcConfig } from './sign-in-config.js';
export * from './work/hand-overs.js';
