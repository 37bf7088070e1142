import { type DynamicModule, Module } from '@nestjs/common';
import { Containers } from './container/containers.js';
import { VerifierWithOutside } from './outside-verifier.js';
import { SignatureChecks } from './records/signature-checks.js';
import { Signatures } from './records/signatures.js';
import { WaitingSignatures } from './records/waiting-signatures.js';
import {
  NodeForgeVerifier,
  SIGNATURE_VERIFIER,
  SIGNING_OPTIONS,
  type SigningOptions,
} from './signature-verifier.js';

/** Gives every room `Signatures`, over the `SIGNATURE_VERIFIER`. Trust files are read when first needed, and again when they change. */
@Module({})
export class SigningModule {
  static forRoot(options: SigningOptions): DynamicModule {
    return {
      module: SigningModule,
      global: true,
      providers: [
        { provide: SIGNING_OPTIONS, useValue: options },
        NodeForgeVerifier,
        {
          provide: SIGNATURE_VERIFIER,
          useFactory: (own: NodeForgeVerifier) =>
            options.ncanodeUrl ? new VerifierWithOutside(own, options.ncanodeUrl) : own,
          inject: [NodeForgeVerifier],
        },
        Signatures,
        WaitingSignatures,
        Containers,
        SignatureChecks,
      ],
      exports: [SIGNATURE_VERIFIER, Signatures, WaitingSignatures, Containers, SignatureChecks],
    };
  }
}
