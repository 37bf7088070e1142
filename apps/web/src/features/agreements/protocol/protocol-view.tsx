import { lazy, Suspense, useState } from 'react';
import type { ActCard, Protocol, ProtocolState } from '#contracts';
import { useSession } from '../../../api/session';
import { formatDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { deciderName } from '../../../i18n/person';
import { Button, buttonClass } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { focusLost } from '../../../ui/page-head';
import { useErrorWords } from '../../../ui/states';
import { Status, type Tone } from '../../../ui/status';
import { toast } from '../../../ui/toast';
import { Confirm } from '../card/confirm';
import { PendingNotice } from '../card/pending-notice';
import { isOutdated } from '../deeds';
import { DisputedRemark } from './disputed-remark';
import { moveProtocol, useProtocolDeed } from './protocol-api';
import { protocolStateWords } from './protocol-words';
import { SideText } from './side-text';

// Most readers write nothing here: the forms come with their schemas, when one is opened.
const forms = () => import('./protocol-forms');
const PositionsForm = lazy(async () => ({ default: (await forms()).PositionsForm }));
const MeetingForm = lazy(async () => ({ default: (await forms()).MeetingForm }));
const ReopenForm = lazy(async () => ({ default: (await forms()).ReopenForm }));
const SignProtocol = lazy(() => import('./sign-protocol'));

const TONES: Readonly<Record<ProtocolState, Tone>> = {
  with_developer: 'soon',
  with_body: 'soon',
  to_sign: 'live',
  half_signed: 'live',
  signed: 'done',
  dropped: 'idle',
};

/** What is asked before a deed that the reader cannot take back. */
const ASKED: Readonly<Record<'fix' | 'drop', Record<'title' | 'text' | 'verb' | 'done', MessageId>>> = {
  fix: {
    title: 'agreements.protocol.fixTitle',
    text: 'agreements.protocol.fixText',
    verb: 'agreements.protocol.fixVerb',
    done: 'agreements.protocol.fixed',
  },
  drop: {
    title: 'agreements.protocol.dropTitle',
    text: 'agreements.protocol.dropText',
    verb: 'agreements.protocol.drop',
    done: 'agreements.protocol.dropped',
  },
};

type Form = 'positions' | 'meeting' | 'reopen' | 'sign';

/** One protocol: two columns of positions, who may write now, and what the reader may do (775:21). */
export function ProtocolView({ card, protocol }: { card: ActCard; protocol: Protocol }) {
  const t = useT();
  const language = useLanguage();
  const [form, setForm] = useState<Form | null>(null);
  const close = () => setForm(null);
  const { body, state, returned, meeting, file, signatures, pending } = protocol;
  const title = t('agreements.protocol.with', { body: body.shortName[language] });
  return (
    <section className="remarks-of protocol" aria-label={title} tabIndex={-1}>
      <h3 className="cluster">
        {title}
        <Status tone={TONES[state]} icon="note">
          {protocolStateWords(t, language, card, protocol)}
        </Status>
      </h3>
      {returned && (
        <Notice
          tone="soon"
          icon="undo"
          title={t('agreements.protocol.returned', { who: deciderName(t, returned.by) })}
        >
          {returned.reason}
        </Notice>
      )}
      <Suspense fallback={<Positions card={card} protocol={protocol} />}>
        {form === 'positions' ? (
          <PositionsForm card={card} protocol={protocol} onClose={close} />
        ) : (
          <Positions card={card} protocol={protocol} />
        )}
      </Suspense>
      {meeting && form !== 'meeting' && (
        <div>
          <p>
            <strong>{t('agreements.protocol.meeting', { date: formatDate(language, meeting.on) })}</strong>
          </p>
          <p className="said" lang={card.language}>
            {meeting.participants}
          </p>
          {meeting.result && (
            <p className="said" lang={card.language}>
              <span className="soft">{t('agreements.protocol.result')}:</span> {meeting.result}
            </p>
          )}
        </div>
      )}
      <Suspense>
        {form === 'meeting' && <MeetingForm protocol={protocol} onClose={close} />}
        {form === 'reopen' && <ReopenForm protocol={protocol} onClose={close} />}
      </Suspense>
      {(['developer', 'body'] as const).map((side) => {
        const given = signatures[side];
        return (
          given && (
            <p key={side}>
              <Status tone="done" icon="sign">
                {t('agreements.protocol.signedBy', {
                  body: (side === 'developer' ? card.developerBody : body).shortName[language],
                  who: deciderName(t, given.by),
                  date: formatDate(language, given.signature.signedAt),
                })}
              </Status>
            </p>
          )
        );
      })}
      {[pending.developer, pending.body].map((one) => one && <PendingNotice key={one.by.id} pending={one} />)}
      {(state === 'to_sign' || state === 'half_signed') && !file && (
        <p className="soft" role="status">
          {t('agreements.protocol.making')}
        </p>
      )}
      <div className="cluster screen-only">
        {file && (
          <a
            className={buttonClass({ size: 'small' })}
            href={`/api/agreements/protocols/${protocol.id}/file`}
          >
            <Icon name="download" small />
            {t('agreements.protocol.document')}
          </a>
        )}
        {state === 'signed' && (
          <a
            className={buttonClass({ size: 'small' })}
            href={`/api/agreements/protocols/${protocol.id}/container`}
          >
            <Icon name="shield" small />
            {t('agreements.protocol.container')}
          </a>
        )}
        {form === null && <Deeds protocol={protocol} onForm={setForm} />}
      </div>
      <Suspense>
        {form === 'sign' && <SignProtocol card={card} protocol={protocol} onClose={close} />}
      </Suspense>
    </section>
  );
}

function Deeds({ protocol, onForm }: { protocol: Protocol; onForm: (form: Form) => void }) {
  const t = useT();
  const errorWords = useErrorWords();
  const { employee } = useSession();
  const { can, id, revision, pending } = protocol;
  // Signed already: nothing more is needed, but it may be done anew.
  const waits = [pending.developer, pending.body].some(
    (one) => one?.state === 'waiting' && one.by.id === employee.id,
  );
  const move = useProtocolDeed((verb: 'pass' | 'fix' | 'drop') => moveProtocol(id, verb, revision));
  /** What can't be taken back is asked for once more. */
  const [asked, setAsked] = useState<'fix' | 'drop' | null>(null);
  // What leads on: the other side's text as it stands, else one's own to the other side.
  const next = can.fix ? 'fix' : 'pass';
  const moves = [
    { verb: 'fix', may: can.fix, word: 'agreements.protocol.fix', done: 'agreements.protocol.fixed' },
    { verb: 'pass', may: can.pass, word: 'agreements.protocol.pass', done: 'agreements.protocol.passed' },
  ] as const;
  return (
    <>
      {can.sign && (
        <Button look={waits ? 'plain' : 'main'} size="small" icon="sign" onClick={() => onForm('sign')}>
          {t('agreements.verb.sign')}
        </Button>
      )}
      {can.reopen && (
        <Button size="small" icon="undo" onClick={() => onForm('reopen')}>
          {t('agreements.protocol.reopen')}
        </Button>
      )}
      {can.write && (
        <Button size="small" icon="edit" onClick={() => onForm('positions')}>
          {t('agreements.protocol.write')}
        </Button>
      )}
      {can.meet && (
        <Button size="small" icon="calendar" onClick={() => onForm('meeting')}>
          {t('agreements.protocol.meet')}
        </Button>
      )}
      {moves.map(
        ({ verb, may, word, done }) =>
          may && (
            <Button
              key={verb}
              look={verb === next ? 'main' : 'plain'}
              size="small"
              busy={move.isPending}
              onClick={() =>
                verb === 'fix' ? setAsked('fix') : move.mutate(verb, { onSuccess: () => toast(t(done)) })
              }
            >
              {t(word)}
            </Button>
          ),
      )}
      {can.drop && (
        <Button size="small" onClick={() => setAsked('drop')}>
          {t('agreements.protocol.drop')}
        </Button>
      )}
      {asked ? (
        <Confirm
          title={t(ASKED[asked].title)}
          text={t(ASKED[asked].text)}
          verb={t(ASKED[asked].verb)}
          danger={asked === 'drop'}
          busy={move.isPending}
          error={move.error}
          onClose={() => setAsked(null)}
          onConfirm={() =>
            move.mutate(asked, {
              onSuccess: () => {
                setAsked(null);
                // The button that asked goes with what it did.
                focusLost();
                toast(t(ASKED[asked].done));
              },
              // What has changed is read before it is agreed to.
              onError: (error) => isOutdated(error) && setAsked(null),
            })
          }
        />
      ) : (
        move.isError && <Notice tone="late" title={errorWords(move.error)} />
      )}
    </>
  );
}

function Positions({ card, protocol }: { card: ActCard; protocol: Protocol }) {
  const t = useT();
  const language = useLanguage();
  return (
    <table className="protocol-table">
      <thead>
        <tr>
          <th scope="col">{t('agreements.remark')}</th>
          <th scope="col">{card.developerBody.shortName[language]}</th>
          <th scope="col">{protocol.body.shortName[language]}</th>
        </tr>
      </thead>
      <tbody>
        {protocol.rows.map((row) => (
          <tr key={row.remarkId}>
            <th scope="row">
              <DisputedRemark row={row} lang={card.language} />
            </th>
            {/* Whose it is is said again where the columns stand under one another. */}
            <td data-side={card.developerBody.shortName[language]}>
              <SideText card={card} side={row.developer} />
            </td>
            <td data-side={protocol.body.shortName[language]}>
              <SideText card={card} side={row.body} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
