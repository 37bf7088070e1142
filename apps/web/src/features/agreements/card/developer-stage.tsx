import type { ActCard, PlanStep, StageOrder, Step, Version } from '#contracts';
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
      <Earlier steps={earlier} card={card} />
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

/** Passages that were returned or recalled, folded. */
export function Earlier({ steps, card }: { steps: readonly Step[]; card: ActCard }) {
  const t = useT();
  if (steps.length === 0) return null;
  return (
    <Disclosure summary={t('agreements.route.earlier', { count: steps.length })}>
      <ul className="parallel">
        {steps.map((step) => (
          <StepVisa card={card} step={step} mine={false} key={step.id} />
        ))}
      </ul>
    </Disclosure>
  );
}

/** The plan stage by stage: what was taken of it as it stands, the rest as it will be asked (775:15, 64). */
function Steps({ card, steps, turn }: StageProps & { steps: readonly Step[] }) {
  const t = useT();
  const { plan, internalTermDays } = card.version;
  const waits = plan.stages.some(({ steps: asked }) => asked.some(({ key }) => !standing(steps, key)));
  return (
    <>
      {plan.stages.map(({ order, steps: asked }) => (
        <ParallelGroup label={asked.length > 1 ? t(ORDER_WORDS[order]) : undefined} key={asked[0]?.key}>
          {asked.map((planned) => {
            const step = standing(steps, planned.key);
            return step ? (
              <StepVisa card={card} step={step} mine={turn.has(step.id)} key={planned.key} />
            ) : (
              <Later version={card.version} planned={planned} key={planned.key} />
            );
          })}
        </ParallelGroup>
      ))}
      {waits && <p className="note soft">{t('agreements.plan.termOnceAsked', { days: internalTermDays })}</p>}
    </>
  );
}

const ORDER_WORDS = {
  parallel: 'agreements.plan.parallel',
  sequence: 'agreements.plan.sequence',
} as const satisfies Record<StageOrder, MessageId>;

/** The last step of the passage that was opened for it. */
const standing = (steps: readonly Step[], key: string): Step | undefined =>
  steps.findLast(({ planKey }) => planKey === key);

/** Somebody whose turn has not come. */
function Later({ version, planned }: { version: Version; planned: PlanStep }) {
  const t = useT();
  const language = useLanguage();
  const { kind, unit } = planned;
  const named = kind === 'legal_visa' || kind === 'developer_signature';
  const person = kind === 'legal_visa' ? version.legalHead : named ? version.bodyHead : planned.person;
  const post = person
    ? person.post[language]
    : t(named ? 'agreements.notChosen' : 'agreements.role.unitHead');
  const role = t(kind === 'legal_visa' ? 'agreements.fact.legalHead' : 'agreements.fact.bodyHead');
  const unitName = kind === 'unit_agreement' ? unit?.name[language] : undefined;
  return (
    <Visa
      state="locked"
      who={unitName ?? person?.fullName ?? role}
      post={post}
      word={t('agreements.notYet')}
    />
  );
}
