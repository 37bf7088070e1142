import type { Persistence } from '#kernel';
import { ActVersion } from './acts/act-version.entity.js';
import { DraftAct } from './acts/draft-act.entity.js';
import { FileWordsRow } from './acts/file-words.entity.js';
import { NumberCounter } from './acts/number-counter.entity.js';
import { Delivery } from './edms/delivery.entity.js';
import { EdmsWay } from './edms/edms-way.entity.js';
import { SavedViewRow } from './list/saved-view.entity.js';
import { CreateAgreements1700000050000 } from './migrations/1700000050000-create-agreements.js';
import { AddSheetCode1700000060000 } from './migrations/1700000060000-add-sheet-code.js';
import { AddPendingSignature1700000073000 } from './migrations/1700000073000-add-pending-signature.js';
import { NameOutcomesInNews1700000074000 } from './migrations/1700000074000-name-outcomes-in-news.js';
import { AddOfficialUse1700000160100 } from './migrations/1700000160100-add-official-use.js';
import { OpenMarkedActsInPerson1700000182000 } from './migrations/1700000182000-open-marked-acts-in-person.js';
import { FindHoldersOfFiles1700000182200 } from './migrations/1700000182200-find-holders-of-files.js';
import { FindActsByWords1700000190001 } from './migrations/1700000190001-find-acts-by-words.js';
import { FindStepsOfActs1700000190002 } from './migrations/1700000190002-find-steps-of-acts.js';
import { FindReviewsOfVersions1700000190003 } from './migrations/1700000190003-find-reviews-of-versions.js';
import { NameClosingOfTerms1700000191020 } from './migrations/1700000191020-name-closing-of-terms.js';
import { CloseActsToWhoWentOver1700000193100 } from './migrations/1700000193100-close-acts-to-who-went-over.js';
import { AddChangeReasons1700000201010 } from './migrations/1700000201010-add-change-reasons.js';
import { AddRemarks1700000202000 } from './migrations/1700000202000-add-remarks.js';
import { AddProtocols1700000202010 } from './migrations/1700000202010-add-protocols.js';
import { PlanRoutes1700000203000 } from './migrations/1700000203000-plan-routes.js';
import { ReverseSteps1700000203001 } from './migrations/1700000203001-reverse-steps.js';
import { ProlongTerms1700000203002 } from './migrations/1700000203002-prolong-terms.js';
import { AddRouteTemplates1700000203003 } from './migrations/1700000203003-add-route-templates.js';
import { AddSubmissions1700000204000 } from './migrations/1700000204000-add-submissions.js';
import { FindByRequisites1700000204010 } from './migrations/1700000204010-find-by-requisites.js';
import { FindByTexts1700000204020 } from './migrations/1700000204020-find-by-texts.js';
import { ListByOwners1700000205000 } from './migrations/1700000205000-list-by-owners.js';
import { AddSavedViews1700000205010 } from './migrations/1700000205010-add-saved-views.js';
import { CountActsOfBodies1700000221000 } from './migrations/1700000221000-count-acts-of-bodies.js';
import { AddOpenings1700000221010 } from './migrations/1700000221010-add-openings.js';
import { AddRemarkTerms1700000222000 } from './migrations/1700000222000-add-remark-terms.js';
import { ClaimDeliveries1700000223000 } from './migrations/1700000223000-claim-deliveries.js';
import { KeepProtocolSignaturesWaiting1700000223001 } from './migrations/1700000223001-keep-protocol-signatures-waiting.js';
import { ListWhatWaits1700000224000 } from './migrations/1700000224000-list-what-waits.js';
import { ListWhatIsNotArchived1700000224001 } from './migrations/1700000224001-list-what-is-not-archived.js';
import { ListByKindAndState1700000231001 } from './migrations/1700000231001-list-by-kind-and-state.js';
import { ListByRemarkTerms1700000233001 } from './migrations/1700000233001-list-by-remark-terms.js';
import { PassOverSilentUnits1700000233002 } from './migrations/1700000233002-pass-over-silent-units.js';
import { NameDaysOfUnits1700000241001 } from './migrations/1700000241001-name-days-of-units.js';
import { ReviseLetters1700000250001 } from './migrations/1700000250001-revise-letters.js';
import { FindTitlesByPieces1700000260001 } from './migrations/1700000260001-find-titles-by-pieces.js';
import { StopDeliveries1700000270001 } from './migrations/1700000270001-stop-deliveries.js';
import { NameDisputedRemarks1700000280001 } from './migrations/1700000280001-name-disputed-remarks.js';
import { ReviseLetterTemplates1700000290001 } from './migrations/1700000290001-revise-letter-templates.js';
import { NarrowByShownState1700000300001 } from './migrations/1700000300001-narrow-by-shown-state.js';
import { NumberEdmsWays1700000320001 } from './migrations/1700000320001-number-edms-ways.js';
import { NameInsistedRemarks1700000320002 } from './migrations/1700000320002-name-insisted-remarks.js';
import { NamedReader } from './official-use/named-reader.entity.js';
import { OpeningRow } from './openings/opening.entity.js';
import { LetterTemplateRow } from './package/letter-template.entity.js';
import { Submission } from './package/submission.entity.js';
import { ProtocolRowEntity } from './protocol/protocol.entity.js';
import { RemarkRow } from './remarks/remark.entity.js';
import { RemarkTermRow } from './remarks/remark-term.entity.js';
import { BodySuggestion } from './route/body-suggestion.entity.js';
import { Review } from './route/review.entity.js';
import { RouteStep } from './route/route-step.entity.js';
import { RouteTemplateRow } from './templates/route-template.entity.js';
import { Prolongation } from './terms/prolongation.entity.js';
import { ChangeReasonRow } from './texts/change-reason.entity.js';

