import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import { type InboxVerb, type OpenWork, type PersonCard, STEP_VERBS } from '#contracts';
import { api, ask } from '../../../api/client';
import { formatActNumber } from '../../../i18n/format';
import { type Translate, useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Dialog, DialogFoot } from '../../../ui/dialog';
import { ErrorSummary, type Fault } from '../../../ui/error-summary';
import { SelectField, TextField } from '../../../ui/field';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState, useErrorWords } from '../../../ui/states';
import { toast } from '../../../ui/toast';
import { VERB_WORDS } from '../../inbox/inbox-words';
import { orNull } from './fields-dialog';
import { leavingQuery, useKeep } from './keep-queries';
import { allTo, takersOf } from './takers';

interface LeaveDialogProps {
  person: PersonCard;
  onClose: () => void;
}

/** What waits for somebody who leaves, who takes it on, and when he goes. */
export function LeaveDialog({ person, onClose }: LeaveDialogProps) {
  const t = useT();
  const { data, error, isError, refetch } = useQuery(leavingQuery(person.id));
  return (
    <Dialog title={t('keep.leave')} onClose={onClose}>
      {data && <LeaveForm person={person} work={data.work} on={data.on} onClose={onClose} />}
      {!data && isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Skeleton />}
    </Dialog>
  );
}

function LeaveForm({
  person,
  work,
  on,
  onClose,
}: LeaveDialogProps & { work: readonly OpenWork[]; on: string | null }) {
  const t = useT();
  const language = useLanguage();
  const id = useId();
  const keep = useKeep();
  const errorWords = useErrorWords();
  const [lastDay, setLastDay] = useState(on ?? '');
  const [takers, setTakers] = useState<Readonly<Record<string, string>>>({});
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const byName = work.filter(({ bound }) => bound === 'person');
  const chosen = new Set(byName.map(({ key }) => takers[key] ?? ''));
  const fieldOf = (key: string) => `${id}-${key}`;

  function refuse(found: readonly Fault[]): void {
    setFaults(found);
    setAttempt((now) => now + 1);
  }
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const left = byName.filter(({ key }) => !takers[key]);
    if (left.length > 0) {
      refuse(
        left.map((one) => ({
          fieldId: fieldOf(one.key),
          text: t('keep.workTo', { work: workName(t, one) }),
        })),
      );
      return;
    }
    setBusy(true);
    try {
      const handOvers = work.flatMap(({ room, key }) => {
        const employeeId = takers[key];
        return employeeId ? [{ room, key, employeeId }] : [];
      });
      const params = { path: { id: person.id } };
      await keep(
        ask(
          api.POST('/api/directory/people/{id}/leave', { params, body: { on: orNull(lastDay), handOvers } }),
        ),
      );
      toast(t('keep.leftDone', { name: person.fullName }));
      onClose();
    } catch (error) {
      refuse([{ fieldId: fieldOf('on'), text: errorWords(error) }]);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="form" id={id} onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary faults={faults} attempt={attempt} />
      <p className="prose soft">{t('keep.leaveText')}</p>
      <TextField
        id={fieldOf('on')}
        label={t('keep.lastDay')}
        hint={t('keep.emptyNow')}
        optional
        type="date"
        className="input input-date"
        value={lastDay}
        onChange={({ target }) => setLastDay(target.value)}
      />
      {work.length === 0 && <p className="prose soft">{t('keep.leaveNoWork')}</p>}
      {byName.length > 1 && (
        <SelectField
          id={fieldOf('all')}
          label={t('keep.allTo')}
          hint={t('keep.allToHint')}
          optional
          value={chosen.size === 1 ? [...chosen][0] : ''}
          onChange={({ target }) => setTakers({ ...takers, ...allTo(byName, target.value) })}
        >
          <option value="">{t('keep.choose')}</option>
          {takersOf(byName).map((taker) => (
            <option value={taker.id} key={taker.id}>
              {taker.fullName}, {taker.post[language]}
            </option>
          ))}
        </SelectField>
      )}
      {work.map((one) => (
        <SelectField
          key={one.key}
          id={fieldOf(one.key)}
          label={t('keep.workTo', { work: workName(t, one) })}
          hint={one.bound === 'post' ? t('keep.workByPost') : undefined}
          optional={one.bound === 'post'}
          error={faults.some(({ fieldId }) => fieldId === fieldOf(one.key)) ? t('keep.choose') : undefined}
          value={takers[one.key] ?? ''}
          onChange={({ target }) => setTakers({ ...takers, [one.key]: target.value })}
        >
          <option value="">{t('keep.choose')}</option>
          {one.takers.map((taker) => (
            <option value={taker.id} key={taker.id}>
              {taker.fullName}, {taker.post[language]}
            </option>
          ))}
        </SelectField>
      ))}
      <DialogFoot>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button type="submit" form={id} look="danger" busy={busy}>
          {t('keep.leaveDo')}
        </Button>
      </DialogFoot>
    </form>
  );
}

/** Steps are called as the inbox calls them; other work has no verb. */
const VERBS: Readonly<Record<string, InboxVerb | undefined>> = STEP_VERBS;

function workName(t: Translate, { kind, title, number }: OpenWork): string {
  const verb = VERBS[kind];
  const what = verb ? t(VERB_WORDS[verb]) : t('keep.work.initiator');
  return [what, number && formatActNumber(number), title || t('keep.workHidden')].filter(Boolean).join(' · ');
}
