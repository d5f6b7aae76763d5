import { useRef } from 'preact/hooks';

/** Properties of {@link Splitter}. */
interface SplitterProps {
  /** The custom property of CSS with the share of the second part. */
  readonly name: string;
  /** The direction of the line. */
  readonly direction: 'horizontal' | 'vertical';
  readonly label: string;
}

const [least, most] = [15, 85];

/** A line between two parts, which can be moved with the pointer and with arrow keys (WAI-ARIA, "Window Splitter"). */
export function Splitter({ name, direction, label }: SplitterProps) {
  const line = useRef<HTMLDivElement>(null);
  const share = () => {
    const place = line.current?.parentElement;
    return place ? Number.parseFloat(getComputedStyle(place).getPropertyValue(name)) : 50;
  };
  const set = (percent: number) => {
    const rounded = Math.min(most, Math.max(least, percent));
    line.current?.parentElement?.style.setProperty(name, `${rounded}%`);
    line.current?.setAttribute('aria-valuenow', String(Math.round(rounded)));
  };
  const drag = (event: PointerEvent) => {
    const place = line.current?.parentElement?.getBoundingClientRect();
    if (!place || !line.current?.hasPointerCapture(event.pointerId)) return;
    set(
      direction === 'vertical'
        ? ((place.right - event.clientX) / place.width) * 100
        : ((place.bottom - event.clientY) / place.height) * 100,
    );
  };
  const move = (event: KeyboardEvent) => {
    const step = { ArrowLeft: 4, ArrowUp: 4, ArrowRight: -4, ArrowDown: -4 }[event.key];
    if (!step) return;
    event.preventDefault();
    set(share() + step);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      ref={line}
      class={`splitter ${direction}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction}
      aria-valuenow={direction === 'vertical' ? 50 : 30}
      aria-valuemin={least}
      aria-valuemax={most}
      onPointerDown={(event) => {
        event.preventDefault();
        line.current?.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onKeyDown={move}
    />
  );
}
