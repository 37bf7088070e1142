import { PORTAL_TERMS, TERM_RULES, type TermOrigin } from '#contracts';
import { useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { Section } from '../../ui/section';

const ORIGIN_WORDS = {
  regulations: 'calendar.lengths.regulations',
  portal: 'calendar.lengths.portal',
} as const satisfies Record<TermOrigin, MessageId>;

const PORTAL_WORDS = {
  internal_step: 'calendar.lengths.internalStep',
  registration: 'calendar.lengths.registration',
  answer_remarks: 'calendar.lengths.answerRemarks',
  consider_answers: 'calendar.lengths.considerAnswers',
} as const satisfies Record<keyof typeof PORTAL_TERMS, MessageId>;

/** How long the terms of draft acts are, and whose each length is: the Regulations', or the portal's own (775:20). */
export function TermLengths() {
  const t = useT();
  return (
    <Section title={t('calendar.lengths')}>
      <p className="prose soft">{t('calendar.lengths.about')}</p>
      <div className="term-lengths">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('calendar.lengths.what')}</th>
              <th scope="col">{t('calendar.lengths.days')}</th>
              <th scope="col">{t('calendar.lengths.origin')}</th>
            </tr>
          </thead>
          <tbody>
            {TERM_RULES.map(({ pagesFrom, workingDays, origin }) => (
              <tr key={pagesFrom}>
                <th scope="row">
                  {pagesFrom === 1
                    ? t('calendar.lengths.review')
                    : t('calendar.lengths.longReview', { pages: pagesFrom })}
                </th>
                <td>{workingDays}</td>
                <td>{t(ORIGIN_WORDS[origin])}</td>
              </tr>
            ))}
            {(Object.keys(PORTAL_WORDS) as (keyof typeof PORTAL_WORDS)[]).map((what) => (
              <tr key={what}>
                <th scope="row">{t(PORTAL_WORDS[what])}</th>
                <td>{PORTAL_TERMS[what]}</td>
                <td>{t(ORIGIN_WORDS.portal)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
