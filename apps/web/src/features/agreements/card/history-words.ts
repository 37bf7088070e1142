import type { HistoryEntry, Outcome, StepKind } from '#contracts';
import type { MessageId } from '../../../i18n/ids';
import { decidedWord } from './step-words';

const WORDS: Readonly<Record<string, MessageId>> = {
  'card.created': 'agreements.history.created',
  'card.edited': 'agreements.history.edited',
  'card.new_version': 'agreements.history.newVersion',
  'version.send': 'agreements.history.send',
  'version.discard': 'agreements.history.discard',
  'version.recall': 'agreements.history.recall',
  'version.return': 'agreements.history.return',
  'version.units_agreed': 'agreements.history.unitsAgreed',
  'version.give_visa': 'agreements.history.giveVisa',
  'version.sign': 'agreements.history.dispatched',
  'version.settle_agreed': 'agreements.history.settleAgreed',
  'version.settle_with_remarks': 'agreements.history.settleWithRemarks',
  'version.settle_refused': 'agreements.history.settleRefused',
  'version.supersede': 'agreements.history.supersede',
  'review.register': 'agreements.history.register',
  'review.assign': 'agreements.history.assign',
  'review.hand_over': 'agreements.history.handOver',
  'review.propose': 'agreements.history.propose',
  'review.heads_agreed': 'agreements.history.headsAgreed',
  'review.return': 'agreements.history.returnToExecutor',
  'review.sign': 'agreements.history.outcomeSigned',
  'step.return': 'agreements.done.returned',
  'step.cancel': 'agreements.history.cancelled',
};

/** What an entry of the record says; a deed that these pages do not know yet is called a record. */
export function historyWord({ action, details }: Pick<HistoryEntry, 'action' | 'details'>): MessageId {
  if (action === 'step.decide')
    return decidedWord(details.kind as StepKind, details.outcome as Outcome | null);
  return WORDS[action] ?? 'agreements.history.other';
}
