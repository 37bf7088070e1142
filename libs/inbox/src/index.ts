export { type AskedTask, Inbox, type NewTask } from './inbox.js';
export { InboxModule } from './inbox.module.js';
export { inboxPersistence } from './inbox.persistence.js';
