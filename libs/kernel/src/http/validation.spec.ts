import { z } from 'zod';
import { typedText } from '#contracts';
import { AppError } from '../app-error.js';
import { validationPipe } from './validation.js';

const schema = z
  .object({
    title: typedText(10),
    files: z.array(z.object({ name: z.string(), pages: z.number().int().positive() })),
    from: z.number(),
    until: z.number(),
  })
  .strict()
  .refine((term) => term.from < term.until, { path: ['until'], error: 'TERM_IN_PAST' });

const check = (value: unknown) => validationPipe().transform(value, { type: 'body', schema });

async function fieldsOf(value: unknown): Promise<unknown> {
  const refusal = await check(value).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(AppError);
  expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', status: 400, params: {} });
  return (refusal as AppError).fields;
}

describe('what a request brings', () => {
  const sound = { title: 'Бұйрық', files: [{ name: 'a.docx', pages: 2 }], from: 1, until: 2 };

  test('is handed on as its schema made it', async () => {
    expect(await check({ ...sound, title: '  Бұйрық ' })).toEqual(sound);
  });

  test('is refused with every broken field by its path', async () => {
    const files = [sound.files[0], { name: 5, pages: -1 }];
    expect(await fieldsOf({ ...sound, title: ' ', files })).toEqual([
      { path: 'title', rule: 'too_small' },
      { path: 'files.1.name', rule: 'invalid_type' },
      { path: 'files.1.pages', rule: 'too_small' },
    ]);
  });

  test('names a rule of the contracts by the contracts’ own word', async () => {
    expect(await fieldsOf({ ...sound, until: 0 })).toEqual([{ path: 'until', rule: 'term_in_past' }]);
    expect(await fieldsOf({ ...sound, title: 'a\u202Eb' })).toEqual([
      { path: 'title', rule: 'control_character' },
    ]);
  });

  test.each([null, undefined, [], 'text', 7])(
    'that is no object at all is refused as a whole: %j',
    async (value) => {
      expect(await fieldsOf(value)).toEqual([{ path: '', rule: 'invalid_type' }]);
    },
  );

  test('tells of unknown members', async () => {
    expect(await fieldsOf({ ...sound, admin: true })).toEqual([{ path: '', rule: 'unrecognized_keys' }]);
  });

  test('gets a short answer to a long list of faults', async () => {
    expect(await fieldsOf({ ...sound, files: Array(5_000).fill(0) })).toHaveLength(50);
  });
});
