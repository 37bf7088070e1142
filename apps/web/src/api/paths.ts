import type {
  ActList,
  ActListQuery,
  FileRef,
  InboxPage,
  InboxQuery,
  SessionView,
  SignInBody,
} from '#contracts';

/*
 * The addresses of the server in the shape that openapi-typescript writes, so that `schema.d.ts`, generated
 * from openapi.json, takes this file's place in client.ts and nothing else changes.
 */

type Asked<Query> = { parameters: { query?: Partial<Query>; header?: never; path?: never; cookie?: never } };
type Named = { parameters: { query?: never; header?: never; path: { id: string }; cookie?: never } };
type Bare = { parameters: { query?: never; header?: never; path?: never; cookie?: never } };
type Answers<Body> = { responses: { 200: { headers: object; content: { 'application/json': Body } } } };
type Silent = { responses: { 204: { headers: object; content?: never } } };
type Sends<Body> = { requestBody: { content: { 'application/json': Body } } };

export interface paths {
  '/api/session': {
    get: Bare & Answers<SessionView>;
    post: Bare & Sends<SignInBody> & Answers<SessionView>;
    delete: Bare & Silent;
  };
  '/api/inbox': { get: Asked<InboxQuery> & Answers<InboxPage> };
  '/api/inbox/{id}/read': { post: Named & Silent };
  '/api/agreements': { get: Asked<ActListQuery> & Answers<ActList> };
  '/api/files': { post: Bare & Answers<FileRef> };
}
