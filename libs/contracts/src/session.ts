import { z } from 'zod';
import { day, id, instant, localizedText } from './common.js';
import { duty } from './duties.js';
import { DELEGATED_ROOMS } from './inbox.js';
import { MAX_SIGNATURE_BASE64, signatureOrigin } from './signing.js';

/** Sign-in and who is signed in (775:6, 61). */

export const POST_KINDS = ['head_of_body', 'deputy_head', 'unit_head', 'specialist'] as const;
export const postKind = z.enum(POST_KINDS);
export type PostKind = z.infer<typeof postKind>;

export const UNIT_KINDS = ['leadership', 'legal', 'documentation', 'hr', 'ordinary'] as const;
export const unitKind = z.enum(UNIT_KINDS);
export type UnitKind = z.infer<typeof unitKind>;

export const BODY_KINDS = ['central', 'local', 'institution', 'pmo'] as const;
export const bodyKind = z.enum(BODY_KINDS);
export type BodyKind = z.infer<typeof bodyKind>;

export const signInBody = z.object({
  login: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(200),
});
export type SignInBody = z.infer<typeof signInBody>;

/** What is signed to sign in with a certificate: good once, for two minutes, at one origin. */
export const signInChallenge = z
  .object({
    id,
    expiresAt: instant,
    /** The server's clock when it answered. */
    serverTime: instant,
    /** Exact bytes to sign, base64: JSON that names the portal's origin, so that nobody signs for another's. */
    content: z.base64(),
  })
  .meta({ id: 'SignInChallenge' });
export type SignInChallenge = z.infer<typeof signInChallenge>;

export const certificateSignInBody = z.object({
  challengeId: id,
  origin: signatureOrigin,
  /** Detached CMS by the authentication key, DER, base64. */
  signature: z.base64().min(1).max(MAX_SIGNATURE_BASE64),
});
export type CertificateSignInBody = z.infer<typeof certificateSignInBody>;

/** Which ways to sign in there are beside password and key. */
export const signInWaysView = z
  .object({
    /** The OpenID Connect provider by its name; null where there is none. */
    provider: z.object({ label: z.string() }).nullable(),
  })
  .meta({ id: 'SignInWays' });
export type SignInWaysView = z.infer<typeof signInWaysView>;

/** Where the browser has to go to be signed in by the provider. */
export const providerVisit = z.object({ url: z.url() }).meta({ id: 'ProviderVisit' });
export type ProviderVisit = z.infer<typeof providerVisit>;

/** Page of the web to which the provider sends the browser back. */
export const PROVIDER_RETURN_PATH = '/login/returned';

export const providerSignInBody = z.object({
  /** The query that the provider gave the browser on its way back, without the question mark. */
  query: z.string().min(1).max(8000),
});
export type ProviderSignInBody = z.infer<typeof providerSignInBody>;

/** Page of the web to which the provider sends the browser after it signed somebody out there. */
export const PROVIDER_LEFT_PATH = '/login';

/** Where the provider tells of a session that ended there; the parameter is named by OpenID Connect Back-Channel Logout 2.5. */
export const providerNotice = z.object({ logout_token: z.string().min(1).max(20_000) });
export type ProviderNotice = z.infer<typeof providerNotice>;

/** The session is over here. */
export const signedOut = z
  .object({
    /** Where to go to be signed out at the provider that began it; null where none did, or it has no such address. */
    providerUrl: z.url().nullable(),
  })
  .meta({ id: 'SignedOut' });
export type SignedOut = z.infer<typeof signedOut>;

export const sessionView = z
  .object({
    csrfToken: z.string(),
    serverTime: instant,
    employee: z.object({
      id,
      login: z.string(),
      fullName: z.string(),
      /** His own: with it the browser tells at once that a key is another's. */
      iin: z.string(),
      /** "Surname G. P.", for narrow places. */
      shortName: z.string(),
      post: localizedText,
      postKind,
      unit: z.object({ id, name: localizedText, kind: unitKind }),
      body: z.object({ id, name: localizedText, shortName: localizedText, bin: z.string() }),
    }),
    /** His named duties: the web draws its menus by them. */
    duties: z.array(duty),
    /** In whose stead he acts now. */
    standsInFor: z.array(
      z.object({
        id,
        fullName: z.string(),
        shortName: z.string(),
        /** The last day of it. */
        until: day,
        /** Null: all. */
        rooms: z.array(z.enum(DELEGATED_ROOMS)).nullable(),
      }),
    ),
    can: z.object({
      createAct: z.boolean(),
      /** He oversees the agreement of acts: in his units, his body, or everywhere. */
      seeBoard: z.boolean(),
      /** Of his own body, or of all. */
      readRecord: z.boolean(),
      /** See accounts, block them and take lost passwords away: of his body, or of all (775:61). */
      keepAccounts: z.boolean(),
      /** Ask for accounts for the employees of his body (617:20). */
      requestAccounts: z.boolean(),
      /** Whose part of the directory he may import and export. */
      importDirectory: z.enum(['none', 'own', 'all']),
    }),
  })
  .meta({ id: 'SessionView' });
export type SessionView = z.infer<typeof sessionView>;
