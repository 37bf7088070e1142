import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { forgiving } from '#contracts';
import { useT } from '../i18n/i18n';
import { announce } from './announcer';
import { IconButton } from './button';
import { Field, FieldError, type FieldFrame } from './field';
import { Icon } from './icon';
import { useListbox } from './use-listbox';
import './styles/combo-box.css';

export interface Option {
  id: string;
  label: string;
  /** Unit, post or body under the label */
  hint?: string;
}

interface ComboBoxProps extends FieldFrame {
  options: readonly Option[];
  /** What is chosen already and is not offered again */
  without?: readonly string[];
  onChoose: (option: Option) => void;
  placeholder?: string;
  /** The options come from elsewhere, by what is typed, and are shown as they come */
  source?: {
    onText: (text: string) => void;
    /** What was typed is not answered yet, or is too little to ask by */
    pending: boolean;
  };
}

/** Enough to choose from; more are found by typing. */
const SHOWN = 50;

/** The list is no higher, in pixels, and keeps away from the edges of what can be seen. */
const HIGHEST_PX = 288;
const EDGE_PX = 8;

/** Puts an open list where there is room for it: under its box, or over it where the window ends. */
function usePlace(list: RefObject<HTMLElement | null>, shown: number): void {
  useLayoutEffect(() => {
    const { current } = list;
    const box = current?.parentElement?.getBoundingClientRect();
    if (!current || !box || shown === 0) return;
    // What stands over the page at its edges
    const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
    const above = box.top - Number.parseFloat(scrollPaddingTop) - EDGE_PX;
    const below = window.innerHeight - box.bottom - Number.parseFloat(scrollPaddingBottom) - EDGE_PX;
    current.style.maxHeight = '';
    const upward = below < Math.min(HIGHEST_PX, current.scrollHeight) && above > below;
    current.toggleAttribute('data-above', upward);
    current.style.maxHeight = `${Math.min(HIGHEST_PX, upward ? above : below)}px`;
  }, [list, shown]);
}

/** Finds one of many while typing, forgiving ә/а, қ/к, і/и. Choosing clears the box: see PickOne, PickMany. */
function ComboBox({ options, without = [], onChoose, placeholder, source, ...frame }: ComboBoxProps) {
  const t = useT();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const wanted = forgiving(text);
  const found = options
    .filter(
      ({ id, label, hint }) =>
        !without.includes(id) && (source || forgiving(`${label} ${hint ?? ''}`).includes(wanted)),
    )
    .slice(0, SHOWN);
  const panel = useRef<HTMLDivElement>(null);
  usePlace(panel, open ? found.length : 0);
  const list = useListbox(open ? found.length : 0, choose, () => setOpen(false));

  function choose(place: number): void {
    const option = found[place];
    if (!option) return;
    onChoose(option);
    announce(t('ui.chosen', { name: option.label }));
    setText('');
    source?.onText('');
    setOpen(false);
  }

  return (
    <Field {...frame}>
      {(control) => (
        <div className="combo">
          <input
            role="combobox"
            className="input"
            placeholder={placeholder}
            value={text}
            {...control}
            {...list.boxProps}
            aria-expanded={open}
            onChange={(event) => {
              setText(event.target.value);
              source?.onText(event.target.value);
              setOpen(true);
              list.restart();
            }}
            onClick={() => setOpen(true)}
            onBlur={() => setOpen(false)}
            onKeyDown={(event) => {
              // Enter takes an option; a word that nothing fits does not send the form.
              if (event.key === 'Enter' && text !== '') event.preventDefault();
              // Esc closes the list first, and what stands around it, a form or a dialog, only when pressed again.
              if (event.key === 'Escape' && open) event.preventDefault();
              if (!open && event.key === 'ArrowDown') {
                event.preventDefault();
                setOpen(true);
              } else list.boxProps.onKeyDown(event);
            }}
          />
          <Icon name="down" small />
          {/* The press would blur the box before the click arrives. */}
          <div
            role="listbox"
            tabIndex={-1}
            className="combo-list"
            ref={panel}
            aria-label={frame.label}
            hidden={!open || found.length === 0}
            onMouseDown={(event) => event.preventDefault()}
            {...list.listProps}
          >
            {open &&
              found.map((option, place) => (
                <div
                  role="option"
                  tabIndex={-1}
                  className="combo-option"
                  key={option.id}
                  {...list.optionProps(place)}
                >
                  {option.label}
                  {option.hint && <span>{option.hint}</span>}
                </div>
              ))}
          </div>
          {open && found.length === 0 && !source?.pending && (
            <p className="combo-list combo-none" role="status">
              {t('ui.noMatches')}
            </p>
          )}
        </div>
      )}
    </Field>
  );
}

interface PickOneProps extends Omit<ComboBoxProps, 'onChoose' | 'without'> {
  value: string | null;
  onChange: (id: string | null) => void;
}

/** One of many, such as a person; what is chosen stands in the place of the box, and the focus follows. */
export function PickOne({ value, onChange, options, ...rest }: PickOneProps) {
  const moved = useRef(false);
  const chosen = options.find(({ id }) => id === value);

  function change(id: string | null): void {
    moved.current = true;
    onChange(id);
  }
  function follow(place: HTMLElement | null): void {
    if (place && moved.current) (place.querySelector<HTMLElement>('input, button') ?? place).focus();
    if (place) moved.current = false;
  }

  if (!chosen) {
    return (
      <div key="box" ref={follow}>
        <ComboBox {...rest} options={options} onChoose={({ id }) => change(id)} />
      </div>
    );
  }
  return (
    <fieldset
      className="field"
      data-invalid={rest.error ? '' : undefined}
      id={rest.id}
      tabIndex={-1}
      key="chosen"
      ref={follow}
    >
      <legend>{rest.label}</legend>
      {rest.hint && <span className="field-hint">{rest.hint}</span>}
      <FieldError id={`${rest.id}-error`} error={rest.error} />
      <div className="picked">
        <Picked option={chosen} onRemove={() => change(null)} />
      </div>
    </fieldset>
  );
}

interface PickManyProps extends Omit<ComboBoxProps, 'onChoose' | 'without'> {
  value: readonly string[];
  /** What of it can't be taken out any more. */
  fixed?: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Several of many, such as bodies, in the order in which they were chosen. */
export function PickMany({ value, fixed = [], onChange, options, ...rest }: PickManyProps) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);

  /** Its button goes with what is taken out: the focus goes on to where another is chosen. */
  function remove({ id, label }: Option): void {
    onChange(value.filter((one) => one !== id));
    announce(t('ui.removed', { name: label }));
    box.current?.querySelector('input')?.focus();
  }
  return (
    <div className="pick-many" ref={box}>
      <ComboBox {...rest} options={options} without={value} onChoose={({ id }) => onChange([...value, id])} />
      <ul className="picked-list" aria-label={rest.label}>
        {value.map((id) => {
          const option = options.find((one) => one.id === id);
          if (!option) return null;
          return (
            <li className="picked" key={id}>
              <Picked option={option} {...(!fixed.includes(id) && { onRemove: () => remove(option) })} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Picked({ option, onRemove }: { option: Option; onRemove?: () => void }) {
  const t = useT();
  return (
    <>
      <span className="person">
        {option.label}
        {option.hint && <span>{option.hint}</span>}
      </span>
      {onRemove && (
        <IconButton name="close" label={t('ui.remove', { name: option.label })} onClick={onRemove} />
      )}
    </>
  );
}
