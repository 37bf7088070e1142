import type { ReactNode, SubmitEvent } from 'react';
import type { BodyItem, OwnStructure } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { ACT_KIND_WORDS, LANGUAGE_WORDS } from '../../../i18n/words';
import { Button } from '../../../ui/button';
import { Checkbox, Segmented } from '../../../ui/choice';
import { ErrorSummary } from '../../../ui/error-summary';
import { NumberField, SelectField, TextArea } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { Fact, Facts } from '../../../ui/section';
import type { Draft } from '../drafts';
import type { useFaults } from '../faults';
import { KINDS } from '../list/filters';
import type { CardDraft } from './card-draft';
import { FilesField } from './files-field';
import { CARD_LABELS, CONTROL_IDS, TERM_RANGE } from './form-fields';
import { LeaveGuard } from './leave-guard';
import { PeopleFields } from './people-fields';
import { useUploadWords } from './refusal-words';
import { useUploads } from './use-uploads';
import '../../../ui/styles/form-page.css';

interface CardFormProps {
  draft: Draft<CardDraft>;
  structure: OwnStructure;
  bodies: readonly BodyItem[];
  /** The kind of a saved card stays as it is. */
  saved: boolean;
  /** The saved card is for official use: the form does not take that off. */
  marked: boolean;
  faults: ReturnType<typeof useFaults>;
  busy: boolean;
  onSave: () => void;
  /** Told to the leave guard: the page is being left because the card was saved. */
  leaving: () => boolean;
  /** What stands above the fields */
  children?: ReactNode;
}

/** Acts are drafted in one of the two. */
const ACT_LANGUAGES = ['kk', 'ru'] as const;

/** The card of a draft act as a form (775:14). It may be saved with any of its lists still empty. */
export function CardForm(props: CardFormProps) {
  const { draft, structure, bodies, saved, marked, faults, busy, onSave, leaving, children } = props;
  const t = useT();
  const said = useUploadWords();
  const { value, change } = draft;
  const uploads = useUploads(value.files.length, {
    onDone: (file) => {
      change((now) => ({ files: [...now.files, file] }));
      said.done(file.name);
    },
    onRefused: ({ file, error }) => said.refused(file.name, error),
  });

  // A file that is still under way would be given up by what follows.
  function save(): void {
    if (!busy && !uploads.underWay) onSave();
  }
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    save();
  }

  return (
    <form className="form form-page" onSubmit={submit} onBlur={faults.leave} noValidate>
      <LeaveGuard
        unsaved={draft.touched || uploads.underWay}
        leaving={leaving}
        onLeave={draft.drop}
        onSave={save}
      />
      {children}
      <ErrorSummary title={t('agreements.form.failed')} faults={faults.faults} attempt={faults.attempt} />
      {faults.refusal && (
        <Notice tone="late" title={t('agreements.form.failed')}>
          {faults.refusal}
        </Notice>
      )}
      {saved ? (
        <Facts>
          <Fact name={t('agreements.fact.kind')}>{t(ACT_KIND_WORDS[value.kind])}</Fact>
        </Facts>
      ) : (
        <SelectField
          label={t('agreements.fact.kind')}
          value={value.kind}
          onChange={({ target }) =>
            change({ kind: KINDS.find((kind) => kind === target.value) ?? value.kind })
          }
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(ACT_KIND_WORDS[kind])}
            </option>
          ))}
        </SelectField>
      )}
      <Segmented
        label={t('agreements.fact.language')}
        choices={ACT_LANGUAGES.map((value) => ({ value, label: t(LANGUAGE_WORDS[value]) }))}
        value={value.language}
        onChange={(language) => change({ language })}
      />
      <TextArea
        id={CONTROL_IDS.title}
        label={t(CARD_LABELS.title)}
        hint={t('agreements.form.titleHint')}
        error={faults.faultOf(CONTROL_IDS.title)}
        lang={value.language}
        rows={3}
        value={value.title}
        onChange={({ target }) => change({ title: target.value })}
      />
      <TextArea
        id={CONTROL_IDS.description}
        label={t(CARD_LABELS.description)}
        optional
        error={faults.faultOf(CONTROL_IDS.description)}
        lang={value.language}
        rows={4}
        value={value.description}
        onChange={({ target }) => change({ description: target.value })}
      />
      <FilesField
        id={CONTROL_IDS.files}
        error={faults.faultOf(CONTROL_IDS.files)}
        files={value.files}
        onChange={(alter) => change((now) => ({ files: alter(now.files) }))}
        uploads={uploads}
      />
      <PeopleFields draft={draft} structure={structure} bodies={bodies} faultOf={faults.faultOf} />
      <NumberField
        id={CONTROL_IDS.internalTermDays}
        label={t(CARD_LABELS.internalTermDays)}
        hint={t('agreements.form.termHint', TERM_RANGE)}
        error={faults.faultOf(CONTROL_IDS.internalTermDays)}
        {...TERM_RANGE}
        value={value.internalTermDays}
        onChange={(internalTermDays) => change({ internalTermDays })}
      />
      <div>
        <Checkbox
          id={CONTROL_IDS.officialUse}
          label={t('agreements.mark')}
          checked={value.officialUse}
          disabled={marked}
          aria-describedby={`${CONTROL_IDS.officialUse}-hint`}
          onChange={({ target }) => change({ officialUse: target.checked })}
        />
        <span className="field-hint" id={`${CONTROL_IDS.officialUse}-hint`}>
          {t(marked ? 'agreements.mark.fieldSet' : 'agreements.mark.fieldHint')}
        </span>
      </div>
      <div className="form-foot">
        <Button type="submit" look="main" size="large" busy={busy || uploads.underWay}>
          {t('agreements.form.save')}
        </Button>
        <span className="soft note" role="status">
          {uploads.underWay ? t('agreements.form.uploadsUnderWay') : t('agreements.form.kept')}
        </span>
      </div>
    </form>
  );
}
