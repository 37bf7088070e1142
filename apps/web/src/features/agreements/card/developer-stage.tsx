import type { ActCard, PersonRef, Step, Version } from '#contracts';
import { formatMoment } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Disclosure } from '../../../ui/disclosure';
import { type NodeState, ParallelGroup, Stage, Visa } from '../../../ui/route';
import { useNow } from '../../../ui/use-now';
import { developerPassages } from './route-order';
import { StepVisa } from './step-visa';

interface StageProps {
  card: ActCard;
  /** Ids of the steps that wait for the reader */
  turn: ReadonlySet<string>;
}

const PREPARING = ['draft', 'units', 'legal_visa', 'head_signature', 'discarded'];

/** Inside the developer body: units, the legal service, the head (775:15). */
export function DeveloperStage({ card, turn }: StageProps) {
  const t = useT();
  const language = useLanguage();
  const { version } = card;
  const { now, earlier } = developerPassages(version);
  const preparing = PREPARING.includes(version.state);
  return (
    <Stage
      state={stageState(version, now, turn)}
      title={t('agreements.route.developer', { body: card.developerBody.shortName[language] })}
      note={<StageNote version={version} />}
    >
      <Earlier steps={earlier} actId={card.id} />
      {preparing ? (
        <Steps card={card} steps={now} turn={turn} />
      ) : (
        now.length > 0 && (
          <Disclosure
            summary={(open) => t('agreements.route.visas', { count: now.length, open: String(open) })}
          >
            <Steps card={card} steps={now} turn={turn} />
          </Disclosure>
        )
      )}
    </Stage>
  );
}

function stageState({ state }: Version, now: readonly Step[], turn: ReadonlySet<string>): NodeState {
  if (!PREPARING.includes(state)) return 'done';
  if (now.some(({ id }) => turn.has(id))) return 'turn';
  return state === 'draft' || state === 'discarded' ? 'unopened' : 'opened';
}

function StageNote({ version }: { version: Version }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  if (version.state === 'draft') return t('agreements.route.notSent');
  if (version.dispatchedAt === null) return null;
  return t('agreements.route.dispatched', { moment: formatMoment(language, version.dispatchedAt, now) });
}

/** Passages that were returned, folded. */
export function Earlier({ steps, actId }: { steps: readonly Step[]; actId: string }) {
  const t = useT();
  if (steps.length === 0) return null;
  return (
    <Disclosure summary={t('agreements.route.earlier', { count: steps.length })}>
      <ul className="parallel">
        {steps.map((step) => (
          <StepVisa actId={actId} step={step} mine={false} key={step.id} />
        ))}
      </ul>
    </Disclosure>
  );
}

function Steps({ card, steps, turn }: StageProps & { steps: readonly Step[] }) {
  const { version } = card;
  const units = steps.filter(({ kind }) => kind === 'unit_agreement');
  const others = steps.filter(({ kind }) => kind !== 'unit_agreement');
  const has = (kind: Step['kind']) => others.some((step) => step.kind === kind);
  return (
    <ParallelGroup>
      {steps.length === 0 && <UnitsToAsk version={version} />}
      {units.map((step) => (
        <StepVisa actId={card.id} step={step} mine={turn.has(step.id)} key={step.id} />
      ))}
      {others.map((step) => (
        <StepVisa actId={card.id} step={step} mine={turn.has(step.id)} key={step.id} />
      ))}
      {!has('legal_visa') && <Later person={version.legalHead} unknown="agreements.fact.legalHead" />}
      {!has('developer_signature') && <Later person={version.bodyHead} unknown="agreements.fact.bodyHead" />}
    </ParallelGroup>
  );
}

function UnitsToAsk({ version }: { version: Version }) {
  const t = useT();
  const language = useLanguage();
  return version.interestedUnits.map((unit) => (
    <Visa state="locked" who={unit.name[language]} word={t('agreements.notYet')} key={unit.id} />
  ));
}

/** Somebody whose turn has not come. */
function Later({ person, unknown }: { person: PersonRef | null; unknown: MessageId }) {
  const t = useT();
  const language = useLanguage();
  return (
    <Visa
      state="locked"
      who={person?.fullName ?? t(unknown)}
      post={person ? person.post[language] : t('agreements.notChosen')}
      word={t('agreements.notYet')}
    />
  );
}
