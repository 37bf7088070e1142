import forge from 'node-forge';
import { children, encode, toBytes } from './der.js';
import { NcaLayerError } from './nca-layer-errors.js';

/**
 * A signature as an outside program gives it: base64, with or without PEM's lines. BER of indefinite length, which some
 * of them write, becomes DER; what the signature covers is DER already and stays as it is.
 * @param answer what the program answered, of whatever kind
 * @returns detached CMS, DER
 * @throws NcaLayerError NCALAYER_ANSWER_WRONG, NCALAYER_ATTACHED
 */
export function outsideSignature(answer: unknown): Uint8Array<ArrayBuffer> {
  if (typeof answer !== 'string') throw new NcaLayerError('NCALAYER_ANSWER_WRONG');
  const cms = parse(answer);
  const [, wrapper] = children(cms);
  // SignedData (RFC 5652 5.1): version, digestAlgorithms, encapContentInfo
  const [, , encapsulated] = children(children(wrapper)[0]);
  if (encapsulated === undefined) throw new NcaLayerError('NCALAYER_ANSWER_WRONG');
  if (children(encapsulated).length > 1) throw new NcaLayerError('NCALAYER_ATTACHED');
  return toBytes(encode(cms));
}

function parse(text: string): forge.asn1.Asn1 {
  try {
    const binary = atob(text.replace(/-----[A-Z0-9 ]+-----|\s/g, ''));
    return forge.asn1.fromDer(binary, true);
  } catch {
    throw new NcaLayerError('NCALAYER_ANSWER_WRONG');
  }
}
