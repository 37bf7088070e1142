import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n';
import { Icon, type IconName } from './icon';
import { Status, type Tone } from './status';
import './styles/route.css';

/** State of a stage or a visa on the route; drawn as its circle. */
export type NodeState =
  | 'done'
  | 'remarks'
  | 'refused'
  | 'returned'
  | 'opened'
  | 'parallel'
  | 'unopened'
  | 'turn'
  | 'silent'
  | 'locked';

const NODES: Readonly<Record<NodeState, { look: string; icon: IconName | null; tone: Tone }>> = {
  done: { look: 'done', icon: 'check', tone: 'done' },
  remarks: { look: 'soon', icon: 'note', tone: 'soon' },
  refused: { look: 'late', icon: 'close', tone: 'late' },
  returned: { look: 'soon', icon: 'undo', tone: 'soon' },
  opened: { look: 'live', icon: 'opened', tone: 'live' },
  parallel: { look: 'live', icon: 'parallel', tone: 'live' },
  unopened: { look: 'unopened', icon: null, tone: 'idle' },
  silent: { look: 'late', icon: 'overdue', tone: 'late' },
  turn: { look: 'turn', icon: 'turn', tone: 'turn' },
  locked: { look: 'idle', icon: 'lock', tone: 'idle' },
};

function Node({ state }: { state: NodeState }) {
  const { look, icon } = NODES[state];
  return (
    <span className={`node node-${look}`} aria-hidden="true">
      {icon && <Icon name={icon} />}
    </span>
  );
}

/** The way of an act as a timeline of Stage. */
export function Route({ children }: { children: ReactNode }) {
  return (
    <div className="route">
      <ol>{children}</ol>
    </div>
  );
}

interface StageProps {
  state: NodeState;
  title: string;
  note?: ReactNode;
  children?: ReactNode;
}

/** One stop of the route; what happens inside it is a ParallelGroup or a Disclosure. */
export function Stage({ state, title, note, children }: StageProps) {
  return (
    <li className="stage" data-state={state}>
      <Node state={state} />
      <div className="stage-head">
        <h3>{title}</h3>
        {note && <span className="note">{note}</span>}
      </div>
      {children}
    </li>
  );
}

/** Visas given side by side, in one box. `label` where the group has no stage of its own. */
export function ParallelGroup({ label, children }: { label?: string | undefined; children: ReactNode }) {
  return (
    <>
      {label && (
        <p className="parallel-label">
          <Icon name="parallel" small />
          {label}
        </p>
      )}
      <ul className="parallel">{children}</ul>
    </>
  );
}

/** The route inside one body, hanging from its Visa. */
export function InnerRoute({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className="inner-route" aria-label={label}>
      {children}
    </ol>
  );
}

interface VisaProps {
  state: NodeState;
  /** Person or body */
  who: ReactNode;
  /** Post, unit or head */
  post?: ReactNode;
  /** The state in words; a deed in the past tense where it is done */
  word: string;
  /** Date and time in words, and the instant itself */
  when?: { words: string; instant: string } | undefined;
  /** Signed with a key */
  signed?: boolean;
  /** How it stands with the signature */
  signature?: ReactNode;
  /** The reader's own */
  mine?: boolean;
  comment?: ReactNode;
  /** An InnerRoute */
  children?: ReactNode;
}

/** One decision on the route: who, with what outcome, when, and whether by EDS. */
export function Visa({
  state,
  who,
  post,
  word,
  when,
  signed,
  signature,
  mine,
  comment,
  children,
}: VisaProps) {
  const t = useT();
  return (
    <li className="visa" data-mine={mine ? '' : undefined}>
      <Node state={state} />
      <div className="who">
        {who}
        {post && <span>{post}</span>}
      </div>
      <div className="word">
        <Status tone={NODES[state].tone}>{word}</Status>
      </div>
      <div className="when">
        {when && <time dateTime={when.instant}>{when.words}</time>}
        {signed && (
          <span className="signed">
            <Icon name="sign" /> {t('ui.eds')}
          </span>
        )}
        {signature}
      </div>
      {comment && <div className="comment">{comment}</div>}
      {children}
    </li>
  );
}
