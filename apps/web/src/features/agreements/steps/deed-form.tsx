import { useQuery } from '@tanstack/react-query';
import type { ActCard, Language } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { Option } from '../../../ui/combo-box';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { bodiesQuery, ownStructureQuery } from '../agreements-queries';
import { otherBodies, otherUnits } from '../choices';
import type { DeedForm as OpenDeed } from './open-forms';
import { type ReasonDeed, ReasonForm } from './reason-form';
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
import { ProlongedTerm } from './term-preview';
import { useUnitsDay } from './units-day';

/** Deeds with a reason: back to a unit or to the developer, and what is done with the list of bodies. */
export function DeedForm({ card, open, ...rest }: StepFormProps & { card: ActCard; open: OpenDeed }) {
  const language = useLanguage();
  const { options, failed } = useOffered(card, open);
  const unitsDay = useUnitsDay(card.version.reviews.find(({ id }) => id === card.ownReviewId));
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!options) return <Skeleton />;
  const deed = deedOf(card, open, { offered: options, unitsDay }, language);
  return <ReasonForm deed={deed} about={<About card={card} open={open} />} {...rest} />;
}

/** Several bodies may ask for something at once: which of it the form decides, and what comes of it. */
function About({ card, open }: { card: ActCard; open: OpenDeed }) {
  const t = useT();
  const language = useLanguage();
  if (open.form === 'suggestion') {
    return <p>{t('agreements.suggestion.title', { body: open.suggestion.body.shortName[language] })}</p>;
  }
  if (open.form !== 'prolongation') return null;
  const { id: askedId, workingDays: days } = open.asked;
  const review = card.version.reviews.find(({ prolongations }) =>
    prolongations.some(({ id }) => id === askedId),
  );
  if (!review) return null;
  const range = { min: days, max: days };
  return (
    <>
      <p>{t('agreements.prolong.title', { body: review.body.shortName[language], days })}</p>
      {open.grant && <ProlongedTerm actId={card.id} reviewId={review.id} days={days} range={range} />}
    </>
  );
}

/** What of the directory such a deed offers for choosing; undefined while it comes. */
function useOffered(card: ActCard, open: OpenDeed) {
  const language = useLanguage();
  const isOfUnit = open.form === 'askUnit';
  const isOfBody = open.form === 'sendBack' || open.form === 'addBody' || open.form === 'suggestBody';
  const bodies = useQuery({ ...bodiesQuery, enabled: isOfBody });
  const structure = useQuery({ ...ownStructureQuery, enabled: isOfUnit });
  const failed = [bodies, structure].find(({ isError, data }) => isError && !data);
  let options: Option[] | undefined = [];
  if (isOfBody) options = bodies.data && otherBodies(bodies.data.items, card, language);
  if (isOfUnit) options = structure.data && otherUnits(structure.data, open.review, language);
  return { options, failed };
}

function deedOf(
  card: ActCard,
  open: OpenDeed,
  { offered, unitsDay }: { offered: readonly Option[]; unitsDay: ReasonDeed['note'] },
  language: Language,
): ReasonDeed {
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
        pick: { label: 'agreements.unit', optional: false, options: offered },
        run: (reason, unitId) => askUnit(open.review.id, { reason, unitId: unitId ?? '' }),
        done: 'agreements.askUnit.done',
      };
    case 'sendBack':
      return {
        draft: `step.${open.step.id}.send-back`,
        title: 'agreements.verb.sendBack',
        hint: 'agreements.sendBack.hint',
        icon: 'undo',
        pick: { label: 'agreements.sendBack.body', optional: true, options: offered },
        run: (reason, bodyId) => sendBack(open.step.id, { reason, bodyId }),
        done: 'agreements.sendBack.done',
      };
    case 'addBody':
      return {
        draft: `act.${card.id}.add-body`,
        title: 'agreements.verb.addBody',
        hint: 'agreements.addBody.hint',
        icon: 'plus',
        pick: { label: 'agreements.addBody.body', optional: false, options: offered },
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
        pick: { label: 'agreements.addBody.body', optional: false, options: offered },
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
