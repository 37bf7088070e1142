export { type AskedTask, Inbox, type NewTask } from './inbox.js';
export { InboxModule } from './inbox.module.js';
export { inboxPersistence } from './inbox.persistence.js';
export { Postman } from './notices/postman.js';
export { type MayRead, SubjectReaders } from './reminders/subject-readers.js';
export { taskLexemes } from './search-words.js';
