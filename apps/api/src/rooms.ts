import { accountsPersistence } from '#accounts';
import { agreementsPersistence } from '#agreements';
import { directoryPersistence } from '#directory';
import { filesPersistence } from '#files';
import { inboxPersistence } from '#inbox';
import { kernelPersistence, type Persistence } from '#kernel';
import { signingPersistence } from '#signing';
import { textsPersistence } from '#texts';

/** The tables of all rooms; their migrations run in the order of their time stamps. */
export const ROOMS: readonly Persistence[] = [
  kernelPersistence,
  filesPersistence,
  signingPersistence,
  textsPersistence,
  directoryPersistence,
  inboxPersistence,
  accountsPersistence,
  agreementsPersistence,
];
