import { type DynamicModule, Module } from '@nestjs/common';
import {
  DELIVERY_MACHINE,
  DELIVERY_STATES,
  faultsOf,
  PROTOCOL_MACHINE,
  PROTOCOL_STATES,
  REMARK_MACHINE,
  REMARK_STATES,
  REVIEW_MACHINE,
  REVIEW_STATES,
  STEP_MACHINE,
  STEP_STATES,
  SUBMISSION_MACHINE,
  SUBMISSION_STATES,
  VERSION_MACHINE,
  VERSION_STATES,
} from '#contracts';
import type { ProcessKind } from '#kernel';
import { ActReaders } from './acts/act-readers.js';
import { ActStore } from './acts/act-store.js';
import { CardLifecycle } from './acts/card-lifecycle.js';
import { CardWriter } from './acts/card-writer.js';
import { DraftActFilesController, DraftActsController } from './acts/draft-acts.controller.js';
import { DraftActsQueries } from './acts/draft-acts.queries.js';
import { DraftActsService } from './acts/draft-acts.service.js';
import { FileWords } from './acts/file-words.js';
import { HistoryQueries } from './acts/history.queries.js';
import { Numbers } from './acts/numbers.js';
import { RecordNames } from './acts/record-names.js';
import { RequisitesFinder } from './acts/requisites.js';
import { ScannedFiles } from './acts/scanned-files.js';
import { TalkTasks } from './acts/talk-tasks.js';
import { VersionMoves } from './acts/version-moves.js';
import { BoardController } from './board/board.controller.js';
import { BoardQueries } from './board/board.queries.js';
import { BoardExport } from './board/board-export.js';
import { Archive } from './closing/archive.js';
import { CallingOff } from './closing/calling-off.js';
import { ClosingController } from './closing/closing.controller.js';
import { Withdrawals } from './closing/withdrawal.js';
import { Courier } from './edms/courier.js';
import { Deliveries } from './edms/deliveries.js';
import { DeliveryClaims } from './edms/delivery-claims.js';
import { DeliveryResults } from './edms/delivery-results.js';
import { DeliveryStops } from './edms/delivery-stops.js';
import { EdmsSender } from './edms/edms-sender.js';
import { EDMS_TIMES, USUAL_EDMS_TIMES } from './edms/edms-times.js';
import { EdmsWayKeeping } from './edms/edms-way-keeping.js';
import { EdmsWays } from './edms/edms-ways.js';
import { HandOverKeeping } from './edms/hand-over-keeping.js';
import { HandOverSettingsController } from './edms/hand-over-settings.controller.js';
import { Receipts } from './edms/receipts.js';
import { ActListQueries } from './list/act-list.queries.js';
import { ActViewsController } from './list/act-views.controller.js';
import { ListExport } from './list/list-export.js';
import { SavedViews } from './list/saved-views.js';
import { OfficeController } from './office/office.controller.js';
import { OfficeDecision } from './office/office-decision.js';
import { OfficeOpener } from './office/office-opener.js';
import { OfficeRoute } from './office/office-route.js';
import { SubmissionDecisions } from './office/submission-decisions.js';
import { ActFiles } from './official-use/act-files.js';
import { NamedReaders } from './official-use/named-readers.js';
import { OfficialUseController } from './official-use/official-use.controller.js';
import { OfficialUse } from './official-use/official-use.js';
import { Readings } from './official-use/readings.js';
import { OpeningsController } from './openings/openings.controller.js';
import { Openings } from './openings/openings.js';
import { CoverLetters } from './package/cover-letters.js';
import { HandingOver } from './package/handing-over.js';
import { LetterDrawer } from './package/letter-drawer.js';
import { LetterRoute } from './package/letter-route.js';
import { LetterSigning } from './package/letter-signing.js';
import { LetterTemplates } from './package/letter-templates.js';
import { LetterValues } from './package/letter-values.js';
import { LetterWriter } from './package/letter-writer.js';
import { PackageController } from './package/package.controller.js';
import { PackageBuilder } from './package/package-builder.js';
import { PackageContents } from './package/package-contents.js';
import { PackageDispatch } from './package/package-dispatch.js';
import { SubmissionMoves } from './package/submission-moves.js';
import { ProtocolQueries } from './protocol/protocol.queries.js';
import { ProtocolFiles } from './protocol/protocol-files.js';
import { ProtocolHeads } from './protocol/protocol-heads.js';
import { ProtocolMaker, ProtocolWriter } from './protocol/protocol-maker.js';
import { ProtocolSides } from './protocol/protocol-sides.js';
import { ProtocolSigning } from './protocol/protocol-signing.js';
import { ProtocolStore } from './protocol/protocol-store.js';
import { ProtocolTasks } from './protocol/protocol-tasks.js';
import { ActProtocolsController, ProtocolsController } from './protocol/protocols.controller.js';
import { Protocols } from './protocol/protocols.js';
import { SignedProtocols } from './protocol/signed-protocols.js';
import { PickedPlaces } from './remarks/picked-places.js';
import { RemarkAnswers } from './remarks/remark-answers.js';
import { RemarkDrafts } from './remarks/remark-drafts.js';
import { RemarkMoves } from './remarks/remark-moves.js';
import { RemarkPlaces } from './remarks/remark-places.js';
import { RemarkRegisterQueries } from './remarks/remark-register.js';
import { RemarkTasks } from './remarks/remark-tasks.js';
import { RemarkTerms } from './remarks/remark-terms.js';
import { RemarksController, StepRemarksController } from './remarks/remarks.controller.js';
import { Speakers } from './remarks/speakers.js';
import { StepRemarks } from './remarks/step-remarks.js';
import { RemarkExport } from './remarks/table/remark-export.js';
import { ActWork } from './route/act-work.js';
import { BodiesController } from './route/bodies.controller.js';
import { BodyList } from './route/body-list.js';
import { BodyListEntries } from './route/body-list-entries.js';
import { BodySuggestions } from './route/body-suggestions.js';
import { Dispatch } from './route/dispatch.js';
import { GoingOnController } from './route/going-on.controller.js';
import { GoingOn } from './route/going-on.js';
import { InternalRoute } from './route/internal-route.js';
import { PlanRunner } from './route/plan-runner.js';
import { ReaddressingController } from './route/readdressing.controller.js';
import { Readdressing } from './route/readdressing.js';
import { ReviewMoves } from './route/review-moves.js';
import { ReviewOpener } from './route/review-opener.js';
import { ReviewReturns } from './route/review-returns.js';
import { ReviewRoute } from './route/review-route.js';
import { Settlement } from './route/settlement.js';
import { StepDecisions } from './route/step-decisions.js';
import { StepsController } from './route/steps.controller.js';
import { Steps } from './route/steps.js';
import { TakeBack } from './route/take-back.js';
import { WaitingSteps } from './route/waiting-steps.js';
import { AgreementSheet } from './sheet/agreement-sheet.js';
import { BodySheet } from './sheet/body-sheet.js';
import { PublicSheets, PublicSheetsController } from './sheet/public-sheets.js';
import { SheetWriter } from './sheet/sheet-writer.js';
import { ActSignatures } from './signing/act-signatures.js';
import { SignatureEffects } from './signing/signature-effects.js';
import { SignedContent } from './signing/signed-content.js';
import { SignedSteps } from './signing/signed-steps.js';
import { WaitingDeeds } from './signing/waiting-deeds.js';
import { RouteTemplatesController } from './templates/route-templates.controller.js';
import { RouteTemplates } from './templates/route-templates.js';
import { CountedActTerms } from './terms/counted-terms.js';
import { ProlongationsController } from './terms/prolongations.controller.js';
import { Prolongations } from './terms/prolongations.js';
import { ProlongedTerms } from './terms/prolonged-terms.js';
import { ReviewTerms } from './terms/review-terms.js';
import { ActTextsController } from './texts/act-texts.controller.js';
import { ActTextsQueries } from './texts/act-texts.js';
import { ChangeReasons } from './texts/change-reasons.js';

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
              ActViewsController,
              BoardController,
              DraftActsController,
              DraftActFilesController,
              StepsController,
              BodiesController,
              ReaddressingController,
              GoingOnController,
              ProlongationsController,
              RouteTemplatesController,
              ActTextsController,
              OfficialUseController,
              OpeningsController,
              PublicSheetsController,
              StepRemarksController,
              RemarksController,
              ActProtocolsController,
              ProtocolsController,
              PackageController,
              OfficeController,
              ClosingController,
              HandOverSettingsController,
            ]
          : [],
      providers: [
        ActFiles,
        ActListQueries,
        ActReaders,
        ActSignatures,
        ActStore,
        ActTextsQueries,
        ActWork,
        AgreementSheet,
        BoardExport,
        BoardQueries,
        BodyList,
        BodyListEntries,
        BodySuggestions,
        Archive,
        BodySheet,
        CallingOff,
        CardLifecycle,
        CardWriter,
        ChangeReasons,
        CountedActTerms,
        Courier,
        CoverLetters,
        Deliveries,
        DeliveryClaims,
        DeliveryResults,
        DeliveryStops,
        Dispatch,
        DraftActsQueries,
        DraftActsService,
        EdmsSender,
        { provide: EDMS_TIMES, useValue: USUAL_EDMS_TIMES },
        EdmsWayKeeping,
        EdmsWays,
        FileWords,
        HandOverKeeping,
        HandingOver,
        HistoryQueries,
        InternalRoute,
        LetterDrawer,
        LetterRoute,
        LetterSigning,
        LetterTemplates,
        LetterValues,
        LetterWriter,
        NamedReaders,
        Numbers,
        PlanRunner,
        OfficeDecision,
        OfficeOpener,
        OfficeRoute,
        OfficialUse,
        Openings,
        Prolongations,
        ProlongedTerms,
        ReviewTerms,
        PackageBuilder,
        PackageContents,
        PackageDispatch,
        PublicSheets,
        Readings,
        ProtocolFiles,
        ProtocolHeads,
        ProtocolMaker,
        ProtocolQueries,
        ProtocolSides,
        ProtocolSigning,
        ProtocolStore,
        ProtocolTasks,
        ProtocolWriter,
        Protocols,
        RemarkAnswers,
        RemarkDrafts,
        RemarkExport,
        PickedPlaces,
        RemarkMoves,
        RemarkPlaces,
        RemarkRegisterQueries,
        RemarkTasks,
        RemarkTerms,
        Receipts,
        RecordNames,
        RequisitesFinder,
        ReviewMoves,
        ReviewOpener,
        Readdressing,
        GoingOn,
        ReviewReturns,
        ReviewRoute,
        RouteTemplates,
        ListExport,
        SavedViews,
        ScannedFiles,
        Settlement,
        SheetWriter,
        SignatureEffects,
        SignedContent,
        SignedSteps,
        StepDecisions,
        Speakers,
        StepRemarks,
        Steps,
        TakeBack,
        TalkTasks,
        SubmissionDecisions,
        SignedProtocols,
        SubmissionMoves,
        VersionMoves,
        WaitingDeeds,
        WaitingSteps,
        Withdrawals,
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
    ...faultsOf(REMARK_MACHINE, REMARK_STATES),
    ...faultsOf(PROTOCOL_MACHINE, PROTOCOL_STATES),
    ...faultsOf(SUBMISSION_MACHINE, SUBMISSION_STATES),
    ...faultsOf(DELIVERY_MACHINE, DELIVERY_STATES),
  ];
  if (faults.length > 0) throw new Error(`The state tables are unsound: ${faults.join('; ')}`);
}
