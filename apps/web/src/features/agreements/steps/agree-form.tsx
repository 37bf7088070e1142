import { type ActCard, agreeBody, type Step } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { TextArea } from '../../../ui/field';
import { agreeWords, PROPOSED_WORDS } from '../card/step-words';
import { useCommand } from '../deeds';
import { useDraft } from '../drafts';
import { check, useFaults } from '../faults';
import { StepForm, type StepFormProps } from './step-form';
import { agree } from './steps-api';

const COMMENT = 'agree-comment';

/** Agreement of a unit with the draft, or with the outcome (775:15, 18), or the Office's acceptance (775:23); the comment may be left out. */
export function AgreeForm({ card, step, onClose, onDone }: StepFormProps & { card: ActCard; step: Step }) {
  const t = useT();
  const { value, change, drop, touched } = useDraft(`step.${step.id}.agree`, { comment: '' });
  const label = t('agreements.comment');
  const words = agreeWords(step.kind);
  const verb = t(words.verb);
  const inner = card.version.reviews.find(({ id }) => id === card.ownReviewId)?.inner;
  const proposed = step.kind === 'outcome_agreement' ? inner?.proposedOutcome : null;
  const faults = useFaults({
    fieldAt: () => ({ id: COMMENT, label }),
    body: value,
    find: () => check(agreeBody, value),
  });
  const command = useCommand(() => agree(step.id, value.comment));

  function submit(): void {
    if (!faults.accept()) return;
    command.mutate(undefined, {
      onSuccess: () => {
        drop();
        onDone(t(words.done));
      },
      onError: faults.refuse,
    });
  }

  return (
    <StepForm
      title={verb}
      verb={verb}
      icon="check"
      faults={faults}
      touched={touched}
      busy={command.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {proposed && <p>{t('agreements.agreeOutcome', { outcome: t(PROPOSED_WORDS[proposed]) })}</p>}
      <TextArea
        id={COMMENT}
        label={label}
        optional
        error={faults.faultOf(COMMENT)}
        value={value.comment}
        onChange={({ target }) => change({ comment: target.value })}
      />
    </StepForm>
  );
}
