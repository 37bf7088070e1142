import type { ActVersion } from '../acts/act-version.entity.js';
import type { DraftAct } from '../acts/draft-act.entity.js';
import type { ProtocolRowEntity } from './protocol.entity.js';

/** A protocol with its act, locked for a command. */
export interface ProtocolContext {
  readonly act: DraftAct;
  readonly version: ActVersion;
  readonly protocol: ProtocolRowEntity;
}
