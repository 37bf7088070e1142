import { type SubmitEvent, useId, useState } from 'react';
import { DELEGATED_ROOMS, DELEGATION_REASONS, type DelegationReason } from '#contracts';
import { useSession } from '../../api/session';
import { formatWeekdayDate } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { ErrorSummary } from '../../ui/error-summary';
import { FieldError, SelectField, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { focusHeading } from '../../ui/page-head';
import { Section } from '../../ui/section';
import { toast } from '../../ui/toast';
import { type DelegationDraft, type DelegationField, FIELDS, faultsOf } from './delegation-faults';
import { useGive } from './delegations-queries';
import { PickPerson } from './pick-person';
import { REASON_WORDS, ROOM_WORDS, refusalWords } from './words';

const EMPTY: DelegationDraft & { reason: DelegationReason } = {
  forOther: false,
  principal: null,
  standIn: null,
  from: '',
  to: '',
  allRooms: true,
  rooms: [],
  reason: 'leave',
};

/** Names a stand-in: for oneself, or, as the body's coordinator, for somebody absent. */
export function DelegationForm() {
  const t = useT();
  const language = useLanguage();
  const id = useId();
  const { employee, duties } = useSession();
  const [draft, setDraft] = useState(EMPTY);
  /** The same for every attempt at the same wish: a repeated request makes one delegation. */
  const [wishId, setWishId] = useState(() => crypto.randomUUID());
  const [attempt, setAttempt] = useState(0);
  const give = useGive();
  const faults = attempt > 0 ? faultsOf(draft) : {};
  const faultAt = (field: DelegationField) => faults[field] && t(faults[field]);
  const fieldId = (field: DelegationField) => `${id}-${field}`;

  function change(parts: Partial<typeof EMPTY>): void {
    setDraft({ ...draft, ...parts });
    setWishId(crypto.randomUUID());
    give.reset();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (give.isPending) return;
    const { forOther, principal, standIn, allRooms, rooms, from, to, reason } = draft;
    if (!standIn || Object.keys(faultsOf(draft)).length > 0) {
      setAttempt(attempt + 1);
      return;
    }
    give.mutate(
      {
        id: wishId,
        ...(forOther && principal ? { principalId: principal.id } : {}),
        standInId: standIn.id,
        rooms: allRooms ? null : [...rooms],
        from,
        to,
        reason,
      },
      {
        onSuccess: () => {
          toast(t('delegations.given', { name: standIn.fullName }));
          setDraft(EMPTY);
          setAttempt(0);
          setWishId(crypto.randomUUID());
          focusHeading();
        },
      },
    );
  }

  return (
    <Section title={t('delegations.give')}>
      <form className="form-page form account-part" noValidate onSubmit={submit}>
        <p className="prose soft">{t('delegations.giveText')}</p>
        <ErrorSummary
          faults={FIELDS.flatMap((field) => {
            const text = faultAt(field);
            return text ? [{ fieldId: fieldId(field), text }] : [];
          })}
          attempt={attempt}
        />
        {give.isError && (
          <Notice tone="late" title={t('delegations.refused')}>
            {refusalWords(t, language, give.error)}
          </Notice>
        )}
        {duties.includes('coordinator') && (
          <Checkbox
            label={t('delegations.forOther')}
            checked={draft.forOther}
            onChange={({ target }) => change({ forOther: target.checked, principal: null })}
          />
        )}
        {draft.forOther && (
          <PickPerson
            id={fieldId('principal')}
            label={t('delegations.principal')}
            hint={t('delegations.standInHint')}
            error={faultAt('principal')}
            body={employee.body.id}
            without={[employee.id, ...(draft.standIn ? [draft.standIn.id] : [])]}
            value={draft.principal}
            onChange={(principal) => change({ principal })}
          />
        )}
        <PickPerson
          id={fieldId('standIn')}
          label={t('delegations.standIn')}
          hint={t('delegations.standInHint')}
          error={faultAt('standIn')}
          body={employee.body.id}
          without={[employee.id, ...(draft.principal ? [draft.principal.id] : [])]}
          value={draft.standIn}
          onChange={(standIn) => change({ standIn })}
        />
        {(['from', 'to'] as const).map((end) => (
          <TextField
            key={end}
            id={fieldId(end)}
            label={t(end === 'from' ? 'delegations.from' : 'delegations.to')}
            hint={draft[end] && formatWeekdayDate(language, draft[end])}
            error={faultAt(end)}
            type="date"
            className="input input-date"
            value={draft[end]}
            onChange={({ target }) => change({ [end]: target.value })}
          />
        ))}
        <SelectField
          label={t('delegations.reason')}
          value={draft.reason}
          onChange={({ target }) => {
            const reason = DELEGATION_REASONS.find((one) => one === target.value);
            if (reason) change({ reason });
          }}
        >
          {DELEGATION_REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {t(REASON_WORDS[reason])}
            </option>
          ))}
        </SelectField>
        <fieldset className="field" id={fieldId('rooms')} tabIndex={-1}>
          <legend>{t('delegations.rooms')}</legend>
          <FieldError id={`${fieldId('rooms')}-error`} error={faultAt('rooms')} />
          <Checkbox
            label={t('delegations.allRooms')}
            checked={draft.allRooms}
            onChange={({ target }) => change({ allRooms: target.checked, rooms: [] })}
          />
          {!draft.allRooms &&
            DELEGATED_ROOMS.map((room) => (
              <Checkbox
                key={room}
                label={t(ROOM_WORDS[room])}
                checked={draft.rooms.includes(room)}
                onChange={({ target }) =>
                  change({
                    rooms: DELEGATED_ROOMS.filter((one) =>
                      one === room ? target.checked : draft.rooms.includes(one),
                    ),
                  })
                }
              />
            ))}
        </fieldset>
        <p>
          <Button type="submit" look="main" busy={give.isPending}>
            {t('delegations.give')}
          </Button>
        </p>
      </form>
    </Section>
  );
}
