import { DEFAULT_WORKING_HOURS, type Duty } from '#contracts';

/**
 * Who gets through which door of the api, route by route. The walk takes the routes from the running router: one that is not
 * here fails it. A line says what is asked, and what is answered to whom.
 */

/** What may stand in an address; the walk has several of each, of one body, in several states. */
export type Thing =
  | 'act'
  | 'step'
  | 'review'
  | 'task'
  | 'session'
  | 'person'
  | 'body'
  | 'unit'
  | 'post'
  | 'upload';

export type Door =
  /** Open without a session; `answers` to a request of nothing. */
  | { readonly to: 'anybody'; readonly answers: string }
  /** Open to every employee of every body; `answers` to the request with `body`. */
  | { readonly to: 'employees'; readonly answers: string; readonly body?: unknown; readonly of?: Thing }
  /** Open to those with one of the duties, who change something where no answer stands; all others are FORBIDDEN. */
  | {
      readonly to: readonly Duty[];
      readonly answers?: string;
      readonly of?: Thing;
      readonly body?: unknown;
      readonly bodyOf?: (id: string) => unknown;
    }
  /** Open to whoever oversees something: a body, a unit or all bodies; all others are FORBIDDEN. */
  | { readonly to: 'overseers' }
  /** Open to whoever reads the thing; to all others it does not exist. `or`: what a thing in some states answers. */
  | { readonly to: 'readers'; readonly of: Thing; readonly or?: readonly string[]; readonly writes?: boolean }
  /**
   * Open to one who reads the thing and whose it is or whose turn it is; to other readers it is refused, to all others it does
   * not exist.
   */
  | {
      readonly to: 'owner';
      readonly of: Thing;
      readonly body?: unknown;
      /** The thing stands in the body, not in the address. */
      readonly bodyOf?: (id: string) => unknown;
    };

const ID = '019d0000-0000-7000-8000-00000000dead';
const invalid = '400 VALIDATION_FAILED';
const missing = '404 NOT_FOUND';
const REASON = { reason: 'Себеп' };
const PLAIN_ROUTE = { stages: [], coSigners: { order: 'parallel', employeeIds: [] } };
const employees = (answers = '200', body?: unknown): Door => ({ to: 'employees', answers, body });
const readers = (or: readonly string[] = [], writes = false): Door => ({
  to: 'readers',
  of: 'act',
  or,
  writes,
});
const initiator = (body: unknown = {}): Door => ({ to: 'owner', of: 'act', body });
const assignee = (body: unknown = {}): Door => ({ to: 'owner', of: 'step', body });
const KEEPS_PORTAL = ['portal_administrator'] as const;
const KEEPS_BODY = ['coordinator'] as const;
/** The coordinator of the walk is of another body: to him the things of this one are closed. */
const KEEPS_DIRECTORY = ['portal_administrator'] as const;
const KEEPS_PARTICIPANTS = ['portal_administrator', 'authorised_body_officer'] as const;
const NAMES = { kk: 'А', ru: 'А', en: 'А' };
const UNIT = { parentId: null, kind: 'ordinary', name: NAMES, overseerId: null };
const POST = { unitId: ID, post: NAMES, kind: 'specialist', from: null, to: null };
const PERSON = { surname: 'А', givenName: 'А', patronymic: '', workPhone: '', office: '', email: '' };
const BODY = { parentId: null, kind: 'central', name: NAMES, shortName: NAMES };
const keepsPerson = (body?: unknown): Door => ({ to: KEEPS_DIRECTORY, of: 'person', body });
const keepsBody = (body: unknown): Door => ({ to: KEEPS_DIRECTORY, of: 'body', body });
const KEEPS_ACCOUNTS = ['portal_administrator', 'authorised_body_officer', 'coordinator'] as const;
const READS_RECORD = ['portal_administrator', 'coordinator'] as const;

