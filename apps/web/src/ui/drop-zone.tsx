import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './button';
import { FieldError } from './field';
import { Icon } from './icon';
import './styles/drop-zone.css';

interface DropZoneProps {
  label: string;
  /** Limits and formats, told before a file is chosen */
  hint: ReactNode;
  error?: string | undefined;
  /** Of the button: the address that an ErrorSummary leads to */
  id: string;
  /** Name of the button */
  choose: string;
  /** Words beside the button: that files can be dropped here */
  drop: string;
  /** Endings of names that the browser's own dialog offers first */
  accept: string;
  onFiles: (files: File[]) => void;
  /** What was chosen already */
  children?: ReactNode;
}

/** Takes files by a button or by dropping; a file dropped beside it does not replace the page. */
export function DropZone({ label, hint, error, id, choose, drop, accept, onFiles, children }: DropZoneProps) {
  const hintId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  useDropsKept();

  function take(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  }

  return (
    <fieldset className="field drop-field" data-invalid={error ? '' : undefined}>
      <legend>{label}</legend>
      <span className="field-hint" id={hintId}>
        {hint}
      </span>
      <FieldError id={`${id}-error`} error={error} />
      {children}
      <section
        className="drop-zone"
        aria-label={label}
        data-over={over ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={take}
      >
        <Icon name="upload" />
        <Button
          id={id}
          aria-describedby={error ? `${hintId} ${id}-error` : hintId}
          onClick={() => input.current?.click()}
        >
          {choose}
        </Button>
        <span className="drop-words soft note">{drop}</span>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={accept}
          aria-label={label}
          onChange={({ target }) => {
            onFiles([...(target.files ?? [])]);
            // The same file can be chosen again after it was mended.
            target.value = '';
          }}
        />
      </section>
    </fieldset>
  );
}

function useDropsKept(): void {
  useEffect(() => {
    const keep = (event: Event) => event.preventDefault();
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, []);
}
