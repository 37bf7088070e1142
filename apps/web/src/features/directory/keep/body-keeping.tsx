import { useState } from 'react';
import type { BodyCard, ConfirmationKind } from '#contracts';
import { api, ask } from '../../../api/client';
import { formatDate, formatMoment } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Fact, Section } from '../../../ui/section';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import { useNow } from '../../../ui/use-now';
import { ParticipationDialog, RequisitesDialog, UnitDialog } from './body-dialogs';
import { HistorySection } from './history-section';
import { useKeep } from './keep-queries';
import { NewPersonDialog } from './person-dialogs';
import { PlaceBodyDialog } from './place-dialogs';

/** How the body is reached and whether it takes part, for every reader. */
export function BodyFacts({ body }: { body: BodyCard }) {
  const t = useT();
  const language = useLanguage();
  const { address, phone, email, website } = body.requisites;
  const { participates, from, to, ground } = body.participation;
  const day = (value: string) => formatDate(language, `${value}T00:00:00+05:00`);
  const rows = [
    ['keep.address', address],
    ['keep.bodyPhone', phone],
    ['directory.email', email],
    ['keep.website', website],
  ] as const;
  return (
    <>
      {rows.map(
        ([name, value]) =>
          value && (
            <Fact name={t(name)} key={name}>
              {value}
            </Fact>
          ),
      )}
      <Fact name={t('keep.participation')}>
        {t(participates ? 'keep.participates' : 'keep.participatesNot')}
        {from && `, ${t('keep.since', { day: day(from) })}`}
        {to && `, ${t('keep.until', { day: day(to) })}`}
        {ground && <span className="note soft"> {ground}</span>}
      </Fact>
    </>
  );
}

type Shown = 'unit' | 'person' | 'requisites' | 'participation' | 'place' | null;

/** For whoever keeps the body's part of the directory, or the list of participants (617:11, 20-22). */
export function BodyKeeping({ body }: { body: BodyCard }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const errorWords = useErrorWords();
  const keep = useKeep();
  const [shown, setShown] = useState<Shown>(null);
  const close = () => setShown(null);
  const { keep: canKeep, keepParticipants } = body.can;
  async function confirm(kind: ConfirmationKind): Promise<void> {
    const params = { path: { id: body.id } };
    try {
      await keep(ask(api.POST('/api/directory/bodies/{id}/confirm', { params, body: { kind } })));
      toast(t('keep.confirmedDone'));
    } catch (error) {
      toastFailure(errorWords(error));
    }
  }
  return (
    <Section title={t('keep.title')}>
      <div className="stack keeping">
        <p className="note soft">
          {body.confirmed
            ? t('keep.confirmedBy', {
                when: formatMoment(language, body.confirmed.at, now),
                name: body.confirmed.by.fullName,
              })
            : t('keep.never')}
        </p>
        {canKeep && <p className="prose">{t('keep.confirmText')}</p>}
        {canKeep && (
          <p className="cluster">
            <Button icon="check" onClick={() => void confirm('quarterly')}>
              {t('keep.confirm')}
            </Button>
            <Button onClick={() => void confirm('yearly')}>{t('keep.confirmFull')}</Button>
          </p>
        )}
        <p className="cluster">
          {canKeep && (
            <>
              <Button icon="plus" onClick={() => setShown('person')}>
                {t('keep.newPerson')}
              </Button>
              <Button icon="plus" onClick={() => setShown('unit')}>
                {t('keep.newUnit')}
              </Button>
              <Button icon="edit" onClick={() => setShown('requisites')}>
                {t('keep.requisites')}
              </Button>
            </>
          )}
          {keepParticipants && (
            <>
              <Button icon="edit" onClick={() => setShown('participation')}>
                {t('keep.participation')}
              </Button>
              <Button icon="edit" onClick={() => setShown('place')}>
                {t('keep.nameAndPlace')}
              </Button>
            </>
          )}
        </p>
        <HistorySection of="body" id={body.id} />
      </div>
      {shown === 'unit' && <UnitDialog body={body} onClose={close} />}
      {shown === 'person' && <NewPersonDialog body={body} onClose={close} />}
      {shown === 'requisites' && <RequisitesDialog body={body} onClose={close} />}
      {shown === 'participation' && <ParticipationDialog body={body} onClose={close} />}
      {shown === 'place' && <PlaceBodyDialog body={body} onClose={close} />}
    </Section>
  );
}
