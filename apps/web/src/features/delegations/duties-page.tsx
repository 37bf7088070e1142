import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import type { Duty, DutyHolder, DutyList, PersonItem } from '#contracts';
import { useSession } from '../../api/session';
import { useLanguage, useT } from '../../i18n/i18n';
import { DUTY_WORDS } from '../../i18n/words';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { Crumbs, focusLost, PageHead } from '../../ui/page-head';
import { Person, Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { Blank, ErrorState } from '../../ui/states';
import { toast, toastFailure } from '../../ui/toast';
import { dutiesQuery, useGiveDuty, useTakeDuty } from './delegations-queries';
import { PickPerson } from './pick-person';
import { refusalWords } from './words';
import '../../ui/styles/account.css';
import '../../ui/styles/form-page.css';

/** Named duties, for those who give and take them (617:11, 20-22). */
export function DutiesPage() {
  const t = useT();
  const { data, error, refetch } = useQuery(dutiesQuery);
  return (
    <>
      <Crumbs here={t('duties.title')} />
      <PageHead title={t('duties.title')} note={t('duties.about')} />
      {data ? (
        <Duties list={data} />
      ) : error ? (
        <ErrorState error={error} title={t('delegations.failed')} onRetry={() => void refetch()} />
      ) : (
        <Skeleton label={t('delegations.loading')} />
      )}
    </>
  );
}

function Duties({ list: { gives, holders } }: { list: DutyList }) {
  const t = useT();
  const [first] = gives;
  if (!first) return <Blank icon="lock" title={t('duties.nothing')} text={t('duties.nothingText')} />;
  return (
    <>
      <GiveForm gives={gives} first={first.duty} />
      {gives.map(({ duty }) => (
        <Holders duty={duty} holders={holders.filter((one) => one.duty === duty)} key={duty} />
      ))}
    </>
  );
}

function GiveForm({ gives, first }: { gives: DutyList['gives']; first: Duty }) {
  const t = useT();
  const language = useLanguage();
  const { employee } = useSession();
  const id = useId();
  const [duty, setDuty] = useState(first);
  const [person, setPerson] = useState<PersonItem | null>(null);
  const [isMissing, setMissing] = useState(false);
  const give = useGiveDuty();
  const within = gives.find((one) => one.duty === duty)?.within ?? 'body';

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (give.isPending) return;
    if (!person) {
      setMissing(true);
      document.getElementById(id)?.focus();
      return;
    }
    give.mutate(
      { duty, id: person.id },
      {
        onSuccess: () => {
          toast(t('duties.given', { duty: t(DUTY_WORDS[duty]), name: person.fullName }));
          setPerson(null);
        },
      },
    );
  }

  return (
    <Section title={t('duties.give')}>
      <form className="form-page form account-part" noValidate onSubmit={submit}>
        {give.isError && (
          <Notice tone="late" title={t('duties.refused')}>
            {refusalWords(t, language, give.error)}
          </Notice>
        )}
        <SelectField
          label={t('duties.duty')}
          value={duty}
          onChange={({ target }) => {
            const chosen = gives.find((one) => one.duty === target.value);
            if (!chosen) return;
            setDuty(chosen.duty);
            if (chosen.within !== within) setPerson(null);
          }}
        >
          {gives.map((one) => (
            <option key={one.duty} value={one.duty}>
              {t(DUTY_WORDS[one.duty])}
            </option>
          ))}
        </SelectField>
        <PickPerson
          id={id}
          label={t('duties.person')}
          hint={t('duties.personHint')}
          error={isMissing && !person ? t('duties.personMissing') : undefined}
          body={within === 'body' ? employee.body.id : undefined}
          value={person}
          onChange={setPerson}
        />
        <p>
          <Button type="submit" look="main" busy={give.isPending}>
            {t('duties.give')}
          </Button>
        </p>
      </form>
    </Section>
  );
}

function Holders({ duty, holders }: { duty: Duty; holders: readonly DutyHolder[] }) {
  const t = useT();
  const language = useLanguage();
  return (
    <Section title={t(DUTY_WORDS[duty])} count={holders.length}>
      {holders.length === 0 ? (
        <p className="prose soft">{t('duties.nobody')}</p>
      ) : (
        <ul className="session-list">
          {holders.map((holder) => (
            <li key={holder.person.id}>
              <div className="session-head">
                <Person
                  name={holder.person.fullName}
                  post={`${holder.person.post[language]}, ${holder.body.shortName[language]}`}
                />
                <Take holder={holder} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Take({ holder: { duty, person } }: { holder: DutyHolder }) {
  const t = useT();
  const language = useLanguage();
  const take = useTakeDuty();
  const words = { duty: t(DUTY_WORDS[duty]), name: person.fullName };
  return (
    <Button
      size="small"
      busy={take.isPending}
      aria-label={t('duties.takeOf', words)}
      onClick={() =>
        take.mutate(
          { duty, id: person.id },
          {
            onSuccess: () => toast(t('duties.taken', words)),
            onError: (error) => toastFailure(refusalWords(t, language, error)),
            onSettled: focusLost,
          },
        )
      }
    >
      {t('duties.take')}
    </Button>
  );
}
