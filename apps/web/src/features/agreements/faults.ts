import { type FocusEvent, useRef, useState } from 'react';
import { config, type z } from 'zod';
import type { ErrorCode, FieldError } from '#contracts';
import { ApiError } from '../../api/api-error';
import { useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { ERROR_WORDS } from '../../i18n/words';
import type { Fault } from '../../ui/error-summary';
import { useErrorWords } from '../../ui/states';
import { afterLeaving, type KnownFault, standing, valueAt } from './known-faults';

// Schemas are interpreted: the content security policy lets nothing be compiled in the page.
config({ jitless: true });

/** A control of a form, by the path of its value in the request. */
export interface FormField {
  /** Of the control */
  id: string;
  label: string;
  /** Bounds of a number */
  range?: { min: number; max: number };
}

export type FieldAt = (path: string) => FormField | undefined;

/** What a schema of the contracts refuses, named as the server would name it. */
export function check(schema: z.ZodType, body: unknown): FieldError[] {
  const { error } = schema.safeParse(body);
  return (error?.issues ?? []).map(({ path, code, message }) => ({
    path: path.join('.'),
    rule: /^[A-Z_]+$/.test(message) ? message.toLowerCase() : code,
  }));
}

const RULE_WORDS: Readonly<Record<string, MessageId>> = {
  too_small: 'agreements.rule.missing',
  invalid_type: 'agreements.rule.missing',
  too_big: 'agreements.rule.tooLong',
  control_character: 'agreements.rule.control',
  not_distinct: 'agreements.rule.twice',
};

/** What is not there is missing, whatever rule noticed it first: a unit not chosen is "not an id", a day left empty "no date". */
const NOTHING: readonly string[] = ['""', 'null', 'undefined'];

function wordOf(rule: string, refused: string): MessageId {
  if (NOTHING.includes(refused)) return 'agreements.rule.missing';
  return RULE_WORDS[rule] ?? 'agreements.rule.invalid';
}

interface CheckedForm {
  fieldAt: FieldAt;
  /** The request, as it would be sent now */
  body: unknown;
  /** What is wrong with it, as far as this page can tell */
  find: () => readonly FieldError[];
  /** Where a refusal of the server belongs: a path of the request */
  codes?: Partial<Record<ErrorCode, string>>;
}

/**
 * Faults of a form: what the schema found here, and what the server refused, said the same way. A fault is gone as soon as
 * its field is changed, and is told anew when the field is left with something wrong in it.
 */
export function useFaults({ fieldAt, body, find, codes = {} }: CheckedForm) {
  const t = useT();
  const errorWords = useErrorWords();
  const [known, setKnown] = useState<readonly KnownFault[]>([]);
  /** Grows with each refusal, so that the second is heard too. */
  const [attempt, setAttempt] = useState(0);
  /** A refusal that is about no field. */
  const [refusal, setRefusal] = useState<string | null>(null);
  const faults = standing(known, body);
  // A refusal that comes after the next change is told too: it is of the request that was sent, not of what the field says now.
  const latest = useRef(body);
  latest.current = body;

  function say({ path, rule }: FieldError): Fault | null {
    const field = fieldAt(path);
    if (!field) return null;
    const text = field.range
      ? t('agreements.rule.range', { label: field.label, ...field.range })
      : t(wordOf(rule, valueAt(body, path)), { label: field.label });
    return { fieldId: field.id, text };
  }
  const know = (fault: Fault | null, path: string): KnownFault[] =>
    fault ? [{ ...fault, path, refused: valueAt(latest.current, path) }] : [];

  function tell(found: readonly KnownFault[], about: string | null): void {
    // One line for each field
    setKnown(
      found.filter(({ fieldId }, place) => found.findIndex((one) => one.fieldId === fieldId) === place),
    );
    setRefusal(about);
    setAttempt((now) => now + 1);
  }

  return {
    faults,
    attempt,
    refusal,
    faultOf: (fieldId: string) => faults.find((fault) => fault.fieldId === fieldId)?.text,
    clear: () => tell([], null),
    /** @returns whether there is nothing to correct */
    accept: (): boolean => {
      const errors = find();
      const found = errors.flatMap((error) => know(say(error), error.path));
      tell(found, errors.length > 0 && found.length === 0 ? t(ERROR_WORDS.VALIDATION_FAILED) : null);
      return errors.length === 0;
    },
    refuse: (error: unknown): void => {
      const code = error instanceof ApiError ? error.code : 'INTERNAL';
      // The frame asks for the password over the page; when it is given, there is nothing left to say.
      if (code === 'UNAUTHENTICATED') return;
      const path = code === 'NETWORK' ? undefined : codes[code];
      const field = path === undefined ? undefined : fieldAt(path);
      const found = error instanceof ApiError ? error.fields.flatMap((one) => know(say(one), one.path)) : [];
      if (field && path !== undefined) {
        found.push(...know({ fieldId: field.id, text: errorWords(error) }, path));
      }
      tell(found, found.length > 0 ? null : errorWords(error));
    },
    /** Of the form: a field was left. A press on the button that sends it is not to be moved away under the pointer. */
    leave: ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget instanceof HTMLButtonElement && relatedTarget.type === 'submit') return;
      setKnown((now) => afterLeaving(now, body, find(), say));
    },
  };
}
