import { useState } from 'react';
import type { ActCard, Step } from '#contracts';
import { formatMoment } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { useErrorWords } from '../../../ui/states';
import { Status } from '../../../ui/status';
import { toast, toastFailure } from '../../../ui/toast';
import { useNow } from '../../../ui/use-now';
import { isOutdated, useCommand } from '../deeds';
import { goOn } from '../steps/steps-api';
import { Confirm } from './confirm';
import { awaitedUnits, stepLook } from './step-words';

/** For the executor: whom he waits for before he sums up, since when, and from when he may go on without them (775:17). */
export function AwaitedUnits({ card }: { card: ActCard }) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const now = useNow();
  const [asked, setAsked] = useState(false);
  const review = card.version.reviews.find(({ id }) => id === card.ownReviewId);
  const awaited = awaitedUnits(review?.inner?.steps ?? []);
  const go = useCommand(
    () => goOn(review?.id ?? ''),
    () => toast(t('agreements.goOn.done')),
    // The dialog goes with the panel.
    (error) => isOutdated(error) && toastFailure(errorWords(error)),
  );
  if (!review || !card.can.askUnit || awaited.length === 0) return null;
  const until = awaited
    .flatMap(({ dueAt }) => dueAt ?? [])
    .sort()
    .at(-1);
  return (
    <>
      <Notice
        tone={card.can.goOn ? 'soon' : 'live'}
        title={t('agreements.goOn.title', { count: awaited.length })}
      >
        <div className="stack">
          <ul className="stack">
            {awaited.map((step) => (
              <AwaitedUnit step={step} now={now} key={step.id} />
            ))}
          </ul>
          {card.can.goOn ? (
            <p>
              <Button onClick={() => setAsked(true)}>{t('agreements.goOn.verb')}</Button>
            </p>
          ) : (
            until && <p>{t('agreements.goOn.from', { moment: formatMoment(language, until, now) })}</p>
          )}
        </div>
      </Notice>
      {asked && (
        <Confirm
          title={t('agreements.goOn.verb')}
          text={t('agreements.goOn.text')}
          verb={t('agreements.goOn.verb')}
          busy={go.isPending}
          error={go.error}
          onClose={() => setAsked(false)}
          onConfirm={() => go.mutate(undefined, { onSuccess: () => setAsked(false) })}
        />
      )}
    </>
  );
}

function AwaitedUnit({ step, now }: { step: Step; now: Date }) {
  const t = useT();
  const language = useLanguage();
  const { state, word } = stepLook(step, false, now);
  const names = step.assignees.map(({ fullName }) => fullName).join(', ');
  return (
    <li>
      {step.unit?.name[language]} ({names}),{' '}
      {t('agreements.since', { moment: formatMoment(language, step.createdAt, now) })}
      <br />
      <Status tone={state === 'silent' ? 'late' : 'idle'}>{t(word)}</Status>
    </li>
  );
}
