import type { ActCard, BodySuggestion } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { deciderName } from '../../../i18n/person';
import { Button } from '../../../ui/button';
import { NextStep } from '../../../ui/next-step';
import type { OpenForm } from '../steps/open-forms';

interface ListPanelProps {
  card: ActCard;
  onForm: (open: OpenForm) => void;
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
          .map((suggestion) => <Suggested suggestion={suggestion} onForm={onForm} key={suggestion.id} />)}
      {(can.changeBodies || can.suggestBody) && (
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

function Suggested({ suggestion, onForm }: Pick<ListPanelProps, 'onForm'> & { suggestion: BodySuggestion }) {
  const t = useT();
  const language = useLanguage();
  const { fromBody, body, by, reason } = suggestion;
  return (
    <NextStep
      title={t('agreements.suggestion.title', { body: body.shortName[language] })}
      note={
        <>
          <span>
            {t('agreements.suggestion.from', {
              body: fromBody.shortName[language],
              name: deciderName(t, by),
            })}
          </span>
          <span className="said">{reason}</span>
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