export const agreementsPersistence: Persistence = {
  schema: 'agreements',
  entities: [
    ActVersion,
    BodySuggestion,
    ChangeReasonRow,
    Delivery,
    DraftAct,
    EdmsWay,
    FileWordsRow,
    LetterTemplateRow,
    NamedReader,
    NumberCounter,
    OpeningRow,
    Prolongation,
    ProtocolRowEntity,
    RemarkRow,
    RemarkTermRow,
    Review,
    RouteStep,
    RouteTemplateRow,
    SavedViewRow,
    Submission,
  ],
  migrations: [
    CreateAgreements1700000050000,
    AddSheetCode1700000060000,
    AddPendingSignature1700000073000,
    NameOutcomesInNews1700000074000,
    AddOfficialUse1700000160100,
    OpenMarkedActsInPerson1700000182000,
    FindHoldersOfFiles1700000182200,
    FindActsByWords1700000190001,
    FindStepsOfActs1700000190002,
    FindReviewsOfVersions1700000190003,
    NameClosingOfTerms1700000191020,
    CloseActsToWhoWentOver1700000193100,
    AddChangeReasons1700000201010,
    AddRemarks1700000202000,
    AddProtocols1700000202010,
    PlanRoutes1700000203000,
    ReverseSteps1700000203001,
    ProlongTerms1700000203002,
    AddRouteTemplates1700000203003,
    AddSubmissions1700000204000,
    FindByRequisites1700000204010,
    FindByTexts1700000204020,
    ListByOwners1700000205000,
    AddSavedViews1700000205010,
    CountActsOfBodies1700000221000,
    AddOpenings1700000221010,
    AddRemarkTerms1700000222000,
    ClaimDeliveries1700000223000,
    KeepProtocolSignaturesWaiting1700000223001,
    ListWhatWaits1700000224000,
    ListWhatIsNotArchived1700000224001,
    ListByKindAndState1700000231001,
    ListByRemarkTerms1700000233001,
    PassOverSilentUnits1700000233002,
    NameDaysOfUnits1700000241001,
    ReviseLetters1700000250001,
    FindTitlesByPieces1700000260001,
    StopDeliveries1700000270001,
    NameDisputedRemarks1700000280001,
    ReviseLetterTemplates1700000290001,
    NarrowByShownState1700000300001,
    NumberEdmsWays1700000320001,
    NameInsistedRemarks1700000320002,
  ],
};
