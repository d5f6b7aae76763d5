/** Shapes of icons, in a square of 20 units. */
const shapes = {
  run: 'M6 4.2v11.6l9.5-5.8z',
  stop: 'M5.5 5.5h9v9h-9z',
  docs: 'M4 3.5h8.5A2.5 2.5 0 0 1 15 6v10.500H6.500A2.500 2.500 0 0 1 4 14zM4 14a2.500 2.500 0 0 1 2.500-2.500H15M7.500 7H11.500',
  examples:
    'M10 3l1.900 4.600L16.500 9.500l-4.600 1.900L10 16l-1.900-4.600L3.500 9.500l4.600-1.900zM16 14.500v3M14.500 16h3',
  saved: 'M5.500 3.500h9v13L10 13l-4.500 3.500z',
  history: 'M3.500 10a6.500 6.500 0 1 0 2-4.700M3.500 3.500v3h3M10 6.500V10l2.500 2',
  settings:
    'M3.500 6h6M13.500 6h3M3.500 14h3M10.500 14h6M9.500 6a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M6.500 14a2 2 0 1 0 4 0a2 2 0 1 0 -4 0',
  prettify: 'M4 5h12M7 8.500h9M7 12h6M4 15.500h12',
  share:
    'M8.200 11.800a3 3 0 0 0 4.200 0l3-3a3 3 0 0 0 -4.200-4.200l-1 1M11.800 8.200a3 3 0 0 0 -4.200 0l-3 3a3 3 0 0 0 4.200 4.200l1-1',
  code: 'M7 6l-4 4l4 4M13 6l4 4l-4 4',
  copy: 'M7.500 7.500h8.500v8.500h-8.500zM4 12.500V4h8.500',
  close: 'M5.500 5.500l9 9M14.500 5.500l-9 9',
  add: 'M10 4.500v11M4.500 10h11',
  back: 'M12 4.500L6.500 10l5.500 5.500',
  search: 'M4 8.500a4.500 4.500 0 1 0 9 0a4.500 4.500 0 1 0 -9 0M12 12l4.500 4.500',
  remove: 'M4.500 6h11M8 6V4h4v2M6 6l.700 10.500h6.600L14 6M8.500 9v5M11.500 9v5',
  sun: 'M7 10a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M10 3v1.500M10 15.500V17M3 10h1.500M15.500 10H17M5 5l1 1M14 14l1 1M5 15l1-1M14 6l1-1',
  moon: 'M16 11.500A6.500 6.500 0 1 1 8.500 4a5 5 0 0 0 7.500 7.500z',
  system: 'M3.500 4.500h13v8.500h-13zM7.500 16.500h5M10 13v3.500',
  person: 'M7 7a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M4 16.500c.500-3 3-4.500 6-4.500s5.500 1.500 6 4.500',
  keyboard:
    'M2.500 5.500h15v9h-15zM5.500 8.500h.010M8.500 8.500h.010M11.500 8.500h.010M14.500 8.500h.010M6.500 11.500h7',
  external: 'M11 4.500h4.500V9M15.500 4.500L9 11M13 11.500v4H4.500V7h4',
} as const;

/** The name of an icon. */
export type IconName = keyof typeof shapes;

/** Icons that are areas, not lines. */
const filled: readonly IconName[] = ['run', 'stop'];

/** An icon beside a text, or in a button with a label. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={filled.includes(name) ? 'icon filled' : 'icon'} viewBox="0 0 20 20" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
