import { useState } from 'react';
import { config, type z } from 'zod';
import type { ErrorCode, FieldError } from '#contracts';
import { ApiError } from '../../api/api-error';
import { useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { ERROR_WORDS } from '../../i18n/words';
import type { Fault } from '../../ui/error-summary';
import { useErrorWords } from '../../ui/states';

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

/** Faults of a form: what the schema found here, and what the server refused, said the same way. */
export function useFaults(fieldAt: FieldAt, codes: Partial<Record<ErrorCode, string>> = {}) {
  const t = useT();
  const errorWords = useErrorWords();
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  /** A refusal that is about no field. */
  const [refusal, setRefusal] = useState<string | null>(null);

  function say({ path, rule }: FieldError): Fault | null {
    const field = fieldAt(path);
    if (!field) return null;
    const text = field.range
      ? t('agreements.rule.range', { label: field.label, ...field.range })
      : t(RULE_WORDS[rule] ?? 'agreements.rule.invalid', { label: field.label });
    return { fieldId: field.id, text };
  }

  return {
    faults,
    refusal,
    faultOf: (fieldId: string) => faults.find((fault) => fault.fieldId === fieldId)?.text,
    clear: () => {
      setFaults([]);
      setRefusal(null);
    },
    /** @returns whether there is nothing to correct */
    accept: (errors: readonly FieldError[]): boolean => {
      const found = errors.map(say).filter((fault) => fault !== null);
      const first = found.filter(
        (fault, place) => found.findIndex((one) => one.fieldId === fault.fieldId) === place,
      );
      setRefusal(errors.length > 0 && first.length === 0 ? t(ERROR_WORDS.VALIDATION_FAILED) : null);
      setFaults(first);
      return errors.length === 0;
    },
    refuse: (error: unknown): void => {
      const code = error instanceof ApiError ? error.code : 'INTERNAL';
      // The frame asks for the password over the page; when it is given, there is nothing left to say.
      if (code === 'UNAUTHENTICATED') return;
      const path = code === 'NETWORK' ? undefined : codes[code];
      const field = path === undefined ? undefined : fieldAt(path);
      const fields = error instanceof ApiError ? error.fields.map(say).filter((fault) => fault !== null) : [];
      if (field) fields.push({ fieldId: field.id, text: errorWords(error) });
      setFaults(fields);
      setRefusal(fields.length > 0 ? null : errorWords(error));
    },
  };
}
