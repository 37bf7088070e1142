import { type DynamicModule, Module } from '@nestjs/common';
import { Containers } from './container/containers.js';
import { SignatureChecks } from './records/signature-checks.js';
import { Signatures } from './records/signatures.js';
import { NodeForgeVerifier, SIGNATURE_VERIFIER, TRUST_OPTIONS } from './signature-verifier.js';
import type { TrustOptions } from './trust-files.js';

/** Gives every room `Signatures`, over the `SIGNATURE_VERIFIER`. Trust files are read when first needed, and again when they change. */
@Module({})
export class SigningModule {
  static forRoot(options: TrustOptions): DynamicModule {
    return {
      module: SigningModule,
      global: true,
      providers: [
        { provide: TRUST_OPTIONS, useValue: options },
        { provide: SIGNATURE_VERIFIER, useClass: NodeForgeVerifier },
        Signatures,
        Containers,
        SignatureChecks,
      ],
      exports: [SIGNATURE_VERIFIER, Signatures, Containers, SignatureChecks],
    };
  }
}
