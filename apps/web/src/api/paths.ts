import type { z } from 'zod';
import type {
  ActCard,
  ActList,
  ActListQuery,
  AssignBody,
  actHistory,
  agreeBody,
  bodyList,
  CountedTerm,
  CreateActBody,
  cardQuery,
  EditActBody,
  FileRef,
  handOverBody,
  InboxPage,
  InboxQuery,
  OutcomeBody,
  OwnStructure,
  Preparation,
  RegisterBody,
  returnBody,
  SessionView,
  SignBody,
  SignInBody,
} from '#contracts';

/*
 * The addresses of the server in the shape that openapi-typescript writes, so that `schema.d.ts`, generated
 * from openapi.json, takes this file's place in client.ts and nothing else changes.
 */

type Asked<Query> = { parameters: { query?: Partial<Query>; header?: never; path?: never; cookie?: never } };
type Named = { parameters: { query?: never; header?: never; path: { id: string }; cookie?: never } };
type OfStep = {
  parameters: { query?: never; header?: never; path: { stepId: string }; cookie?: never };
};
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
  '/api/agreements': {
    get: Asked<ActListQuery> & Answers<ActList>;
    post: Bare & Sends<CreateActBody> & Answers<ActCard>;
  };
  '/api/agreements/{id}': {
    get: {
      parameters: { query?: z.infer<typeof cardQuery>; header?: never; path: { id: string }; cookie?: never };
    } & Answers<ActCard>;
    patch: Named & Sends<EditActBody> & Answers<ActCard>;
  };
  '/api/agreements/{id}/send': { post: Named & Answers<ActCard> };
  '/api/agreements/{id}/recall': { post: Named & Answers<ActCard> };
  '/api/agreements/{id}/discard': { post: Named & Silent };
  '/api/agreements/{id}/versions': { post: Named & Answers<ActCard> };
  '/api/agreements/{id}/history': { get: Named & Answers<z.infer<typeof actHistory>> };
  '/api/agreements/steps/{stepId}/opened': { post: OfStep & Silent };
  '/api/agreements/steps/{stepId}/agree': {
    post: OfStep & Sends<z.infer<typeof agreeBody>> & Answers<ActCard>;
  };
  '/api/agreements/steps/{stepId}/return': {
    post: OfStep & Sends<z.infer<typeof returnBody>> & Answers<ActCard>;
  };
  '/api/agreements/steps/{stepId}/register': { post: OfStep & Sends<RegisterBody> & Answers<ActCard> };
  '/api/agreements/steps/{stepId}/assign': { post: OfStep & Sends<AssignBody> & Answers<ActCard> };
  '/api/agreements/steps/{stepId}/opinion': { post: OfStep & Sends<OutcomeBody> & Answers<ActCard> };
  '/api/agreements/steps/{stepId}/outcome': { post: OfStep & Sends<OutcomeBody> & Answers<ActCard> };
  '/api/agreements/steps/{stepId}/hand-over': {
    post: OfStep & Sends<z.infer<typeof handOverBody>> & Answers<ActCard>;
  };
  '/api/agreements/steps/{stepId}/prepare': { post: OfStep & Answers<Preparation> };
  '/api/agreements/steps/{stepId}/sign': { post: OfStep & Sends<SignBody> & Answers<ActCard> };
  '/api/agreements/term-preview': {
    post: Bare & Sends<{ workingDays: number }> & Answers<{ dueAt: string; term: CountedTerm }>;
  };
  '/api/directory/bodies': { get: Bare & Answers<z.infer<typeof bodyList>> };
  '/api/directory/own-structure': { get: Bare & Answers<OwnStructure> };
  '/api/files': { post: Bare & Answers<FileRef> };
}
