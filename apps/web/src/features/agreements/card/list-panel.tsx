import type { ActCard, BodyRef, BodySuggestion, Prolongation } from '#contracts';
import { formatMoment } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { deciderName } from '../../../i18n/person';
import { Button } from '../../../ui/button';
import { NextStep } from '../../../ui/next-step';
import { useNow } from '../../../ui/use-now';
import type { OpenForm } from '../steps/open-forms';
import { AskedUntil } from './asked-panels';

interface ListPanelProps {
  card: ActCard;
  onForm: (open: OpenForm) => void;
}

interface DecidedProps extends Pick<ListPanelProps, 'onForm'> {
  actId: string;
}

/** What may be done with the list of approving bodies while they are asked (775:14, 16). */
export function ListPanel({ card, onForm }: ListPanelProps) {
  const t = useT();
  const { can, version } = card;
  return (
    <>
      {can.changeBodies &&
        version.suggestions
          .filter(({ state }) => state === 'open')
          .map((suggestion) => (
            <Suggested actId={card.id} suggestion={suggestion} onForm={onForm} key={suggestion.id} />
          ))}
      {can.changeBodies &&
        version.reviews.flatMap(({ body, prolongations }) =>
          prolongations
            .filter(({ state }) => state === 'open')
            .map((asked) => (
              <MoreTime actId={card.id} asked={asked} body={body} onForm={onForm} key={asked.id} />
            )),
        )}
      {(can.changeBodies || can.suggestBody || can.askProlongation) && (
        <p className="quiet-action cluster soft">
          {can.changeBodies && (
            <>
              <Button look="quiet" size="small" icon="plus" onClick={() => onForm({ form: 'addBody' })}>
                {t('agreements.verb.addBody')}
              </Button>
              <Button look="quiet" size="small" icon="close" onClick={() => onForm({ form: 'withdrawBody' })}>
                {t('agreements.verb.withdrawBody')}
              </Button>
            </>
          )}
          {can.askProlongation && (
            <Button
              look="quiet"
              size="small"
              icon="clock"
              onClick={() => onForm({ form: 'askProlongation' })}
            >
              {t('agreements.verb.askProlongation')}
            </Button>
          )}
          {can.suggestBody && (
            <Button look="quiet" size="small" icon="plus" onClick={() => onForm({ form: 'suggestBody' })}>
              {t('agreements.verb.suggestBody')}
            </Button>
          )}
        </p>
      )}
    </>
  );
}

/** The developer decides: the term is his claim on the other body (775:20). */
function MoreTime({ actId, asked, body, onForm }: DecidedProps & { asked: Prolongation; body: BodyRef }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  return (
    <NextStep
      title={t('agreements.prolong.title', { body: body.shortName[language], days: asked.workingDays })}
      note={
        <>
          <AskedUntil actId={actId} verb="decide_prolongation" />
          <span>
            {t('agreements.prolong.from', {
              name: deciderName(t, asked.by),
              moment: formatMoment(language, asked.from, now),
            })}
          </span>
          <span className="said">{asked.reason}</span>
          <span>{t('agreements.prolong.next')}</span>
        </>
      }
    >
      <Button
        look="main"
        size="large"
        icon="check"
        onClick={() => onForm({ form: 'prolongation', asked, grant: true })}
      >
        {t('agreements.verb.grantProlongation')}
      </Button>
      <Button size="large" onClick={() => onForm({ form: 'prolongation', asked, grant: false })}>
        {t('agreements.verb.refuseProlongation')}
      </Button>
    </NextStep>
  );
}

function Suggested({ actId, suggestion, onForm }: DecidedProps & { suggestion: BodySuggestion }) {
  const t = useT();
  const language = useLanguage();
  const { fromBody, body, by, reason } = suggestion;
  return (
    <NextStep
      title={t('agreements.suggestion.title', { body: body.shortName[language] })}
      note={
        <>
          <AskedUntil actId={actId} verb="decide_suggestion" />
          <span>
            {t('agreements.suggestion.from', {
              body: fromBody.shortName[language],
              name: deciderName(t, by),
            })}
          </span>
          <span className="said">{reason}</span>
          <span>{t('agreements.suggestion.next')}</span>
        </>
      }
    >
      <Button
        look="main"
        size="large"
        icon="check"
        onClick={() => onForm({ form: 'suggestion', suggestion, accept: true })}
      >
        {t('agreements.verb.acceptBody')}
      </Button>
      <Button size="large" onClick={() => onForm({ form: 'suggestion', suggestion, accept: false })}>
        {t('agreements.verb.declineBody')}
      </Button>
    </NextStep>
  );
}
