import type { MovedTerm, MovedTerms } from '#contracts';
import { formatActNumber, formatTime, formatWeekdayDate } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { Button } from '../../ui/button';
import { Dialog, DialogFoot } from '../../ui/dialog';
import { Disclosure } from '../../ui/disclosure';
import { STEP_TITLES } from '../agreements/card/step-words';
import { TermArithmetic } from '../agreements/card/term-arithmetic';

const TERM_WORDS: Readonly<Record<MovedTerm['kind'], MessageId>> = {
  ...STEP_TITLES,
  rework_draft: 'inbox.verb.rework_draft',
  place_new_version: 'inbox.verb.place_new_version',
  decide_suggestion: 'inbox.verb.decide_suggestion',
  complete_bodies: 'inbox.verb.complete_bodies',
  decide_prolongation: 'inbox.verb.decide_prolongation',
  write_letter: 'inbox.verb.write_letter',
  answer_remarks: 'inbox.verb.answer_remarks',
  consider_answers: 'inbox.verb.consider_answers',
};

/** What the button says that makes the change. */
const CONFIRM_WORDS = {
  calendar: 'calendar.confirm',
  hours: 'calendar.hoursConfirm',
} as const satisfies Record<string, MessageId>;

interface MovedDialogProps {
  moved: MovedTerms;
  by: keyof typeof CONFIRM_WORDS;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** The open terms that a change of the calendar or of hours would move, before it is made. */
export function MovedDialog({ moved, by, busy, onConfirm, onClose }: MovedDialogProps) {
  const t = useT();
  const { total, items } = moved;
  return (
    <Dialog title={t('calendar.confirmTitle')} onClose={busy ? undefined : onClose}>
      <p>{total === 0 ? t('calendar.movesNone') : t('calendar.moves', { count: total })}</p>
      <ol className="moved-terms">
        {items.map((term, place) => (
          <MovedRow term={term} key={`${place} ${term.number} ${term.kind}`} />
        ))}
      </ol>
      {total > items.length && (
        <p className="soft">{t('calendar.movesMore', { count: total - items.length })}</p>
      )}
      <DialogFoot>
        <Button look="quiet" onClick={onClose} disabled={busy}>
          {t('calendar.back')}
        </Button>
        <Button look="main" busy={busy} onClick={onConfirm}>
          {t(CONFIRM_WORDS[by])}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function MovedRow({ term: { kind, number, body, from, to, term } }: { term: MovedTerm }) {
  const t = useT();
  const language = useLanguage();
  const end = (instant: string) => `${formatWeekdayDate(language, instant)}, ${formatTime(instant)}`;
  return (
    <li>
      <p>
        <b>{number ? formatActNumber(number) : t('calendar.noNumber')}</b>, {body.shortName[language]}:{' '}
        {t(TERM_WORDS[kind])}
      </p>
      <p>{t('calendar.fromTo', { from: end(from), to: end(to) })}</p>
      {term && (
        <Disclosure summary={t('agreements.term.how', { count: term.workingDays })}>
          <TermArithmetic term={term} />
        </Disclosure>
      )}
    </li>
  );
}
