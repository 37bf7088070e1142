import type { ActCard, Review } from '#contracts';
import { type Translate, useT } from '../../../i18n/i18n';
import { Route } from '../../../ui/route';
import { Section } from '../../../ui/section';
import { BodiesStage } from './bodies-stage';
import { DeveloperStage } from './developer-stage';

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
  if (reviews.length === 0) return null;
  return (
    <span className="outcomes note soft">
      {tallyWords(t, reviews).map((words) => (
        <span key={words}>{words}</span>
      ))}
    </span>
  );
}

function tallyWords(t: Translate, reviews: readonly Review[]): string[] {
  const count = (test: (review: Review) => boolean) => reviews.filter(test).length;
  const agreed = count(({ outcome }) => outcome === 'agreed');
  const withRemarks = count(({ outcome }) => outcome === 'with_remarks');
  const refused = count(({ outcome }) => outcome === 'refused');
  const asked = count(({ state }) => state !== 'withdrawn');
  const unopened = count(({ state, openedAt }) => state === 'arrived' && openedAt === null);
  const working = asked - agreed - withRemarks - refused - unopened;
  const words: string[] = [];
  if (agreed > 0) words.push(t('agreements.tally.agreed', { count: agreed }));
  if (withRemarks > 0) words.push(t('agreements.tally.withRemarks', { count: withRemarks }));
  if (refused > 0) words.push(t('agreements.tally.refused', { count: refused }));
  if (working > 0) words.push(t('agreements.tally.working', { count: working }));
  if (unopened > 0) words.push(t('agreements.tally.unopened', { count: unopened }));
  return words;
}
