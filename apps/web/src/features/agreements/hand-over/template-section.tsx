import { type SubmitEvent, useState } from 'react';
import { type HandOverSettings, LETTER_FIELDS, type LetterTemplate, letterText } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { ErrorSummary } from '../../../ui/error-summary';
import { TextArea, TextField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { Section } from '../../../ui/section';
import { toast } from '../../../ui/toast';
import { check, useFaults } from '../faults';
import { useSaveTemplate } from './hand-over-queries';

interface TemplateProps {
  bodyId: string;
  template: HandOverSettings['templates'][number];
}

/** The template of letters in one language. */
export function TemplateSection({ bodyId, template }: TemplateProps) {
  const t = useT();
  const { language, own } = template;
  const [value, setValue] = useState({ subject: template.subject, text: template.text });
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
      onSuccess: () => toast(t('agreements.handOver.saved')),
      onError: faults.refuse,
    });
  }

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
            fields: LETTER_FIELDS.map((field) => `{{${field}}}`).join(' '),
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
