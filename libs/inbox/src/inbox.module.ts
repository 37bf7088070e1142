import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { ProcessKind } from '#kernel';
import { DirectoryReminders } from './directory-reminders.js';
import { DoneQueries } from './done.queries.js';
import { InboxController } from './inbox.controller.js';
import { Inbox } from './inbox.js';
import { InboxQueries } from './inbox.queries.js';
import { InboxChores } from './inbox-chores.js';
import { LetterBox } from './notices/letter-box.js';
import { LetterPlanner } from './notices/letter-planner.js';
import { LetterRuleBook } from './notices/letter-rules.js';
import { MailWatch } from './notices/mail-watch.js';
import { Mailer } from './notices/mailer.js';
import { NoticesController } from './notices/notices.controller.js';
import { OwnNotices } from './notices/own-notices.js';
import { Postman } from './notices/postman.js';
import { RefusedLetters } from './notices/refused-letters.js';
import { StandInNotices } from './notices/stand-in-notices.js';
import { OwnNewsInbox } from './own-news.js';
import { Escalations } from './reminders/escalations.js';
import { Reminders } from './reminders/reminders.js';
import { SubjectReaders } from './reminders/subject-readers.js';
import { Superiors } from './reminders/superiors.js';

const everywhere = [DirectoryReminders, Inbox, OwnNewsInbox, SubjectReaders];
const http = [DoneQueries, InboxQueries, MailWatch, OwnNotices, RefusedLetters];
const work = [
  Escalations,
  InboxChores,
  LetterBox,
  LetterPlanner,
  LetterRuleBook,
  Mailer,
  Postman,
  Reminders,
  StandInNotices,
  Superiors,
];

/** What waits for whom, and the notices of it. Gives every room the `Inbox`; the worker sends letters and reminds. */
@Global()
@Module({})
export class InboxModule {
  static forRoot(options: { process: ProcessKind }): DynamicModule {
    const api = options.process === 'api';
    return {
      module: InboxModule,
      controllers: api ? [InboxController, NoticesController] : [],
      providers: [...everywhere, ...(api ? http : work)],
      exports: [...everywhere, ...(api ? [] : [Postman])],
    };
  }
}
