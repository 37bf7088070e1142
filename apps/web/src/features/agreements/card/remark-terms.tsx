import type { ActCard, RemarkTerm } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Disclosure } from '../../../ui/disclosure';
import { Deadline, Status } from '../../../ui/status';
import { useNow } from '../../../ui/use-now';
import { isSilent } from './step-words';
import { TermArithmetic } from './term-arithmetic';

const TASK_WORDS = {
  answer_remarks: 'agreements.remarkTerm.answer',
  consider_answers: 'agreements.remarkTerm.consider',
} as const satisfies Record<RemarkTerm['task'], MessageId>;

/** Whose turn it is in the talk about remarks and until when; silence past the term is shown as silence (775:17.2, 19). */
export function RemarkTerms({ card }: { card: ActCard }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  if (card.remarkTerms.length === 0) return null;
  return (
    <ul className="remark-terms" aria-label={t('agreements.remarkTerm.title')}>
      {card.remarkTerms.map(({ task, body, dueAt, term, insisted }) => (
        <li key={`${task} ${body.id}`}>
          <p className="cluster">
            <span>
              {t(insisted > 0 ? 'agreements.remarkTerm.insisted' : TASK_WORDS[task], {
                body: body.shortName[language],
              })}
            </span>
            {isSilent(dueAt, now) && (
              <Status tone="late" icon="overdue">
                {t('agreements.silent')}
              </Status>
            )}
            <Deadline dueAt={dueAt} />
          </p>
          <Disclosure summary={t('agreements.term.how', { count: term.workingDays })}>
            <TermArithmetic term={term} />
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
