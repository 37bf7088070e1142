import type { AccountRequestState, AccountState, SecondFactorPolicy } from '#contracts';
import type { MessageId } from '../../i18n/ids';
import type { IconName } from '../../ui/icon';
import type { Tone } from '../../ui/status';
import type { Keeping } from './accounts-queries';

interface Look {
  words: MessageId;
  tone: Tone;
  icon: IconName;
}

export const ACCOUNT_LOOKS: Readonly<Record<AccountState, Look>> = {
  active: { words: 'accounts.state.active', tone: 'done', icon: 'check' },
  awaits_activation: { words: 'accounts.state.awaits_activation', tone: 'soon', icon: 'wait' },
  blocked: { words: 'accounts.state.blocked', tone: 'late', icon: 'lock' },
};

export const REQUEST_LOOKS: Readonly<Record<AccountRequestState, Look>> = {
  requested: { words: 'accounts.request.requested', tone: 'live', icon: 'wait' },
  approved: { words: 'accounts.request.approved', tone: 'soon', icon: 'check' },
  activated: { words: 'accounts.request.activated', tone: 'done', icon: 'check' },
  refused: { words: 'accounts.request.refused', tone: 'late', icon: 'close' },
  withdrawn: { words: 'accounts.request.withdrawn', tone: 'idle', icon: 'undo' },
  expired: { words: 'accounts.request.expired', tone: 'idle', icon: 'overdue' },
};

export const POLICY_WORDS: Readonly<Record<SecondFactorPolicy, MessageId>> = {
  off: 'accounts.policy.off',
  optional: 'accounts.policy.optional',
  required: 'accounts.policy.required',
};

export const KEEPING_WORDS: Readonly<
  Record<Keeping, { button: MessageId; text: MessageId; done: MessageId }>
> = {
  block: { button: 'accounts.block', text: 'accounts.blockText', done: 'accounts.blocked' },
  unblock: { button: 'accounts.unblock', text: 'accounts.unblockText', done: 'accounts.unblocked' },
  'reset-password': { button: 'accounts.reset', text: 'accounts.resetText', done: 'accounts.resetDone' },
  'reset-second-factor': {
    button: 'accounts.resetFactor',
    text: 'accounts.resetFactorText',
    done: 'accounts.resetFactorDone',
  },
};
