import type app from '../app/i18n/kk.json';
import type account from '../features/account/i18n/kk.json';
import type accounts from '../features/accounts/i18n/kk.json';
import type board from '../features/agreements/board/i18n/kk.json';
import type compare from '../features/agreements/compare/i18n/kk.json';
import type agreements from '../features/agreements/i18n/kk.json';
import type sign from '../features/agreements/sign/i18n/kk.json';
import type calendar from '../features/calendar/i18n/kk.json';
import type delegations from '../features/delegations/i18n/kk.json';
import type directory from '../features/directory/i18n/kk.json';
import type keep from '../features/directory/keep/i18n/kk.json';
import type inbox from '../features/inbox/i18n/kk.json';
import type notices from '../features/notices/i18n/kk.json';
import type record from '../features/record/i18n/kk.json';
import type secondFactor from '../features/second-factor/i18n/kk.json';
import type session from '../features/session/i18n/kk.json';
import type verify from '../features/verify/i18n/kk.json';
import type ui from '../ui/i18n/kk.json';
import type time from './i18n/kk.json';

/** The id of every message. A feature that brings its own words adds its Kazakh file here. */
export type MessageId =
  | keyof typeof account
  | keyof typeof accounts
  | keyof typeof agreements
  | keyof typeof app
  | keyof typeof board
  | keyof typeof calendar
  | keyof typeof delegations
  | keyof typeof compare
  | keyof typeof directory
  | keyof typeof inbox
  | keyof typeof record
  | keyof typeof keep
  | keyof typeof notices
  | keyof typeof secondFactor
  | keyof typeof session
  | keyof typeof sign
  | keyof typeof time
  | keyof typeof ui
  | keyof typeof verify;
