import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { type ActCard, REMARK_KINDS, type RemarkKind, type StepRemarks } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { announce } from '../../../ui/announcer';
import { Button, IconButton } from '../../../ui/button';
import { FieldError, SelectField, TextArea, TextField } from '../../../ui/field';
import { REMARK_KIND_WORDS } from '../remarks/remark-words';
import type { RemarkDraft } from './outcome-draft';

const PickPlace = lazy(() => import('./pick-place'));

/** The button that adds a remark: where a missing remark is told. */
export const ADD_REMARK = 'remark-add';
export const remarkFieldId = (id: string, part: string) => `remark-${id}-${part}`;

interface RemarksEditorProps {
  card: ActCard;
  remarks: readonly RemarkDraft[];
  fromUnits: StepRemarks['fromUnits'];
  onAlter: (id: string, part: Partial<RemarkDraft>) => void;
  onMerge: (fromId: string, intoId: string) => void;
  /** Adds an empty one. @returns its id */
  onAdd: () => string;
  error: string | undefined;
  faultOf: (fieldId: string) => string | undefined;
}

/** Remarks, each with its kind, the point it is about and a proposal how to remove it (775:17.2). */
export function RemarksEditor({ remarks, onAdd, error, ...rest }: RemarksEditorProps) {
  const t = useT();
  const added = useRef<string | null>(null);
  const shown = remarks.filter(({ removed }) => !removed);
  useEffect(() => {
    if (added.current) document.getElementById(remarkFieldId(added.current, 'point'))?.focus();
    added.current = null;
  });

  return (
    <fieldset className="remarks-editor" data-invalid={error ? '' : undefined}>
      <legend className="field-label">{t('agreements.remarks')}</legend>
      <FieldError id={`${ADD_REMARK}-error`} error={error} />
      <ol>
        {remarks.map((one) =>
          one.removed ? (
            // What came from a unit is among those left out, where it can be taken up again.
            one.sources.length === 0 && (
              <Removed key={one.id} onUndo={() => rest.onAlter(one.id, { removed: false })} />
            )
          ) : (
            <RemarkFields
              key={one.id}
              number={shown.indexOf(one) + 1}
              others={shown.flatMap((other, place) =>
                other === one ? [] : [{ id: other.id, number: place + 1 }],
              )}
              remark={one}
              lastFileId={shown.findLast(({ place }) => place)?.place?.fileId}
              {...rest}
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

interface RemarkFieldsProps extends Omit<RemarksEditorProps, 'remarks' | 'onAdd' | 'error'> {
  number: number;
  /** Into which it may be merged */
  others: readonly { id: string; number: number }[];
  remark: RemarkDraft;
  /** Where the reader picked a paragraph last */
  lastFileId: string | undefined;
}

function RemarkFields({
  card,
  number,
  others,
  remark,
  lastFileId,
  fromUnits,
  onAlter,
  onMerge,
  faultOf,
}: RemarkFieldsProps) {
  const t = useT();
  const language = useLanguage();
  const idOf = (part: string) => remarkFieldId(remark.id, part);
  const change = (part: Partial<RemarkDraft>) => onAlter(remark.id, part);
  const name = t('agreements.remarkNumber', { number });
  const units = fromUnits
    .filter(({ id }) => remark.sources.includes(id))
    .map(({ unit }) => unit.name[language]);
  return (
    <li className="remark-fields">
      <fieldset>
        <legend className="visually-hidden">{name}</legend>
        <div className="remark-fields-head">
          <strong>{number}</strong>
          {units.length > 0 && (
            <span className="soft note">
              {t('agreements.remarkFrom', { unit: [...new Set(units)].join(', ') })}
            </span>
          )}
          <IconButton
            name="trash"
            label={t('ui.remove', { name })}
            onClick={() => {
              change({ removed: true });
              announce(t('agreements.remarkRemoved'));
            }}
          />
        </div>
        <div className="form">
          <SelectField
            id={idOf('kind')}
            label={t('agreements.remarkKind')}
            value={remark.kind}
            onChange={({ target }) => change({ kind: target.value as RemarkKind })}
          >
            {REMARK_KINDS.map((kind) => (
              <option value={kind} key={kind}>
                {t(REMARK_KIND_WORDS[kind])}
              </option>
            ))}
          </SelectField>
          <TextField
            id={idOf('point')}
            label={t('agreements.remarkPoint')}
            hint={t('agreements.remarkPointHint')}
            optional
            error={faultOf(idOf('point'))}
            lang={card.language}
            className="input input-point"
            value={remark.point}
            onChange={({ target }) => change({ point: target.value })}
          />
          <Place card={card} remark={remark} lastFileId={lastFileId} onChange={change} />
          <TextArea
            id={idOf('text')}
            label={t('agreements.remarkText')}
            error={faultOf(idOf('text'))}
            lang={card.language}
            rows={3}
            value={remark.text}
            onChange={({ target }) => change({ text: target.value })}
          />
          <TextArea
            id={idOf('proposal')}
            label={t('agreements.proposal')}
            error={faultOf(idOf('proposal'))}
            lang={card.language}
            rows={3}
            value={remark.proposal}
            onChange={({ target }) => change({ proposal: target.value })}
          />
          {others.length > 0 && (
            <SelectField
              label={t('agreements.mergeInto')}
              optional
              value=""
              onChange={({ target }) => onMerge(remark.id, target.value)}
            >
              <option value="">{t('agreements.mergeNot')}</option>
              {others.map((other) => (
                <option value={other.id} key={other.id}>
                  {t('agreements.remarkNumber', { number: other.number })}
                </option>
              ))}
            </SelectField>
          )}
        </div>
      </fieldset>
    </li>
  );
}

interface PlaceProps {
  card: ActCard;
  remark: RemarkDraft;
  lastFileId: string | undefined;
  onChange: (part: Partial<RemarkDraft>) => void;
}

/** The paragraph that the remark is tied to, picked from the text of the version. */
function Place({ card, remark, lastFileId, onChange }: PlaceProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (!remark.place && !card.version.files.some(({ format }) => format === 'docx')) return null;
  return (
    <div className="cluster">
      {remark.place && (
        <span className="soft note" lang={card.language}>
          «{remark.place.excerpt}»
        </span>
      )}
      <Button size="small" icon="file" onClick={() => setOpen(true)}>
        {t(remark.place ? 'agreements.pickOther' : 'agreements.pickPlace')}
      </Button>
      {remark.place && (
        <Button size="small" look="quiet" onClick={() => onChange({ place: null })}>
          {t('agreements.unpick')}
        </Button>
      )}
      <Suspense>
        {open && (
          <PickPlace
            card={card}
            lastFileId={lastFileId}
            onPick={(place, point) => onChange({ place, ...(point ? { point } : {}) })}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </div>
  );
}
