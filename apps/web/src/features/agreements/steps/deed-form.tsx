import type { ActCard } from '#contracts';
import { useLanguage } from '../../../i18n/i18n';
import type { DeedForm as OpenDeed } from './open-forms';
import { type ReasonDeed, ReasonForm, useOtherBodies, useOtherUnits } from './reason-form';
import type { StepFormProps } from './step-form';
import {
  addBody,
  askUnit,
  decideProlongation,
  decideSuggestion,
  giveBack,
  rework,
  sendBack,
  suggestBody,
  withdrawBody,
} from './steps-api';
import { useUnitsDay } from './units-day';

/** Deeds with a reason: back to a unit or to the developer, and what is done with the list of bodies. */
export function DeedForm({ card, open, ...rest }: StepFormProps & { card: ActCard; open: OpenDeed }) {
  return <ReasonForm deed={useDeed(card, open)} {...rest} />;
}

function useDeed(card: ActCard, open: OpenDeed): ReasonDeed {
  const language = useLanguage();
  const others = useOtherBodies(card);
  const units = useOtherUnits(open.form === 'askUnit' ? open.review : undefined);
  const unitsDay = useUnitsDay(card.version.reviews.find(({ id }) => id === card.ownReviewId));
  switch (open.form) {
    case 'rework':
      return {
        draft: `step.${open.step.id}.rework`,
        title: 'agreements.verb.rework',
        hint: 'agreements.rework.hint',
        note: unitsDay,
        icon: 'undo',
        run: (reason) => rework(open.step.id, reason),
        done: 'agreements.done.returned',
      };
    case 'decline':
      return {
        draft: `step.${open.step.id}.decline`,
        title: 'agreements.verb.declineOpinion',
        hint: 'agreements.declineOpinion.hint',
        icon: 'undo',
        run: (reason) => giveBack(open.step.id, reason),
        done: 'agreements.declineOpinion.done',
      };
    case 'askUnit':
      return {
        draft: `review.${open.review.id}.ask-unit`,
        title: 'agreements.verb.askUnit',
        hint: 'agreements.askUnit.hint',
        note: unitsDay,
        icon: 'plus',
        pick: { label: 'agreements.unit', optional: false, options: units },
        run: (reason, unitId) => askUnit(open.review.id, { reason, unitId: unitId ?? '' }),
        done: 'agreements.askUnit.done',
      };
    case 'sendBack':
      return {
        draft: `step.${open.step.id}.send-back`,
        title: 'agreements.verb.sendBack',
        hint: 'agreements.sendBack.hint',
        icon: 'undo',
        pick: { label: 'agreements.sendBack.body', optional: true, options: others },
        run: (reason, bodyId) => sendBack(open.step.id, { reason, bodyId }),
        done: 'agreements.sendBack.done',
      };
    case 'addBody':
      return {
        draft: `act.${card.id}.add-body`,
        title: 'agreements.verb.addBody',
        hint: 'agreements.addBody.hint',
        icon: 'plus',
        pick: { label: 'agreements.addBody.body', optional: false, options: others },
        run: (reason, bodyId) => addBody(card.id, { reason, bodyId: bodyId ?? '' }),
        done: 'agreements.addBody.done',
      };
    case 'withdrawBody':
      return {
        draft: `act.${card.id}.withdraw-body`,
        title: 'agreements.verb.withdrawBody',
        hint: 'agreements.withdrawBody.hint',
        icon: 'close',
        pick: {
          label: 'agreements.addBody.body',
          optional: false,
          options: card.version.reviews
            .filter(({ state }) => state !== 'settled' && state !== 'withdrawn')
            .map(({ body }) => ({ id: body.id, label: body.name[language] })),
        },
        run: (reason, bodyId) => withdrawBody(card.id, { reason, bodyId: bodyId ?? '' }),
        done: 'agreements.withdrawBody.done',
      };
    case 'suggestBody':
      return {
        draft: `act.${card.id}.suggest-body`,
        title: 'agreements.verb.suggestBody',
        hint: 'agreements.suggestBody.hint',
        icon: 'plus',
        pick: { label: 'agreements.addBody.body', optional: false, options: others },
        run: (reason, bodyId) => suggestBody(card.ownReviewId ?? '', { reason, bodyId: bodyId ?? '' }),
        done: 'agreements.suggestBody.done',
      };
    case 'prolongation':
      return {
        draft: `prolongation.${open.asked.id}.${open.grant}`,
        title: open.grant ? 'agreements.verb.grantProlongation' : 'agreements.verb.refuseProlongation',
        icon: open.grant ? 'check' : 'close',
        run: (reason) => decideProlongation(open.asked.id, { grant: open.grant, reason }),
        done: 'agreements.suggestion.answered',
      };
    case 'suggestion':
      return {
        draft: `suggestion.${open.suggestion.id}.${open.accept}`,
        title: open.accept ? 'agreements.verb.acceptBody' : 'agreements.verb.declineBody',
        icon: open.accept ? 'check' : 'close',
        run: (reason) => decideSuggestion(open.suggestion.id, { accept: open.accept, reason }),
        done: 'agreements.suggestion.answered',
      };
  }
}
