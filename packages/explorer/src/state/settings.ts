import { effect } from '@preact/signals';
import { stored } from './storage.ts';

const themes = ['system', 'light', 'dark'] as const;

/** The colours of the page. */
export type Theme = (typeof themes)[number];

/** The chosen colours. `system` follows the system. */
export const theme = stored<Theme>('theme', {
  read: (found) => themes.find((name) => name === found) ?? 'system',
});

/** Whether the browser stores headers. They may have secrets. */
export const storesHeaders = stored<boolean>('stores-headers', { read: (found) => found === true });

effect(() => {
  document.documentElement.dataset['theme'] = theme.value;
});
