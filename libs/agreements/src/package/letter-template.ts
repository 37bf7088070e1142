import { LETTER_FIELDS, type LetterField, type LetterTemplate, type LetterText } from '#contracts';
import { AppError } from '#kernel';

const FIELD = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What a body that keeps no template of its own writes by (775:22). */
export const DEFAULT_TEMPLATES: Readonly<Record<LetterTemplate['language'], LetterText>> = {
  kk: {
    subject: '{{title}} ({{number}})',
    text: `{{office}}

{{developer}} мынадай құжатты қарауға жолдайды: {{kind}} «{{title}}», № {{number}}.

Жобаны мынадай мемлекеттік органдардың басшылары ЭЦҚ пайдалана отырып ескертулерсіз келісті:
{{bodies}}

Қоса беріледі: келісу парағы және мына файлдар:
{{files}}

{{head}}
Орындаушы: {{initiator}}
{{date}}`,
  },
  ru: {
    subject: '{{title}} ({{number}})',
    text: `{{office}}

{{developer}} направляет на рассмотрение следующий документ: {{kind}} «{{title}}», № {{number}}.

Проект согласован без замечаний с использованием ЭЦП руководителями следующих государственных органов:
{{bodies}}

Приложение: лист согласования и файлы:
{{files}}

{{head}}
Исполнитель: {{initiator}}
{{date}}`,
  },
};

/** @throws AppError TEMPLATE_FIELD_UNKNOWN for what no letter can be filled in with */
export function assertFields({ subject, text }: LetterText): void {
  for (const [, field = ''] of `${subject}\n${text}`.matchAll(FIELD)) {
    if (!isField(field)) throw new AppError('TEMPLATE_FIELD_UNKNOWN', { field });
  }
}

/** The template with its fields filled in; what was filled in is not looked into again. */
export function fillTemplate(
  { subject, text }: LetterText,
  values: Readonly<Record<LetterField, string>>,
): LetterText {
  const filled = (one: string) =>
    one.replace(FIELD, (whole, field: string) => (isField(field) ? values[field] : whole));
  return { subject: filled(subject).slice(0, 500), text: filled(text).slice(0, 10_000) };
}

const isField = (name: string): name is LetterField => LETTER_FIELDS.some((field) => field === name);
