import type { RemarkAnswer, RemarkKind, RemarkState, RemarkThread, RemarkTurn } from '#contracts';
import type { MessageId } from '../../../i18n/ids';
import type { Tone } from '../../../ui/status';

export const REMARK_KIND_WORDS: Readonly<Record<RemarkKind, MessageId>> = {
  substance: 'agreements.remarkKind.substance',
  law: 'agreements.remarkKind.law',
  editorial: 'agreements.remarkKind.editorial',
};

export const ANSWER_WORDS: Readonly<Record<RemarkAnswer, MessageId>> = {
  accepted: 'agreements.remarkState.accepted',
  partly: 'agreements.remarkState.partly',
  not_accepted: 'agreements.remarkState.notAccepted',
};

export const REMARK_STATE_WORDS: Readonly<Record<RemarkState, MessageId>> = {
  draft: 'agreements.remarkState.draft',
  stated: 'agreements.remarkState.stated',
  kept: 'agreements.remarkState.kept',
  left_out: 'agreements.remarkState.leftOut',
  placed: 'agreements.remarkState.placed',
  ...ANSWER_WORDS,
  agreed: 'agreements.remarkState.agreed',
  insisted: 'agreements.remarkState.insisted',
  settled: 'agreements.remarkState.settled',
};

export const REMARK_TONES: Readonly<Record<RemarkState, Tone>> = {
  draft: 'idle',
  stated: 'idle',
  kept: 'idle',
  left_out: 'idle',
  placed: 'soon',
  accepted: 'done',
  partly: 'soon',
  not_accepted: 'late',
  agreed: 'done',
  insisted: 'late',
  settled: 'done',
};

export const TURN_WORDS: Readonly<Record<RemarkTurn['deed'], MessageId>> = {
  ...ANSWER_WORDS,
  agreed: 'agreements.remarkState.agreed',
  insisted: 'agreements.remarkState.insisted',
  settled: 'agreements.remarkState.settled',
};

export const FATE_WORDS: Readonly<Record<NonNullable<RemarkThread['fate']>['became'], MessageId>> = {
  kept: 'agreements.fate.kept',
  edited: 'agreements.fate.edited',
  merged: 'agreements.fate.merged',
  left_out: 'agreements.fate.leftOut',
};
