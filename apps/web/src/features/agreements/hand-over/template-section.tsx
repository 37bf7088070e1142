import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import {
  type HandOverSettings,
  LETTER_FIELDS,
  type LetterField,
  type LetterTemplate,
  letterText,
} from '#contracts';
import { useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Button } from '../../../ui/button';
import { ErrorSummary } from '../../../ui/error-summary';
import { TextArea, TextField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { Section } from '../../../ui/section';
import { toast } from '../../../ui/toast';
import { isStale } from '../deeds';
import { check, useFaults } from '../faults';
import { NewerNotice } from '../newer-notice';
import { handOverQuery, useSaveTemplate } from './hand-over-queries';

/** What stands in a field's place. */
const FIELD_WORDS: Readonly<Record<LetterField, MessageId>> = {
  number: 'agreements.handOver.field.number',
  title: 'agreements.handOver.field.title',
  kind: 'agreements.handOver.field.kind',
  developer: 'agreements.handOver.field.developer',
  office: 'agreements.handOver.field.office',
  bodies: 'agreements.handOver.field.bodies',
  files: 'agreements.handOver.field.files',
  initiator: 'agreements.handOver.field.initiator',
  head: 'agreements.handOver.field.head',
  date: 'agreements.handOver.field.date',
};

interface TemplateProps {
  bodyId: string;
  template: HandOverSettings['templates'][number];
}

const typedOf = ({ subject, text, revision }: LetterTemplate) => ({ subject, text, revision });

/** The template of letters in one language. */
export function TemplateSection({ bodyId, template }: TemplateProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const { language, own } = template;
  const [value, setValue] = useState(() => typedOf(template));
  const ids = { subject: `template-${language}-subject`, text: `template-${language}-text` };
  const labels = { subject: t('agreements.letter.subject'), text: t('agreements.letter.body') };
  const faults = useFaults({
    fieldAt: (path) =>
      path === 'subject' || path === 'text' ? { id: ids[path], label: labels[path] } : undefined,
    body: value,
    find: () => check(letterText, value),
    codes: { TEMPLATE_FIELD_UNKNOWN: 'text' },
  });
  const save = useSaveTemplate(bodyId);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (save.isPending || !faults.accept()) return;
    const body: LetterTemplate = { ...value, language };
    save.mutate(body, {
      onSuccess: () => {
        setValue({ ...value, revision: value.revision + 1 });
        toast(t('agreements.handOver.saved'));
      },
      onError: refused,
    });
  }

  /** That it was saved elsewhere is told beside what was saved there. */
  function refused(error: Error): void {
    if (isStale(error)) {
      faults.clear();
      void queryClient.invalidateQueries({ queryKey: handOverQuery(bodyId).queryKey });
    } else faults.refuse(error);
  }
  const isOlder = template.revision > value.revision && !save.isPending;

  return (
    <Section
      title={t(language === 'kk' ? 'agreements.handOver.template.kk' : 'agreements.handOver.template.ru')}
      aside={
        <span className="note soft">
          {t(own ? 'agreements.handOver.own' : 'agreements.handOver.default')}
        </span>
      }
    >
      <form className="form" onSubmit={submit} onBlur={faults.leave} noValidate>
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {faults.refusal && <Notice tone="late" title={faults.refusal} />}
        {isOlder && (
          <NewerNotice
            title={t('agreements.handOver.newer')}
            onKeepMine={() => setValue({ ...value, revision: template.revision })}
            onTakeNewer={() => setValue(typedOf(template))}
          >
            <p className="said" lang={language}>
              {`${template.subject}\n\n${template.text}`}
            </p>
          </NewerNotice>
        )}
        <TextField
          id={ids.subject}
          label={labels.subject}
          lang={language}
          error={faults.faultOf(ids.subject)}
          value={value.subject}
          onChange={({ target }) => setValue({ ...value, subject: target.value })}
        />
        <TextArea
          id={ids.text}
          label={labels.text}
          lang={language}
          rows={14}
          hint={t('agreements.handOver.fields', {
            fields: LETTER_FIELDS.map((field) => `{{${field}}} ${t(FIELD_WORDS[field])}`).join(', '),
          })}
          error={faults.faultOf(ids.text)}
          value={value.text}
          onChange={({ target }) => setValue({ ...value, text: target.value })}
        />
        <div className="form-foot">
          <Button type="submit" look="main" busy={save.isPending}>
            {t('agreements.letter.save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