export const DOORS: Readonly<Record<string, Door>> = {
  // the portal itself
  'GET /api/health': { to: 'anybody', answers: '200' },
  'GET /api/live': employees(),
  // signing in and out; one's own account
  'POST /api/session': { to: 'anybody', answers: invalid },
  'GET /api/session/ways': { to: 'anybody', answers: '200' },
  'POST /api/session/provider-visit': { to: 'anybody', answers: '404 NOT_FOUND' },
  'POST /api/session/provider': { to: 'anybody', answers: invalid },
  'POST /api/session/provider-logout': { to: 'anybody', answers: invalid },
  'POST /api/session/challenge': { to: 'anybody', answers: '200' },
  'POST /api/session/certificate': { to: 'anybody', answers: invalid },
  // the second step, by the token of a first one
  'POST /api/session/code': { to: 'anybody', answers: invalid },
  'POST /api/session/enrolment': { to: 'anybody', answers: invalid },
  'POST /api/session/enrolment/confirm': { to: 'anybody', answers: invalid },
  // setting a password, by a code on paper
  'POST /api/activation': { to: 'anybody', answers: invalid },
  'POST /api/activation/check': { to: 'anybody', answers: invalid },
  'GET /api/session': employees(),
  'DELETE /api/session': employees('200'),
  'GET /api/account': employees(),
  'PUT /api/account/password': employees(invalid, {}),
  'POST /api/account/sessions/end-others': employees(),
  'DELETE /api/account/sessions/:id': { to: 'owner', of: 'session' },
  'GET /api/account/second-factor': employees(),
  'POST /api/account/second-factor': employees(invalid, {}),
  'POST /api/account/second-factor/confirm': employees(invalid, {}),
  'POST /api/account/second-factor/recovery-codes': employees(invalid, {}),
  'POST /api/account/second-factor/remove': employees(invalid, {}),
  // accounts and requests for them: whose they are not does not learn that they are there
  'GET /api/accounts': { to: KEEPS_ACCOUNTS, answers: '200' },
  'POST /api/accounts/:id/block': employees(missing, REASON),
  'POST /api/accounts/:id/unblock': employees(missing, REASON),
  'POST /api/accounts/:id/reset-password': employees(missing, REASON),
  'POST /api/accounts/:id/reset-second-factor': employees(missing, REASON),
  'GET /api/accounts/bodies/:id/second-factor': employees(missing),
  'PUT /api/accounts/bodies/:id/second-factor': employees(missing, { policy: 'off' }),
  'GET /api/account-requests': { to: KEEPS_ACCOUNTS, answers: '200' },
  'GET /api/account-requests/candidates': { to: ['coordinator'], answers: '200' },
  'POST /api/account-requests': {
    to: ['coordinator'],
    answers: missing,
    body: { items: [{ employeeId: ID, login: 'nobody' }], ...REASON },
  },
  'POST /api/account-requests/decide': {
    to: ['authorised_body_officer'],
    answers: missing,
    body: { ids: [ID], decision: 'approve' },
  },
  'GET /api/account-requests/:id': employees(missing),
  'POST /api/account-requests/:id/opened': employees(missing),
  'POST /api/account-requests/:id/withdraw': employees(missing),
  'POST /api/account-requests/:id/code': employees(missing),
  // the directory is for everybody (775:59.6)
  'GET /api/directory/bodies': employees(),
  'GET /api/directory/bodies/:id': { to: 'employees', answers: '200', of: 'body' },
  'GET /api/directory/body-tree': employees(),
  'GET /api/directory/own-structure': employees(),
  'GET /api/directory/people': employees(),
  'GET /api/directory/people/:id': { to: 'employees', answers: '200', of: 'person' },
  'GET /api/directory/people/:id/photo': { to: 'employees', answers: '404 NOT_FOUND', of: 'person' },
  // it is kept by the body's coordinator (617:20-22), and the list of participants by the authorised body (617:11)
  'POST /api/directory/bodies': { to: KEEPS_PARTICIPANTS, body: { ...BODY, bin: '000000000000' } },
  'PUT /api/directory/bodies/:id': { to: KEEPS_PARTICIPANTS, of: 'body', body: { ...BODY, revision: 1 } },
  'PUT /api/directory/bodies/:id/participation': {
    to: KEEPS_PARTICIPANTS,
    of: 'body',
    body: { revision: 1, participates: true, from: null, to: null, ground: 'А' },
  },
  'GET /api/directory/bodies/:id/history': { to: KEEPS_PARTICIPANTS, of: 'body', answers: '200' },
  'PUT /api/directory/bodies/:id/requisites': keepsBody({
    revision: 1,
    address: '',
    phone: '',
    email: '',
    website: '',
  }),
  'POST /api/directory/bodies/:id/confirm': keepsBody({ kind: 'quarterly' }),
  'POST /api/directory/bodies/:id/units': keepsBody(UNIT),
  'PUT /api/directory/units/:id': { to: KEEPS_DIRECTORY, of: 'unit', body: { ...UNIT, revision: 1 } },
  'POST /api/directory/units/:id/close': { to: KEEPS_DIRECTORY, of: 'unit', body: { revision: 1 } },
  'GET /api/directory/units/:id/history': { to: KEEPS_DIRECTORY, of: 'unit', answers: '200' },
  'POST /api/directory/people': {
    to: KEEPS_DIRECTORY,
    of: 'unit',
    bodyOf: (unitId) => ({ ...PERSON, ...POST, iin: '000000000000', unitId }),
  },
  'PUT /api/directory/people/:id': keepsPerson({ ...PERSON, revision: 1 }),
  'GET /api/directory/people/:id/history': { to: KEEPS_DIRECTORY, of: 'person', answers: '200' },
  'POST /api/directory/people/:id/posts': keepsPerson({ ...POST, main: false }),
  'POST /api/directory/posts/:id/end': { to: KEEPS_DIRECTORY, of: 'post', body: { on: null } },
  'GET /api/directory/people/:id/leaving': { to: KEEPS_DIRECTORY, of: 'person', answers: '200' },
  'POST /api/directory/people/:id/leave': keepsPerson({ on: null, handOvers: [] }),
  'PUT /api/directory/people/:id/photo': keepsPerson({ content: null, shownTo: 'nobody' }),
  'DELETE /api/directory/people/:id/photo': keepsPerson(),
  // who acts in whose stead, and who has which duty: each for himself, or as his duties let him
  'GET /api/delegations': employees(),
  'POST /api/delegations': employees(invalid, {}),
  'POST /api/delegations/:id/end': employees('404 NOT_FOUND'),
  'GET /api/duties': employees(),
  'PUT /api/duties/:duty/:id': employees(invalid),
  'DELETE /api/duties/:duty/:id': employees(invalid),
  // import and export by those who keep it: what is asked of a body is refused to others, an import is its bringer's
  'POST /api/directory/imports': employees(invalid, {}),
  'GET /api/directory/imports/:id': employees('404 NOT_FOUND'),
  'POST /api/directory/imports/:id/preview': employees(invalid, {}),
  'GET /api/directory/imports/:id/rows': employees('404 NOT_FOUND'),
  'GET /api/directory/imports/:id/wrong-rows': employees('404 NOT_FOUND'),
  'POST /api/directory/imports/:id/enter': employees('404 NOT_FOUND', {}),
  'GET /api/directory/export': employees(invalid),
  // the inbox is one's own
  'GET /api/inbox': employees(),
  'GET /api/inbox/filters': employees(),
  'GET /api/inbox/done': employees(),
  'GET /api/inbox/about': employees(invalid),
  'POST /api/inbox/read': { to: 'owner', of: 'task', bodyOf: (id) => ({ ids: [id] }) },
  'POST /api/inbox/unread': { to: 'owner', of: 'task', bodyOf: (id) => ({ ids: [id] }) },
  // notices, and the hours in which they come
  'GET /api/notices/settings': employees(),
  'PUT /api/notices/settings': employees(invalid, {}),
  'GET /api/notices/mail': { to: ['portal_administrator', 'support'], answers: '200' },
  'POST /api/notices/mail/refused': {
    to: KEEPS_PORTAL,
    answers: missing,
    body: { what: 'give_up', ids: [ID] },
  },
  'GET /api/working-hours': employees(),
  'POST /api/working-hours/preview': {
    to: KEEPS_BODY,
    answers: '200',
    body: { revision: 0, hours: DEFAULT_WORKING_HOURS },
  },
  'PUT /api/working-hours': { to: KEEPS_BODY, body: { revision: 0, hours: DEFAULT_WORKING_HOURS } },
  // files, before they are part of a document
  'POST /api/files': employees('400 FILE_MISSING', {}),
  'GET /api/files/:id': { to: 'readers', of: 'upload' },
  // draft acts
  'GET /api/agreements': employees(),
  'POST /api/agreements': employees(invalid, {}),
  'POST /api/agreements/term-preview': employees('200', { workingDays: 5 }),
  'GET /api/agreements/:id': readers(),
  'PATCH /api/agreements/:id': initiator({ title: 'Т', language: 'kk', revision: 1 }),
  'POST /api/agreements/:id/discard': initiator(),
  'POST /api/agreements/:id/send': initiator({ revision: 1 }),
  'POST /api/agreements/:id/recall': initiator(),
  'POST /api/agreements/:id/bodies': initiator({ bodyId: ID, ...REASON }),
  'POST /api/agreements/:id/bodies/withdraw': initiator({ bodyId: ID, ...REASON }),
  'GET /api/agreement-board': { to: 'overseers' },
  'POST /api/agreement-board/export': employees(invalid, {}),
  'POST /api/agreement-views/export': employees(invalid, {}),
  'GET /api/agreement-views': employees(),
  'GET /api/agreement-views/saved': employees(),
  'POST /api/agreement-views/saved': employees(invalid, {}),
  'PUT /api/agreement-views/saved/:id': employees('404 NOT_FOUND', { name: 'Т' }),
  'DELETE /api/agreement-views/saved/:id': employees('404 NOT_FOUND'),
  'GET /api/route-templates': employees(),
  'POST /api/route-templates': employees(invalid, {}),
  'PUT /api/route-templates/:id': employees(invalid, {}),
  'DELETE /api/route-templates/:id': employees('404 NOT_FOUND'),
  'POST /api/agreements/:id/route': initiator({ route: PLAIN_ROUTE, ...REASON }),
  'POST /api/agreements/:id/versions': initiator(),
  'GET /api/agreements/:id/history': readers(),
  // of an act for official use it is written into the record who read it
  'GET /api/agreements/:id/files/:fileId': readers([], true),
  'GET /api/agreements/:id/files/:fileId/preview': readers(['404 NOT_FOUND', '422 PREVIEW_IMPOSSIBLE'], true),
  'GET /api/agreements/:id/readings': readers(['403 FORBIDDEN']),
  'GET /api/agreements/:id/openings': readers(),
  'POST /api/agreements/:id/opened': readers(['204'], true),
  'POST /api/agreements/:id/official-use/remove': initiator({ reason: 'Себеп' }),
  'POST /api/agreements/:id/readers': initiator({ employeeId: ID }),
  'DELETE /api/agreements/:id/readers/:employeeId': initiator(),
  'GET /api/agreements/:id/sheet': readers(['409 SHEET_NOT_READY']),
  // it is written into the record who took it
  'GET /api/agreements/:id/container': readers(['409 NOT_SIGNED'], true),
  'GET /api/agreements/:id/signatures': readers(),
  'GET /api/agreements/:id/signatures/:signatureId/:part': readers(['404 NOT_FOUND']),
  // its texts; of an act for official use it is written into the record who read them
  'GET /api/agreements/:id/texts': readers(),
  'GET /api/agreements/:id/texts/:fileId': readers(['422 TEXT_UNREADABLE'], true),
  'GET /api/agreements/:id/comparisons/:fileId/:newFileId': readers(['422 TEXT_UNREADABLE'], true),
  'GET /api/agreements/:id/comparisons/:fileId/:newFileId/table/:language': readers(
    ['422 TEXT_UNREADABLE'],
    true,
  ),
  'GET /api/agreements/:id/comparisons/:fileId/:newFileId/reasons': readers(),
  'PUT /api/agreements/:id/comparisons/:fileId/:newFileId/reasons': initiator({
    old: '0.1~0123456789',
    new: null,
    reason: 'Себеп',
  }),
  'GET /api/agreements/:id/sides/:fileId/:newFileId': readers(['422 TEXT_UNREADABLE'], true),
  // the letter, the package and the EDMS (775:22)
  'GET /api/agreements/:id/letter': initiator(),
  'PUT /api/agreements/:id/letter': initiator({ subject: 'Т', text: 'Т', revision: 0 }),
  'POST /api/agreements/:id/letter/send': initiator({ subject: 'Т', text: 'Т', revision: 0 }),
  'POST /api/agreements/:id/letter/recall': initiator(),
  'GET /api/agreements/:id/letter/file': readers(['409 LETTER_NOT_READY']),
  'GET /api/agreements/:id/package': readers(['409 PACKAGE_NOT_READY']),
  'GET /api/agreements/:id/reviews/:reviewId/sheet': readers(['404 NOT_FOUND']),
  'POST /api/agreements/:id/delivery': initiator(),
  'GET /api/agreements/hand-over/:id': { to: KEEPS_DIRECTORY, of: 'body', answers: '200' },
  'PUT /api/agreements/hand-over/:id/template': keepsBody({
    language: 'kk',
    revision: 0,
    subject: 'Т',
    text: 'Т',
  }),
  'PUT /api/agreements/hand-over/:id/edms': keepsBody({ revision: 0, kind: 'folder', folder: 'x' }),
  'DELETE /api/agreements/hand-over/:id/edms': keepsBody({}),
  'POST /api/agreements/hand-over/:id/edms/try': keepsBody(undefined),
  // how it ends
  'POST /api/agreements/:id/withdraw': initiator(REASON),
  'POST /api/agreements/:id/archive': initiator(),
  // decisions on their route
  'POST /api/agreements/steps/:id/opened': assignee(),
  'POST /api/agreements/steps/:id/agree': assignee(),
  'POST /api/agreements/steps/:id/return': assignee({ reason: 'Себеп' }),
  'POST /api/agreements/suggestions/:id/decide': employees(missing, { accept: true, ...REASON }),
  'POST /api/agreements/steps/:id/send-back': assignee(REASON),
  'POST /api/agreements/steps/:id/take-back': assignee(),
  'POST /api/agreements/steps/:id/rework': assignee(REASON),
  'POST /api/agreements/steps/:id/register': assignee({ term: { workingDays: 5 } }),
  'POST /api/agreements/steps/:id/assign': assignee({ responsibleUnitId: ID }),
  'POST /api/agreements/steps/:id/opinion': assignee({ outcome: 'agreed' }),
  'POST /api/agreements/steps/:id/outcome': assignee({ outcome: 'agreed' }),
  'POST /api/agreements/steps/:id/prepare': assignee(),
  'POST /api/agreements/steps/:id/sign': assignee({ preparationId: ID, signature: 'AAAA' }),
  'POST /api/agreements/prolongations/:id/decide': employees(missing, { grant: true }),
  'POST /api/agreements/:id/prolonged-term': employees(missing, { reviewId: ID, workingDays: 5 }),
  'POST /api/agreements/reviews/:id/ask-prolongation': employees(missing, { workingDays: 5, ...REASON }),
  'POST /api/agreements/reviews/:id/suggest': {
    to: 'owner',
    of: 'review',
    body: { bodyId: ID, ...REASON },
  },
  'POST /api/agreements/steps/:id/pass-on': assignee({ term: { workingDays: 5 }, unitId: ID }),
  'POST /api/agreements/reviews/:id/readdress': {
    to: 'owner',
    of: 'review',
    body: { what: 'leader', employeeId: ID, ...REASON },
  },
  'POST /api/agreements/reviews/:id/ask-unit': {
    to: 'owner',
    of: 'review',
    body: { unitId: ID, ...REASON },
  },
  'POST /api/agreements/reviews/:id/go-on': { to: 'owner', of: 'review', body: {} },
  'POST /api/agreements/reviews/:id/hand-over': { to: 'owner', of: 'review', body: { executorId: ID } },
  // remarks, and the talk about them
  'GET /api/agreements/:id/remarks': readers(),
  'GET /api/agreements/:id/remarks/places': readers(),
  // of an act for official use it is written into the record who took it
  'GET /api/agreements/:id/remarks/export': readers([], true),
  'PUT /api/agreements/:id/remarks/answers': initiator({
    remarks: [{ id: ID, revision: 1 }],
    position: 'accepted',
  }),
  'POST /api/agreements/:id/remarks/answers/send': initiator(),
  'POST /api/agreements/:id/remarks/replies': initiator({
    remarks: [{ id: ID, revision: 1 }],
    reply: 'agree',
  }),
  'GET /api/agreements/steps/:id/remarks': assignee(),
  'PUT /api/agreements/steps/:id/remarks/:remarkId': assignee({ revision: 0 }),
  'DELETE /api/agreements/steps/:id/remarks/:remarkId': assignee(),
  // the protocol of disagreement
  'GET /api/agreements/:id/protocols': readers(),
  'POST /api/agreements/:id/protocols': initiator({ id: ID, bodyId: ID }),
  'PUT /api/agreements/protocols/:id/positions': employees(missing, { revision: 1, rows: [] }),
  'PUT /api/agreements/protocols/:id/meeting': employees(missing, {
    revision: 1,
    on: '2026-03-18',
    participants: 'А',
    result: '',
  }),
  'POST /api/agreements/protocols/:id/moves/:move': employees(invalid, {}),
  'POST /api/agreements/protocols/:id/reopen': employees(missing, REASON),
  'POST /api/agreements/protocols/:id/prepare': employees(missing),
  'POST /api/agreements/protocols/:id/sign': employees(missing, { preparationId: ID, signature: 'AAAA' }),
  'GET /api/agreements/protocols/:id/file': employees(missing),
  'GET /api/agreements/protocols/:id/container': employees(missing),
  // a sheet can be compared with what the portal keeps: the code stands on it
  'GET /api/agreements/sheets/:code': { to: 'anybody', answers: '404 NOT_FOUND' },
  // a signed result can be trusted without the portal
  'POST /api/verify': { to: 'anybody', answers: '400 FILE_MISSING' },
  // the working calendar
  'GET /api/calendar/:year': employees(),
  'POST /api/calendar/:year/preview': {
    to: KEEPS_PORTAL,
    answers: '200',
    body: { revision: 0, days: [] },
  },
  'PUT /api/calendar/:year': { to: KEEPS_PORTAL, body: { revision: 0, days: [] } },
  // the record
  'GET /api/record': { to: READS_RECORD, answers: '200' },
  'GET /api/record/overview': { to: READS_RECORD, answers: '200' },
  'POST /api/record/export': { to: READS_RECORD, body: { language: 'kk', format: 'csv' } },
};

/** Of events there is a schema in contracts, and no description in openapi.json. */
export const UNDESCRIBED: readonly string[] = ['GET /api/live'];
