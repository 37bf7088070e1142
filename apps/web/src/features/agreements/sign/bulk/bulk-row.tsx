import { Link } from '@tanstack/react-router';
import { formatActNumber, formatSize, formatTime } from '../../../../i18n/format';
import { type Translate, useLanguage, useT } from '../../../../i18n/i18n';
import type { MessageId } from '../../../../i18n/ids';
import { Disclosure } from '../../../../ui/disclosure';
import type { IconName } from '../../../../ui/icon';
import { Status, type Tone } from '../../../../ui/status';
import { OUTCOME_WORDS } from '../../card/step-words';
import UnsignedProtocols from '../../protocol/unsigned-protocols';
import { signWords } from '../sign-words';
import { decisionOf } from '../signed-decision';
import { SignedObjects } from '../signed-objects';
import type { BulkRow, Ready, RowState } from './bulk-signing';

const LOOKS: Readonly<Record<RowState['at'], { tone: Tone; icon: IconName; word: MessageId }>> = {
  waiting: { tone: 'idle', icon: 'wait', word: 'sign.bulk.waiting' },
  preparing: { tone: 'live', icon: 'compare', word: 'sign.bulk.preparing' },
  ready: { tone: 'idle', icon: 'shield', word: 'sign.bulk.ready' },
  signing: { tone: 'live', icon: 'key', word: 'sign.bulk.signing' },
  sending: { tone: 'live', icon: 'send', word: 'sign.bulk.sending' },
  done: { tone: 'done', icon: 'done', word: 'sign.bulk.done' },
  held: { tone: 'soon', icon: 'wait', word: 'sign.waiting.short' },
  failed: { tone: 'late', icon: 'refused', word: 'sign.notSigned' },
};

/** One document of the list: what it is, what is signed in it, and how far it has come. */
export function BulkRowView({ row, verb }: { row: BulkRow; verb: MessageId }) {
  const t = useT();
  const { item, state, ready } = row;
  const { tone, icon } = LOOKS[state.at];
  const number = state.at === 'done' || state.at === 'held' ? state.number : item.number;
  return (
    <li className="bulk-row" data-state={state.at}>
      <div>
        <Link
          to="/agreements/$id"
          params={{ id: item.subjectId }}
          target="_blank"
          rel="noopener"
          lang={item.titleLanguage}
        >
          {item.title}
        </Link>
        <p className="note soft">
          {[number ? formatActNumber(number) : t('inbox.noNumber'), t(verb), ready && outcomeWords(t, ready)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {ready && <Files ready={ready} />}
        {ready && item.verb === 'sign_letter' && !isTaken(state) && (
          <UnsignedProtocols card={ready.card} elsewhere />
        )}
        {state.at === 'failed' && (
          <p className="note">
            {t(signWords(state.failure.code).what, state.failure.values)}{' '}
            <span className="code faint">{state.failure.code}</span>
          </p>
        )}
      </div>
      <Status tone={tone} icon={icon}>
        {stateWords(t, state)}
      </Status>
    </li>
  );
}

const isTaken = ({ at }: RowState): boolean => at === 'done' || at === 'held';

function stateWords(t: Translate, state: RowState): string {
  // Whether it was taken is not known: it is sent again, and taken once.
  if (state.at === 'failed' && state.retry === 'send') return t('sign.noAnswer');
  const word = t(LOOKS[state.at].word);
  return state.at === 'done' && state.signedAt ? `${word}, ${formatTime(state.signedAt)}` : word;
}

function Files({ ready: { prepared } }: { ready: Ready }) {
  const t = useT();
  const language = useLanguage();
  const files = prepared.preparation.objects.filter(({ href }) => href !== null);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return (
    <Disclosure summary={t('sign.bulk.files', { count: files.length, size: formatSize(language, size) })}>
      <SignedObjects prepared={prepared} />
    </Disclosure>
  );
}

/** The outcome that is signed, as the statement has it; only a body's signature has one. */
function outcomeWords(t: Translate, { prepared }: Ready): string | null {
  const { outcome } = decisionOf(prepared);
  return outcome ? t(OUTCOME_WORDS[outcome]) : null;
}
