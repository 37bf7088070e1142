import { type SubmitEvent, useId, useState } from 'react';
import { ApiError } from '../../../api/api-error';
import { type Translate, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Button } from '../../../ui/button';
import { Dialog, DialogFoot } from '../../../ui/dialog';
import { ErrorSummary, type Fault } from '../../../ui/error-summary';
import { SelectField, TextField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { focusLost } from '../../../ui/page-head';
import { useErrorWords } from '../../../ui/states';
import { toast } from '../../../ui/toast';

/** One field of a form about an entry of the directory. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** It may stay empty. */
  readonly optional?: boolean;
  readonly type?: 'text' | 'date' | 'email' | 'tel' | 'file';
  /** Kinds of files that the browser's own dialog offers */
  readonly accept?: string;
  /** The reader chooses one of these. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}
export type FieldValues = Readonly<Record<string, string>>;

/** Something that takes the entry away, beside the main button. */
interface Removal {
  readonly label: string;
  readonly done: string;
  readonly run: () => Promise<unknown>;
}

interface FieldsDialogProps {
  title: string;
  text?: string;
  fields: readonly FieldSpec[];
  start: FieldValues;
  submitLabel?: string;
  /** What is said when it is done */
  done?: string;
  /** @param file what was chosen in the field of a file */
  onSubmit: (values: FieldValues, file: File | undefined) => Promise<unknown>;
  onClose: () => void;
  removal?: Removal | undefined;
}

/** A form in a dialog; what the portal refuses is said at its top, and what was typed stays. */
export function FieldsDialog(props: FieldsDialogProps) {
  const { title, text, fields, start, submitLabel, done, onSubmit, onClose, removal } = props;
  const t = useT();
  const id = useId();
  const errorWords = useErrorWords();
  const [values, setValues] = useState(start);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  /** What is refused and lies at no field */
  const [refusal, setRefusal] = useState<string | null>(null);
  const [file, setFile] = useState<File>();
  const [busy, setBusy] = useState<'submit' | 'remove' | null>(null);
  const idOf = (name: string) => `${id}-${name}`;
  const faultOf = (name: string) => faults.find(({ fieldId }) => fieldId === idOf(name))?.text;

  function refuse(found: readonly Fault[]): void {
    setFaults(found);
    setAttempt((now) => now + 1);
  }
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const missing = fields.filter(
      ({ name, type, optional }) => !optional && !(type === 'file' ? file : values[name]?.trim()),
    );
    if (missing.length > 0) {
      setRefusal(null);
      refuse(
        missing.map(({ name, label }) => ({
          fieldId: idOf(name),
          text: t('keep.missing', { field: label }),
        })),
      );
      return;
    }
    await attend('submit', onSubmit(values, file), done ?? t('keep.saved'));
  }
  /** Waits for what was asked for; a refusal is told in the form, which stands above all messages. */
  async function attend(what: 'submit' | 'remove', deed: Promise<unknown>, said: string): Promise<void> {
    setBusy(what);
    setFaults([]);
    setRefusal(null);
    try {
      await deed;
      toast(said);
      onClose();
      focusLost();
    } catch (error) {
      const named = wrongFields(error, fields).map(({ name, label, rule }) => ({
        fieldId: idOf(name),
        text: t(RULE_WORDS[rule] ?? 'keep.wrong', { field: label }),
      }));
      const words = refusalWords(t, error) ?? errorWords(error);
      const own = fieldOfRefusal(error, fields);
      if (named.length > 0) refuse(named);
      else if (own) refuse([{ fieldId: idOf(own), text: words }]);
      else setRefusal(words);
    } finally {
      setBusy(null);
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" id={id} onSubmit={(event) => void submit(event)} noValidate>
        <ErrorSummary faults={faults} attempt={attempt} />
        {refusal && <Notice tone="late" title={refusal} alert />}
        {text && <p className="prose soft">{text}</p>}
        {fields.map(({ name, label, hint, optional, type = 'text', accept, options }) => {
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
              accept={accept}
              className={type === 'date' ? 'input input-date' : 'input'}
              // The browser alone sets what a field of a file shows.
              value={type === 'file' ? undefined : (values[name] ?? '')}
              onChange={({ target }) => (target.files ? setFile(target.files[0]) : change(target.value))}
            />
          );
        })}
      </form>
      <DialogFoot>
        {removal && (
          <Button
            look="danger"
            busy={busy === 'remove'}
            onClick={() => busy === null && void attend('remove', removal.run(), removal.done)}
          >
            {removal.label}
          </Button>
        )}
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button type="submit" form={id} look="main" busy={busy === 'submit'}>
          {submitLabel ?? t('keep.save')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

/** What is wrong with a field, by the rule that it broke. */
const RULE_WORDS: Readonly<Record<string, MessageId>> = {
  before_begin: 'keep.rule.beforeBegin',
  control_character: 'keep.rule.control',
  not_bin: 'keep.rule.notBin',
  not_email: 'keep.rule.notEmail',
  not_iin: 'keep.rule.notIin',
  too_big: 'keep.rule.tooLong',
};

/** The fields that the portal found wrong, each with the rule; `name.kk` of a request is the field `name.kk`. */
function wrongFields(error: unknown, fields: readonly FieldSpec[]): (FieldSpec & { rule: string })[] {
  if (!(error instanceof ApiError) || error.code !== 'VALIDATION_FAILED') return [];
  return fields.flatMap((field) => {
    const fault = error.fields.find(({ path }) => path === field.name);
    return fault ? [{ ...field, rule: fault.rule }] : [];
  });
}

/** What a refusal is about, where it is about one field: of those named, the one that the form has. */
const FIELD_OF_CODE: Readonly<Record<string, readonly string[]>> = {
  BIN_KNOWN: ['bin'],
  DAY_IN_PAST: ['from', 'on'],
  IIN_KNOWN: ['iin'],
  TREE_CYCLE: ['parentId'],
  OVERSEER_NOT_DEPUTY: ['overseerId'],
  POST_HELD: ['kind'],
  PHOTO_REFUSED: ['photo'],
};

/** The field that a refusal is said at, where the form has it. */
function fieldOfRefusal(error: unknown, fields: readonly FieldSpec[]): string | undefined {
  const own = error instanceof ApiError ? FIELD_OF_CODE[error.code] : undefined;
  return fields.find(({ name }) => own?.includes(name))?.name;
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
