import type { KeyPurpose } from './certificate-reader.js';
import { NcaLayerError } from './nca-layer-errors.js';

/*
 * Messages of NCALayer, the national client: JSON over one socket, an answer to each request. Since 2022 signing is
 * `sign` of kz.gov.pki.knca.basics; programs older than that know only kz.gov.pki.knca.commonUtils, which asks for the
 * password at each document.
 */

/** Where keys are kept, by NCALayer's names. */
export const STORAGES = [
  'PKCS12',
  'AKKaztokenStore',
  'AKKZIDCardStore',
  'AKEToken72KStore',
  'AKEToken5110Store',
  'AKJaCartaStore',
  'AKAKEYStore',
] as const;
export type Storage = (typeof STORAGES)[number];

/** How NCALayer is asked to sign. */
export interface NcaLayerChoice {
  purpose: KeyPurpose;
  /** null: NCALayer lets the person choose among all */
  storage: Storage | null;
  /** Of its windows */
  locale: 'kk' | 'ru' | 'en';
}

/** Extended key usages by which NCALayer chooses the certificates that it offers. */
const USAGES: Readonly<Record<KeyPurpose, string>> = {
  signing: '1.3.6.1.5.5.7.3.4',
  authentication: '1.3.6.1.5.5.7.3.2',
};
const OLDER_KEY_TYPES: Readonly<Record<KeyPurpose, string>> = {
  signing: 'SIGNATURE',
  authentication: 'AUTHENTICATION',
};

/** @param contents base64 */
export function signRequest(
  contents: readonly string[],
  { purpose, storage, locale }: NcaLayerChoice,
): object {
  return {
    module: 'kz.gov.pki.knca.basics',
    method: 'sign',
    args: {
      allowedStorages: storage === null ? null : [storage],
      format: 'cms',
      data: contents.length === 1 ? contents[0] : contents,
      // decode: the data are base64; not encapsulate: detached; no tsaProfile: the portal takes its own stamp
      signingParams: { decode: true, encapsulate: false, digested: false },
      signerParams: { extKeyUsageOids: [USAGES[purpose]] },
      locale,
    },
  };
}

/** The older way, for one content. @param content base64 */
export function olderSignRequest(content: string, storage: string, purpose: KeyPurpose): object {
  return {
    module: 'kz.gov.pki.knca.commonUtils',
    method: 'createCAdESFromBase64',
    args: [storage, OLDER_KEY_TYPES[purpose], content, false],
  };
}

/** Which tokens and cards are plugged in. */
export const activeTokensRequest = { module: 'kz.gov.pki.knca.commonUtils', method: 'getActiveTokens' };

type Message = Readonly<Record<string, unknown>>;

export function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The version in NCALayer's greeting. @throws NcaLayerError NCALAYER_ANSWER_WRONG: something else has the port */
export function readGreeting(message: unknown): string {
  const result = isMessage(message) ? message['result'] : undefined;
  const version = isMessage(result) ? result['version'] : undefined;
  if (typeof version !== 'string') throw new NcaLayerError('NCALAYER_ANSWER_WRONG');
  return version;
}

/**
 * The signatures of an answer to `signRequest`; null where the program is too old to know such requests: it answers
 * those without a `status`.
 * @throws NcaLayerError NCALAYER_CANCELLED, NCALAYER_FAILED, NCALAYER_ANSWER_WRONG
 */
export function readSignAnswer(message: unknown, count: number): string[] | null {
  if (!isMessage(message)) throw new NcaLayerError('NCALAYER_ANSWER_WRONG');
  if (!('status' in message)) return null;
  if (message['status'] !== true) throw new NcaLayerError('NCALAYER_FAILED');
  const body = message['body'];
  // "cancel" in its window is a success without a result
  if (!isMessage(body) || !('result' in body)) throw new NcaLayerError('NCALAYER_CANCELLED');
  const results = [body['result']].flat();
  if (results.length !== count || !results.every((one) => typeof one === 'string')) {
    throw new NcaLayerError('NCALAYER_ANSWER_WRONG');
  }
  return results;
}

/**
 * What an answer of commonUtils carries.
 * @throws NcaLayerError NCALAYER_CANCELLED, NCALAYER_FAILED
 */
export function readOlderAnswer(message: unknown): unknown {
  if (!isMessage(message)) throw new NcaLayerError('NCALAYER_ANSWER_WRONG');
  if (message['message'] === 'action.canceled') throw new NcaLayerError('NCALAYER_CANCELLED');
  if (String(message['code']) !== '200') throw new NcaLayerError('NCALAYER_FAILED');
  return message['responseObject'];
}
