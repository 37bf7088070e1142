import type { HistoryEntry, Outcome, StepKind } from '#contracts';
import type { MessageId } from '../../../i18n/ids';
import { ERROR_WORDS } from '../../../i18n/words';
import { FAULT_WORDS } from '../office/delivery-words';
import { knowsCode, signWords } from '../sign/sign-words';
import { decidedWord } from './step-words';

const WORDS: Readonly<Record<string, MessageId>> = {
  'card.created': 'agreements.history.created',
  'card.edited': 'agreements.history.edited',
  'card.new_version': 'agreements.history.newVersion',
  'term.ask': 'agreements.prolong.asked',
  'term.prolong': 'agreements.history.termProlonged',
  'term.refuse': 'agreements.history.termRefused',
  'bodies.add': 'agreements.addBody.done',
  'bodies.suggest': 'agreements.suggestBody.done',
  'bodies.accept': 'agreements.history.suggestionAccepted',
  'bodies.decline': 'agreements.history.suggestionDeclined',
  'review.withdraw': 'agreements.withdrawBody.done',
  'review.send_back': 'agreements.sendBack.done',
  'step.take_back': 'agreements.takeBack.done',
  'step.lapse': 'agreements.done.lapsed',
  'route.change': 'agreements.history.routeChanged',
  'version.send': 'agreements.history.send',
  'version.discard': 'agreements.history.discard',
  'version.recall': 'agreements.history.recall',
  'version.units_agreed': 'agreements.history.unitsAgreed',
  'version.sign': 'agreements.history.dispatched',
  'version.settle_agreed': 'agreements.history.settleAgreed',
  'version.settle_with_remarks': 'agreements.history.settleWithRemarks',
  'version.settle_refused': 'agreements.history.settleRefused',
  'version.supersede': 'agreements.history.supersede',
  'review.assign': 'agreements.history.unitsUntil',
  'review.readdress': 'agreements.readdress.done',
  'review.ask_unit': 'agreements.askUnit.done',
  'review.go_on': 'agreements.goOn.done',
  'review.hand_over': 'agreements.history.handOver',
  'step.hand_over': 'agreements.history.handOver',
  'review.heads_agreed': 'agreements.history.headsAgreed',
  'review.sign': 'agreements.history.outcomeSigned',
  'signature.refused': 'agreements.history.signatureRefused',
  'signature.alarm': 'agreements.history.signatureRefused',
  'signature.waiting': 'agreements.history.signatureWaiting',
  'signature.dropped': 'agreements.history.signatureDropped',
  'sheet.made': 'agreements.history.sheetMade',
  'container.exported': 'agreements.history.containerExported',
  'card.marked': 'agreements.history.marked',
  'card.unmarked': 'agreements.history.unmarked',
  'card.reader_named': 'agreements.history.readerNamed',
  'card.reader_removed': 'agreements.history.readerRemoved',
  'file.infected': 'agreements.history.fileInfected',
  'file.unscannable': 'agreements.history.fileUnscannable',
  'term.move': 'agreements.history.termMoved',
  'term.move_by_hours': 'agreements.history.termMovedByHours',
  'step.return': 'agreements.done.returned',
  'version.hand_in': 'agreements.history.handedIn',
  'version.office_accept': 'agreements.state.accepted',
  'version.office_return': 'agreements.state.officeReturned',
  'version.withdraw': 'agreements.withdrawn',
  'submission.send': 'agreements.history.letterSent',
  'submission.recall': 'agreements.history.letterRecalled',
  'submission.sign': 'agreements.history.letterSigned',
  'submission.pass_on': 'agreements.done.passedOn',
  'delivery.receive': 'agreements.history.edmsReceived',
  'delivery.failed': 'agreements.history.edmsFailed',
  'delivery.give_up': 'agreements.history.edmsGivenUp',
  'delivery.stop': 'agreements.history.edmsStopped',
  'delivery.resume': 'agreements.history.edmsResumed',
  'delivery.send': 'agreements.edms.sent',
  'delivery.try_again': 'agreements.edms.trying',
  'card.archived': 'agreements.history.archived',
};

/** A step's own entry says the same, or the other way round: each deed is told once. */
const TOLD_BY_STEP = [
  'version.give_visa',
  'step.fall_silent',
  'version.return',
  'review.register',
  'review.propose',
  'review.return',
  'review.decline_opinion',
  'review.return_registration',
  'review.return_assignment',
  'review.take_back_registration',
  'review.take_back_assignment',
  'review.take_back_outcome',
  'review.take_back_agreement',
  'version.take_back_agreement',
  'version.take_back_visa',
  'submission.ready',
  'submission.return',
  'submission.dispatch',
  'submission.accept',
  'submission.send_back',
  'submission.call_off',
  'delivery.call_off',
];
const TOLD_BY_MACHINE: readonly unknown[] = [
  'developer_signature',
  'body_signature',
  'letter_signature',
  'office_registration',
  'office_consideration',
];

export function isTold({ action, details }: Pick<HistoryEntry, 'action' | 'details'>): boolean {
  if (action === 'step.decide') return !TOLD_BY_MACHINE.includes(details.kind);
  // That units were named the step says, but not until when they answer.
  if (action === 'review.assign') return typeof details.unitsUntil === 'string';
  return !TOLD_BY_STEP.includes(action);
}

/** Why, by the code that the record keeps: of a hand-over to the EDMS, of a signature, or as the portal refused; null: no words. */
export function whyWord(code: unknown): MessageId | null {
  if (typeof code !== 'string') return null;
  if (knowsCode(code)) return signWords(code).what;
  const found = Object.entries({ ...FAULT_WORDS, ...ERROR_WORDS }).find(([name]) => name === code);
  return found?.[1] ?? null;
}

/** What an entry says on the card; null: what the record itself calls it. */
export function historyWord({ action, details }: Pick<HistoryEntry, 'action' | 'details'>): MessageId | null {
  if (action === 'step.decide')
    return decidedWord(details.kind as StepKind, details.outcome as Outcome | null);
  return WORDS[action] ?? null;
}
