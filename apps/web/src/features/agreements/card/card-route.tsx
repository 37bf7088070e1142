import type { ActCard, Review } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Route } from '../../../ui/route';
import { Section } from '../../../ui/section';
import { useNow } from '../../../ui/use-now';
import { BodiesStage } from './bodies-stage';
import { DeveloperStage } from './developer-stage';
import { tallyOf } from './tally';

/** The way of the shown version: the developer body, then the approving bodies side by side. */
export function CardRoute({ card, current }: { card: ActCard; current: boolean }) {
  const t = useT();
  const turn = new Set(current ? card.turn.map(({ id }) => id) : []);
  return (
    <Section title={t('agreements.route')} aside={<Tally reviews={card.version.reviews} />}>
      <Route>
        <DeveloperStage card={card} turn={turn} />
        <BodiesStage card={card} turn={turn} />
      </Route>
    </Section>
  );
}

function Tally({ reviews }: { reviews: readonly Review[] }) {
  const t = useT();
  const tally = tallyOf(reviews, useNow());
  if (tally.length === 0) return null;
  return (
    <span className="outcomes note soft">
      {tally.map(({ word, count }) => (
        <span key={word}>{t(word, { count })}</span>
      ))}
    </span>
  );
}
