import { type DynamicModule, Module } from '@nestjs/common';
import {
  faultsOf,
  REVIEW_MACHINE,
  REVIEW_STATES,
  STEP_MACHINE,
  STEP_STATES,
  VERSION_MACHINE,
  VERSION_STATES,
} from '#contracts';
import type { ProcessKind } from '#kernel';
import { ActReaders } from './act-readers.js';
import { ActSignatures } from './act-signatures.js';
import { ActStore } from './act-store.js';
import { ActWork } from './act-work.js';
import { AgreementSheet } from './agreement-sheet.js';
import { CardLifecycle } from './card-lifecycle.js';
import { CardWriter } from './card-writer.js';
import { CountedActTerms } from './counted-terms.js';
import { Dispatch } from './dispatch.js';
import { DraftActFilesController, DraftActsController } from './draft-acts.controller.js';
import { DraftActsQueries } from './draft-acts.queries.js';
import { DraftActsService } from './draft-acts.service.js';
import { HistoryQueries } from './history.queries.js';
import { InternalRoute } from './internal-route.js';
import { Numbers } from './numbers.js';
import { ActFiles } from './official-use/act-files.js';
import { NamedReaders } from './official-use/named-readers.js';
import { OfficialUseController } from './official-use/official-use.controller.js';
import { OfficialUse } from './official-use/official-use.js';
import { Readings } from './official-use/readings.js';
import { PublicSheets, PublicSheetsController } from './public-sheets.js';
import { RecordNames } from './record-names.js';
import { RequisitesFinder } from './requisites.js';
import { ReviewMoves } from './review-moves.js';
import { ReviewOpener } from './review-opener.js';
import { ReviewRoute } from './review-route.js';
import { ScannedFiles } from './scanned-files.js';
import { Settlement } from './settlement.js';
import { SheetWriter } from './sheet-writer.js';
import { SignatureEffects } from './signature-effects.js';
import { SignedSteps } from './signed-steps.js';
import { StepDecisions } from './step-decisions.js';
import { StepsController } from './steps.controller.js';
import { Steps } from './steps.js';
import { VersionMoves } from './version-moves.js';
import { WaitingSteps } from './waiting-steps.js';

/** Agreement of draft normative legal acts (775:12-23). */
@Module({})
export class AgreementsModule {
  static forRoot(options: { process: ProcessKind }): DynamicModule {
    assertSound();
    return {
      module: AgreementsModule,
      controllers:
        options.process === 'api'
          ? [
              DraftActsController,
              DraftActFilesController,
              StepsController,
              OfficialUseController,
              PublicSheetsController,
            ]
          : [],
      providers: [
        ActReaders,
        ActFiles,
        ActSignatures,
        ActStore,
        ActWork,
        AgreementSheet,
        CardLifecycle,
        CardWriter,
        CountedActTerms,
        Dispatch,
        DraftActsQueries,
        DraftActsService,
        HistoryQueries,
        InternalRoute,
        NamedReaders,
        Numbers,
        OfficialUse,
        PublicSheets,
        RecordNames,
        Readings,
        RequisitesFinder,
        ReviewMoves,
        ReviewOpener,
        ReviewRoute,
        ScannedFiles,
        Settlement,
        SheetWriter,
        SignatureEffects,
        SignedSteps,
        StepDecisions,
        Steps,
        VersionMoves,
        WaitingSteps,
      ],
    };
  }
}

/** A portal whose routes do not add up must not start. */
function assertSound(): void {
  const faults = [
    ...faultsOf(VERSION_MACHINE, VERSION_STATES),
    ...faultsOf(REVIEW_MACHINE, REVIEW_STATES),
    ...faultsOf(STEP_MACHINE, STEP_STATES),
  ];
  if (faults.length > 0) throw new Error(`The state tables are unsound: ${faults.join('; ')}`);
}
