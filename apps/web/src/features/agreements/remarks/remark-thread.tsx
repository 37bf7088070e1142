import { useState } from 'react';
import type { FollowedPlace, Language, RemarkRegister, RemarkThread } from '#contracts';
import { formatMoment } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { deciderName } from '../../../i18n/person';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { RemarkRow } from '../../../ui/remark-row';
import { useErrorWords } from '../../../ui/states';
import { Status } from '../../../ui/status';
import { toast } from '../../../ui/toast';
import { useNow } from '../../../ui/use-now';
import { useOpener } from '../../../ui/use-opener';
import { AnswerForm } from './answer-form';
import { pointWords } from './point-words';
import {
  ANSWER_WORDS,
  FATE_WORDS,
  REMARK_KIND_WORDS,
  REMARK_STATE_WORDS,
  REMARK_TONES,
  TURN_WORDS,
} from './remark-words';
import { InsistForm, useReply } from './reply-form';

interface RemarkThreadRowProps {
  actId: string;
  /** Of the act: remarks are written in it */
  actLanguage: Language;
  remark: RemarkThread;
  register: RemarkRegister;
  /** Where its paragraph is in the newest version; undefined: not told */
  now: FollowedPlace | undefined;
}

/** A remark with the talk about it, and what the reader may do now (775:17.2, 21). */
export function RemarkThreadRow({ actId, actLanguage, remark, register, now }: RemarkThreadRowProps) {
  const t = useT();
  const language = useLanguage();
  const [open, setOpen] = useState<'answer' | 'insist' | null>(null);
  const { opened, giveBack } = useOpener();
  const { body, unit, state } = remark;
  const who = remark.level === 'unit' && unit ? unit.name[language] : body.shortName[language];
  function show(form: 'answer' | 'insist'): void {
    opened();
    setOpen(form);
  }
  function close(): void {
    setOpen(null);
    giveBack();
  }
  // Once it is kept, its words on the remark are what is read next.
  const done = () => setOpen(null);
  return (
    <RemarkRow
      id={`remark-${remark.id}`}
      ordinal={remark.ordinal}
      lang={actLanguage}
      from={
        <>
          <strong>{who}</strong>
          <span>{t(REMARK_KIND_WORDS[remark.kind])}</span>
          {remark.late && <Status tone="late">{t('agreements.late')}</Status>}
          {remark.point && <span>{pointWords(t, remark.point)}</span>}
          {remark.version > 0 && (
            <span className="soft">{t('agreements.remarkVersion', { mark: `/${remark.version}` })}</span>
          )}
        </>
      }
      status={
        <Status tone={REMARK_TONES[state]} icon="remark">
          {t(REMARK_STATE_WORDS[state])}
        </Status>
      }
      remark={{ label: t('agreements.remark'), text: remark.text }}
      proposal={{ label: t('agreements.proposal'), text: remark.proposal }}
    >
      {remark.place && (
        <p className="remark-place soft note" lang={actLanguage}>
          «{remark.place.excerpt}»
        </p>
      )}
      <Now now={now} version={remark.version} />
      <Fate remark={remark} />
      <Turns remark={remark} language={actLanguage} />
      {remark.answerDraft && (
        <p className="soft">
          {t('agreements.answerDraft')}: {t(ANSWER_WORDS[remark.answerDraft.position])}
          {remark.answerDraft.reasons && (
            <>
              . <span lang={actLanguage}>{remark.answerDraft.reasons}</span>
            </>
          )}
        </p>
      )}
      {open === 'answer' && (
        <AnswerForm actId={actId} remark={remark} register={register} onClose={close} onDone={done} />
      )}
      {open === 'insist' && <InsistForm actId={actId} remark={remark} onClose={close} onDone={done} />}
      {open === null && (
        <div className="cluster screen-only">
          {remark.can.answer && (
            <Button size="small" icon="edit" onClick={() => show('answer')}>
              {t(remark.answerDraft ? 'agreements.answerChange' : 'agreements.answerGive')}
            </Button>
          )}
          {remark.can.reply && <Replies actId={actId} remark={remark} onInsist={() => show('insist')} />}
        </div>
      )}
    </RemarkRow>
  );
}

function Replies({ actId, remark, onInsist }: { actId: string; remark: RemarkThread; onInsist: () => void }) {
  const t = useT();
  const errorWords = useErrorWords();
  const reply = useReply(actId);
  return (
    <>
      <Button
        size="small"
        icon="check"
        busy={reply.isPending}
        onClick={() =>
          reply.mutate(
            { remarks: [{ id: remark.id, revision: remark.revision }], reply: 'agree', reasons: '' },
            { onSuccess: () => toast(t('agreements.replyAgreed')) },
          )
        }
      >
        {t('agreements.replyAgree')}
      </Button>
      {remark.state !== 'insisted' && (
        <Button size="small" onClick={onInsist}>
          {t('agreements.insist')}
        </Button>
      )}
      {reply.isError && <Notice tone="late" title={errorWords(reply.error)} />}
    </>
  );
}

const NOW_WORDS = {
  same: 'agreements.placeNow.same',
  changed: 'agreements.placeNow.changed',
  moved: 'agreements.placeNow.moved',
  gone: 'agreements.placeNow.gone',
} as const;

/** Where the paragraph is in the newest version, where that is not the one on which the remark was made. */
function Now({ now, version }: { now: FollowedPlace | undefined; version: number }) {
  const t = useT();
  if (!now || now.version === version) return null;
  return (
    <p className="soft note">
      {t(NOW_WORDS[now.state], { mark: `/${now.version}`, number: now.number ?? '—' })}
    </p>
  );
}

/** What the executor made of a unit's remark. */
function Fate({ remark: { fate } }: { remark: RemarkThread }) {
  const t = useT();
  if (!fate) return null;
  return (
    <p>
      {fate.into ? (
        <a href={`#remark-${fate.into}`}>{t(FATE_WORDS[fate.became])}</a>
      ) : (
        t(FATE_WORDS[fate.became])
      )}
      {fate.reason && `: ${fate.reason}`}
    </p>
  );
}

function Turns({ remark: { turns }, language }: { remark: RemarkThread; language: Language }) {
  const t = useT();
  const own = useLanguage();
  const now = useNow();
  if (turns.length === 0) return null;
  return (
    <ol className="remark-turns">
      {turns.map(({ deed, reasons, at, by }) => (
        <li key={at + deed}>
          <strong>{t(TURN_WORDS[deed])}</strong>{' '}
          <span className="soft note">
            {by ? `${deciderName(t, by)}, ` : `${t('agreements.byPortal')}, `}
            <time dateTime={at}>{formatMoment(own, at, now)}</time>
          </span>
          {reasons && <p lang={language}>{reasons}</p>}
        </li>
      ))}
    </ol>
  );
}
