import { useEffect, useRef } from 'react';
import type { Language } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { announce } from '../../../ui/announcer';
import { Button, IconButton } from '../../../ui/button';
import { FieldError, TextArea, TextField } from '../../../ui/field';
import type { RemarkDraft } from './outcome-draft';

/** The button that adds a remark: where a missing remark is told. */
export const ADD_REMARK = 'remark-add';
export const remarkFieldId = (key: string, part: string) => `remark-${key}-${part}`;

interface RemarksEditorProps {
  remarks: readonly RemarkDraft[];
  onChange: (alter: (now: RemarkDraft[]) => RemarkDraft[]) => void;
  /** Adds an empty one. @returns its key */
  onAdd: () => string;
  error: string | undefined;
  faultOf: (fieldId: string) => string | undefined;
  /** Of the act: remarks are written in it */
  language: Language;
}

/** Remarks, each with the point it is about and a proposal how to remove it (775:17.2). */
export function RemarksEditor({ remarks, onChange, onAdd, error, faultOf, language }: RemarksEditorProps) {
  const t = useT();
  const added = useRef<string | null>(null);
  const shown = remarks.filter(({ removed }) => !removed);
  useEffect(() => {
    if (added.current) document.getElementById(remarkFieldId(added.current, 'point'))?.focus();
    added.current = null;
  });

  function alter(key: string, part: Partial<RemarkDraft>): void {
    onChange((now) => now.map((one) => (one.key === key ? { ...one, ...part } : one)));
  }

  return (
    <fieldset className="remarks-editor" data-invalid={error ? '' : undefined}>
      <legend className="field-label">{t('agreements.remarks')}</legend>
      <FieldError id={`${ADD_REMARK}-error`} error={error} />
      <ol>
        {remarks.map((one) =>
          one.removed ? (
            <Removed key={one.key} onUndo={() => alter(one.key, { removed: false })} />
          ) : (
            <RemarkFields
              key={one.key}
              number={shown.indexOf(one) + 1}
              remark={one}
              language={language}
              faultOf={faultOf}
              onChange={(part) => alter(one.key, part)}
              onRemove={() => {
                alter(one.key, { removed: true });
                announce(t('agreements.remarkRemoved'));
              }}
            />
          ),
        )}
      </ol>
      <Button
        id={ADD_REMARK}
        icon="plus"
        aria-describedby={error ? `${ADD_REMARK}-error` : undefined}
        onClick={() => {
          added.current = onAdd();
        }}
      >
        {t('agreements.addRemark')}
      </Button>
    </fieldset>
  );
}

/** In the place of what was taken out, with the way back. */
function Removed({ onUndo }: { onUndo: () => void }) {
  const t = useT();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <li className="remark-removed soft">
      {t('agreements.remarkRemoved')}{' '}
      <Button look="quiet" size="small" icon="undo" onClick={onUndo} ref={button}>
        {t('ui.undo')}
      </Button>
    </li>
  );
}

interface RemarkFieldsProps {
  number: number;
  remark: RemarkDraft;
  language: Language;
  faultOf: (fieldId: string) => string | undefined;
  onChange: (part: Partial<RemarkDraft>) => void;
  onRemove: () => void;
}

function RemarkFields({ number, remark, language, faultOf, onChange, onRemove }: RemarkFieldsProps) {
  const t = useT();
  const idOf = (part: string) => remarkFieldId(remark.key, part);
  const name = t('agreements.remarkNumber', { number });
  return (
    <li className="remark-fields">
      <fieldset>
        <legend className="visually-hidden">{name}</legend>
        <div className="remark-fields-head">
          <strong>{number}</strong>
          {remark.from && (
            <span className="soft note">{t('agreements.remarkFrom', { unit: remark.from })}</span>
          )}
          <IconButton name="trash" label={t('ui.remove', { name })} onClick={onRemove} />
        </div>
        <div className="form">
          <TextField
            id={idOf('point')}
            label={t('agreements.remarkPoint')}
            hint={t('agreements.remarkPointHint')}
            optional
            error={faultOf(idOf('point'))}
            lang={language}
            className="input input-point"
            value={remark.point}
            onChange={({ target }) => onChange({ point: target.value })}
          />
          <TextArea
            id={idOf('text')}
            label={t('agreements.remarkText')}
            error={faultOf(idOf('text'))}
            lang={language}
            rows={3}
            value={remark.text}
            onChange={({ target }) => onChange({ text: target.value })}
          />
          <TextArea
            id={idOf('proposal')}
            label={t('agreements.proposal')}
            error={faultOf(idOf('proposal'))}
            lang={language}
            rows={3}
            value={remark.proposal}
            onChange={({ target }) => onChange({ proposal: target.value })}
          />
        </div>
      </fieldset>
    </li>
  );
}
