import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import { ApiError } from '../../../api/api-error';
import { type Translate, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Button } from '../../../ui/button';
import { Dialog, DialogFoot } from '../../../ui/dialog';
import { ErrorSummary, type Fault } from '../../../ui/error-summary';
import { SelectField, TextField } from '../../../ui/field';
import { useErrorWords } from '../../../ui/states';
import { toast } from '../../../ui/toast';

/** One field of a form about an entry of the directory. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** It may stay empty. */
  readonly optional?: boolean;
  readonly type?: 'text' | 'date' | 'email' | 'tel';
  /** The reader chooses one of these. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}
export type FieldValues = Readonly<Record<string, string>>;

interface FieldsDialogProps {
  title: string;
  text?: string;
  fields: readonly FieldSpec[];
  start: FieldValues;
  submitLabel?: string;
  /** What is said when it is done */
  done?: string;
  onSubmit: (values: FieldValues) => Promise<unknown>;
  onClose: () => void;
  /** Other deeds on the same entry, before the main button */
  others?: ReactNode;
  children?: ReactNode;
}

/** A form in a dialog; what the portal refuses is said at its top, and what was typed stays. */
export function FieldsDialog(props: FieldsDialogProps) {
  const { title, text, fields, start, submitLabel, done, onSubmit, onClose, others, children } = props;
  const t = useT();
  const id = useId();
  const errorWords = useErrorWords();
  const [values, setValues] = useState(start);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const idOf = (name: string) => `${id}-${name}`;
  const faultOf = (name: string) => faults.find(({ fieldId }) => fieldId === idOf(name))?.text;

  function refuse(found: readonly Fault[]): void {
    setFaults(found);
    setAttempt((now) => now + 1);
  }
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const missing = fields.filter(({ name, optional }) => !optional && !values[name]?.trim());
    if (missing.length > 0) {
      refuse(
        missing.map(({ name, label }) => ({
          fieldId: idOf(name),
          text: t('keep.missing', { field: label }),
        })),
      );
      return;
    }
    setBusy(true);
    try {
      await onSubmit(values);
      toast(done ?? t('keep.saved'));
      onClose();
    } catch (error) {
      const named = wrongFields(error, fields).map(({ name, label }) => ({
        fieldId: idOf(name),
        text: t('keep.wrong', { field: label }),
      }));
      const words = refusalWords(t, error) ?? errorWords(error);
      refuse(named.length > 0 ? named : [{ fieldId: idOf(fieldOfRefusal(error, fields)), text: words }]);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" id={id} onSubmit={(event) => void submit(event)} noValidate>
        <ErrorSummary faults={faults} attempt={attempt} />
        {text && <p className="prose soft">{text}</p>}
        {fields.map(({ name, label, hint, optional, type = 'text', options }) => {
          const frame = { id: idOf(name), label, hint, optional, error: faultOf(name) };
          const change = (value: string) => setValues({ ...values, [name]: value });
          return options ? (
            <SelectField
              {...frame}
              key={name}
              value={values[name]}
              onChange={({ target }) => change(target.value)}
            >
              {options.map(({ value, label: words }) => (
                <option value={value} key={value}>
                  {words}
                </option>
              ))}
            </SelectField>
          ) : (
            <TextField
              {...frame}
              key={name}
              type={type}
              className={type === 'date' ? 'input input-date' : 'input'}
              value={values[name] ?? ''}
              onChange={({ target }) => change(target.value)}
            />
          );
        })}
        {children}
      </form>
      <DialogFoot>
        {others}
        <Button onClick={onClose}>{t('keep.cancel')}</Button>
        <Button type="submit" form={id} look="main" busy={busy}>
          {submitLabel ?? t('keep.save')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

/** The fields that the portal found wrong; `name.kk` of a request is the field `name.kk`. */
function wrongFields(error: unknown, fields: readonly FieldSpec[]): FieldSpec[] {
  if (!(error instanceof ApiError) || error.code !== 'VALIDATION_FAILED') return [];
  return fields.filter(({ name }) => error.fields?.some(({ path }) => path === name));
}

/** What a refusal is about, where it is about one field. */
const FIELD_OF_CODE: Readonly<Record<string, string>> = {
  BIN_KNOWN: 'bin',
  IIN_KNOWN: 'iin',
  TREE_CYCLE: 'parentId',
  POST_HELD: 'kind',
};

/** The field that a refusal is said at: its own, else the first one. */
function fieldOfRefusal(error: unknown, fields: readonly FieldSpec[]): string {
  const own = error instanceof ApiError ? FIELD_OF_CODE[error.code] : undefined;
  return (fields.find(({ name }) => name === own) ?? fields[0])?.name ?? '';
}

/** Refusals that name somebody or count something. */
export function refusalWords(t: Translate, error: unknown): string | null {
  if (!(error instanceof ApiError)) return null;
  const { by, people, units, steps } = error.params;
  if (error.code === 'STALE' && typeof by === 'string') return t('keep.stale', { by });
  if (error.code === 'POST_HELD' && typeof by === 'string') return t('keep.held', { by });
  if (error.code === 'UNIT_NOT_EMPTY') {
    return t('keep.notEmpty', { people: Number(people), units: Number(units), steps: Number(steps) });
  }
  return null;
}

const NAME_WORDS = { kk: 'keep.nameKk', ru: 'keep.nameRu', en: 'keep.nameEn' } as const satisfies Record<
  string,
  MessageId
>;
const OF_WORDS = { kk: 'keep.inKk', ru: 'keep.inRu', en: 'keep.inEn' } as const satisfies Record<
  string,
  MessageId
>;

/** A text in three languages: its fields, their first values, and what comes back of them. @param name as in the request */
export function namesFields(t: Translate, name: string, of?: string): FieldSpec[] {
  return (['kk', 'ru', 'en'] as const).map((language) => ({
    name: `${name}.${language}`,
    label: of ? t(OF_WORDS[language], { of }) : t(NAME_WORDS[language]),
  }));
}
export function namesStart(name: string, names: Readonly<Record<'kk' | 'ru' | 'en', string>>): FieldValues {
  return { [`${name}.kk`]: names.kk, [`${name}.ru`]: names.ru, [`${name}.en`]: names.en };
}
export function namesOf(values: FieldValues, name: string) {
  const of = (language: string) => values[`${name}.${language}`]?.trim() ?? '';
  return { kk: of('kk'), ru: of('ru'), en: of('en') };
}
export const NO_NAMES = { kk: '', ru: '', en: '' };

/** What an empty field of a day or a choice means. */
export const orNull = (value: string | undefined): string | null => value || null;
