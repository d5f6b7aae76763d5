import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icons.tsx';
import { dialog } from './view.ts';

/** A button with an icon. Its label is shown where there is room, and always told. */
export function IconButton({
  icon,
  label,
  onClick,
  keys,
  showsLabel = false,
  isDisabled = false,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  /** A keyboard shortcut, for the tooltip. */
  readonly keys?: string;
  readonly showsLabel?: boolean;
  readonly isDisabled?: boolean;
}) {
  return (
    <button
      type="button"
      class={showsLabel ? 'button with-label' : 'button'}
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
      disabled={isDisabled}
      onClick={onClick}
    >
      <Icon name={icon} />
      {showsLabel && <span class="label">{label}</span>}
    </button>
  );
}

/** A choice of one of few. */
export function Segments<Value extends string>({
  label,
  rows,
  value,
  onChoose,
}: {
  readonly label: string;
  readonly rows: readonly {
    readonly value: Value;
    readonly label: ComponentChildren;
    readonly title?: string;
  }[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in all browsers
    <div class="segments" role="group" aria-label={label}>
      {rows.map((row) => (
        <button
          key={row.value}
          type="button"
          aria-pressed={row.value === value}
          title={row.title}
          onClick={() => onChoose(row.value)}
        >
          {row.label}
        </button>
      ))}
    </div>
  );
}

/** A list of tabs that show parts of the page (WAI-ARIA, "Tabs Pattern"). */
export function TabList<Value extends string>({
  label,
  rows,
  value,
  onChoose,
  controls,
}: {
  readonly label: string;
  readonly rows: readonly { readonly value: Value; readonly label: ComponentChildren }[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  /** Returns the id of the part that a tab shows. */
  readonly controls: (value: Value) => string;
}) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const index = rows.findIndex((row) => row.value === value);
    const next = rows[(index + step + rows.length) % rows.length];
    if (!next) return;
    onChoose(next.value);
    list.current?.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus();
  };
  return (
    <div class="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
      {rows.map((row) => (
        <button
          key={row.value}
          type="button"
          role="tab"
          data-value={row.value}
          aria-selected={row.value === value}
          aria-controls={controls(row.value)}
          tabIndex={row.value === value ? 0 : -1}
          onClick={() => onChoose(row.value)}
        >
          {row.label}
        </button>
      ))}
    </div>
  );
}

/** A modal dialog. It closes with Escape, with its button, and by a click beside it. */
export function Dialog({
  title,
  children,
  isLarge = false,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly isLarge?: boolean;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before the next key: what somebody types goes to the dialog.
  useLayoutEffect(() => {
    element.current?.showModal();
  }, []);
  const close = () => {
    dialog.value = null;
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes the dialog
    <dialog
      ref={element}
      class={isLarge ? 'large' : ''}
      aria-labelledby={titleId}
      onClose={close}
      onClick={(event) => {
        if (event.target === element.current) close();
      }}
    >
      <div class="dialog-body">
        <header>
          <h2 id={titleId}>{title}</h2>
          <IconButton icon="close" label="Close" onClick={close} />
        </header>
        {children}
      </div>
    </dialog>
  );
}

/** A description of the schema: paragraphs, with code in backticks. */
export function Description({ text }: { readonly text: string | null | undefined }) {
  if (!text) return null;
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p class="description" key={paragraph}>
          {paragraph
            .split('`')
            .map((piece, index) =>
              index % 2 === 1 ? <code key={piece + String(index)}>{piece}</code> : piece,
            )}
        </p>
      ))}
    </>
  );
}
