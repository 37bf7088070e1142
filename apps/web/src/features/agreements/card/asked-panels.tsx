import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ActCard, InboxItem, InboxVerb } from '#contracts';
import { useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { buttonClass } from '../../../ui/button';
import { NextStep } from '../../../ui/next-step';
import { Deadline } from '../../../ui/status';
import { aboutQuery } from '../agreements-queries';
import { InStead } from './in-stead';

interface Asked {
  what: MessageId;
  /** Name of the way there */
  go: MessageId;
  /** The register of remarks, or the protocols further down on the card */
  at: 'remarks' | 'protocols';
}

const ANSWER: Asked = { what: 'agreements.asked.answer', go: 'agreements.toAnswers', at: 'remarks' };

/** What may be asked of the reader besides the steps of the route, and where it is done. */
const ASKED: Partial<Record<InboxVerb, Asked>> = {
  answer_remarks: ANSWER,
  answer_insisted: ANSWER,
  consider_answers: { what: 'agreements.asked.consider', go: 'agreements.asked.toAnswers', at: 'remarks' },
  write_positions: { what: 'agreements.asked.write', go: 'agreements.asked.toProtocol', at: 'protocols' },
  sign_protocol: { what: 'agreements.asked.sign', go: 'agreements.asked.toProtocol', at: 'protocols' },
};

/** The talk about remarks and the protocols of disagreement, where they wait for the reader (775:17, 21). */
export function AskedPanels({ card }: { card: ActCard }) {
  const t = useT();
  const { data } = useQuery(aboutQuery(card.id));
  return data?.items.map(({ id, verb, dueAt, onBehalfOf, waitsSince }) => {
    const asked = ASKED[verb];
    if (!asked) return null;
    const insisted = asked === ANSWER ? insistedOn(card) : 0;
    if (insisted > 0)
      return <InsistedPanel key={id} card={card} count={insisted} dueAt={dueAt} onBehalfOf={onBehalfOf} />;
    // Beside a step of the route or a new version, which lead on, they are offered and no more; answers come first.
    const leads = asked === ANSWER || !card.can.placeNewVersion;
    const look = card.turn.length === 0 && leads ? 'main' : 'plain';
    // Signed already, and nothing more is needed: the portal asks the certification centre again.
    const waits = waitsSince !== null;
    return (
      <NextStep
        key={id}
        title={waits ? t('sign.waiting.title') : t('agreements.turnOf', { what: t(asked.what) })}
        note={
          <>
            {onBehalfOf && <InStead name={onBehalfOf.fullName} />}
            {dueAt && <Deadline dueAt={dueAt} />}
          </>
        }
      >
        {asked.at === 'remarks' ? (
          <Link
            className={buttonClass({ look: waits ? 'plain' : look, size: 'large' })}
            to="/agreements/$id/remarks"
            params={{ id: card.id }}
          >
            {t(asked.go)}
          </Link>
        ) : (
          <a className={buttonClass({ look: waits ? 'plain' : look, size: 'large' })} href="#protocols">
            {t(asked.go)}
          </a>
        )}
      </NextStep>
    );
  });
}

interface InsistedPanelProps extends Pick<InboxItem, 'dueAt' | 'onBehalfOf'> {
  card: ActCard;
  count: number;
}

/** Every remark has its answer, and a body insists: a protocol, a new version, or another answer (775:19, 21). */
function InsistedPanel({ card, count, dueAt, onBehalfOf }: InsistedPanelProps) {
  const t = useT();
  return (
    <NextStep
      title={t('agreements.insistedOn', { count })}
      note={
        <>
          {onBehalfOf && <InStead name={onBehalfOf.fullName} />}
          {dueAt && <Deadline dueAt={dueAt} />}
          <span>
            {t(card.can.placeNewVersion ? 'agreements.insistedNext' : 'agreements.insistedNextRunning')}
          </span>
        </>
      }
    >
      <a
        className={buttonClass({ look: card.turn.length === 0 ? 'main' : 'plain', size: 'large' })}
        href="#protocols"
      >
        {t('agreements.protocol.drawUp')}
      </a>
      <Link className={buttonClass({ size: 'large' })} to="/agreements/$id/remarks" params={{ id: card.id }}>
        {t('agreements.answerOtherwise')}
      </Link>
    </NextStep>
  );
}

/** How many remarks bodies insist on, where nothing else is left to answer; else 0. */
export const insistedOn = ({ remarkTerms }: ActCard): number =>
  remarkTerms.find(({ task }) => task === 'answer_remarks')?.insisted ?? 0;

/** What of these kinds is asked of the reader of an act; none while that is not known yet. */
export function useAsked(actId: string, ...verbs: readonly InboxVerb[]) {
  const { data } = useQuery(aboutQuery(actId));
  return (data?.items ?? []).filter(({ verb }) => verbs.includes(verb));
}

/** Until when something is asked of the reader, where a term was set; of several such things the first. */
export function AskedUntil({ actId, verb }: { actId: string; verb: InboxVerb }) {
  const [dueAt] = useAsked(actId, verb)
    .flatMap((item) => item.dueAt ?? [])
    .sort();
  return dueAt && <Deadline dueAt={dueAt} />;
}
