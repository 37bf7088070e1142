import type { ActCard, Submission } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { type NodeState, ParallelGroup, Route, Stage } from '../../../ui/route';
import { Earlier } from '../card/developer-stage';
import { StepVisa } from '../card/step-visa';
import { STAGES, SUBMISSION_LOOKS } from './delivery-words';

interface RouteProps {
  card: ActCard;
  submission: Submission;
}

/** Two stops: the letter is signed in the developer body (775:22), then the Office considers (775:23). */
export function SubmissionRoute({ card, submission }: RouteProps) {
  const t = useT();
  const language = useLanguage();
  const turn = new Set(card.turn.map(({ id }) => id));
  const letter = submission.steps.filter(({ kind }) => kind === 'letter_signature');
  const office = submission.steps.filter(({ kind }) => kind !== 'letter_signature');
  // A letter that came back, or was taken back, is signed anew: what went before is folded.
  const now = letter.slice(-1);
  const word = t(SUBMISSION_LOOKS[submission.state].word);
  const visas = (steps: Submission['steps']) => (
    <ParallelGroup>
      {steps.map((step) => (
        <StepVisa card={card} step={step} mine={turn.has(step.id)} key={step.id} />
      ))}
    </ParallelGroup>
  );
  return (
    <Route>
      <Stage
        state={letterState(submission)}
        title={t('agreements.letter.stage', { body: card.developerBody.shortName[language] })}
        note={office.length === 0 ? word : undefined}
      >
        <Earlier steps={letter.slice(0, -1)} card={card} />
        {visas(now)}
      </Stage>
      {office.length > 0 && (
        <Stage state={STAGES[submission.state]} title={submission.office.name[language]} note={word}>
          {visas(office)}
        </Stage>
      )}
    </Route>
  );
}

function letterState({ state, signedBy }: Submission): NodeState {
  return signedBy ? 'done' : STAGES[state];
}
