import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '#kernel';
import { ActivationCodes } from './accounts/activation-codes.js';
import { DelegationEnds } from './delegations/delegation-ends.js';
import { ImportStore } from './import/import-store.js';
import { ConfirmationReminders } from './keeping/confirmation-reminders.js';
import { KnownPlaces } from './own-news/known-places.js';

/** Clears codes and imports that are over; reminds the coordinators, and tells stand-ins of the end. */
@Injectable()
export class DirectoryChores implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly reminders: ConfirmationReminders,
    private readonly codes: ActivationCodes,
    private readonly imports: ImportStore,
    private readonly ends: DelegationEnds,
    private readonly places: KnownPlaces,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('reminders to confirm the directory', () => this.reminders.scan());
    this.housekeeping.add('delegations that end', () => this.ends.scan());
    this.housekeeping.add('old activation codes', () => this.codes.clearOld());
    this.housekeeping.add('forgotten places', () => this.places.clearOld());
    this.housekeeping.add('old imports', () => this.imports.clearOld());
  }
}
