import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { receipt } from '#contracts';
import { Clock } from '#kernel';
import { SIGNATURE_VERIFIER, type SignatureVerifier } from '#signing';
import { failed, type WayOutcome } from './way-outcome.js';

const signedReceipt = z.strictObject({
  receipt: z
    .base64()
    .min(1)
    .max(64 * 1024),
  signature: z
    .base64()
    .min(1)
    .max(64 * 1024),
});

/** What a receipt has to be about, and by whom. */
export interface ExpectedReceipt {
  readonly package: string;
  readonly sha256: string;
  /** A plain one is refused. */
  readonly signed: boolean;
  /** Twelve digits: of the body whose EDMS it is. */
  readonly bin: string;
}

/** Reads what an EDMS answers (docs/edms), and refuses what is not its receipt for this package. */
@Injectable()
export class Receipts {
  constructor(
    @Inject(SIGNATURE_VERIFIER) private readonly verifier: SignatureVerifier,
    private readonly clock: Clock,
  ) {}

  async read(bytes: Buffer, expected: ExpectedReceipt): Promise<WayOutcome> {
    const envelope = signedReceipt.safeParse(jsonOf(bytes)).data;
    if (!envelope && expected.signed) {
      return receipt.safeParse(jsonOf(bytes)).success
        ? failed('receipt_unsigned')
        : failed('receipt_malformed', bytes.toString('utf8'));
    }
    const content = envelope ? Buffer.from(envelope.receipt, 'base64') : bytes;
    const said = receipt.safeParse(jsonOf(content)).data;
    if (!said) return failed('receipt_malformed', content.toString('utf8'));
    if (said.package !== expected.package || said.sha256 !== expected.sha256) {
      return failed('receipt_of_another', said.package);
    }
    if (envelope) {
      const fault = await this.faultOf(Buffer.from(envelope.signature, 'base64'), content, expected.bin);
      if (fault !== null) return failed('receipt_signature_wrong', fault);
    }
    const { registrationNumber, registeredAt } = said;
    return {
      state: 'received',
      receipt: {
        registrationNumber,
        registeredAt: new Date(registeredAt).toISOString(),
        receivedAt: this.clock.now().toISOString(),
        signed: envelope !== undefined,
        content: content.toString('base64'),
        signature: envelope?.signature ?? null,
      },
    };
  }

  /** @returns the code of what is wrong with the signature; null where it is VALID and the body's own */
  private async faultOf(signature: Buffer, content: Buffer, bin: string): Promise<string | null> {
    const report = await this.verifier.verify({
      signature,
      content,
      at: this.clock.now(),
      origin: 'ncalayer',
    });
    if (report.verdict !== 'VALID') return report.code ?? report.verdict;
    return report.signer?.bin === bin && report.otherSigners.length === 0 ? null : 'BIN_MISMATCH';
  }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
