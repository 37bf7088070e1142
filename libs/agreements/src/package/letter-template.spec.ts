import { LETTER_FIELDS, type LetterField } from '#contracts';
import { assertFields, DEFAULT_TEMPLATES, fillTemplate } from './letter-template.js';

const values = Object.fromEntries(LETTER_FIELDS.map((field) => [field, `<${field}>`])) as Record<
  LetterField,
  string
>;

test('775:22 a letter of a body without a template of its own names number, title, bodies and files', () => {
  for (const template of Object.values(DEFAULT_TEMPLATES)) {
    assertFields(template);
    const { subject, text } = fillTemplate(template, values);
    expect(subject).toBe('<title> (<number>)');
    for (const field of ['office', 'developer', 'kind', 'bodies', 'files', 'head', 'initiator', 'date']) {
      expect(text).toContain(`<${field}>`);
    }
    expect(text).not.toContain('{{');
  }
});

test('a field in what was filled in stays what it is: a title cannot bring in another value', () => {
  const filled = fillTemplate(
    { subject: '{{ title }}', text: '{{title}}' },
    { ...values, title: '{{head}}' },
  );
  expect(filled).toEqual({ subject: '{{head}}', text: '{{head}}' });
});

test('a template that names what there is not is refused, with the name', () => {
  expect(() => assertFields({ subject: 'А', text: '{{telephone}}' })).toThrow(
    expect.objectContaining({ code: 'TEMPLATE_FIELD_UNKNOWN', params: { field: 'telephone' } }),
  );
});
