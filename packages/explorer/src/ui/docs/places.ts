import { signal } from '@preact/signals';
import { panel } from '../view.ts';

/** A type in the docs, or one of its fields. */
export interface Place {
  readonly type: string;
  readonly field: string | null;
}

/** The way to the open place, from the overview on. Empty at the overview. */
export const places = signal<readonly Place[]>([]);

/** What somebody searches for. */
export const search = signal('');

/** Goes to a place. */
export function goTo(place: Place): void {
  search.value = '';
  places.value = [...places.value, place];
}

/** Goes back to the place before. */
export function goBack(): void {
  places.value = places.value.slice(0, -1);
}

/** Opens the docs at a type or a field. */
export function showInDocs(type: string, field: string | null): void {
  panel.value = 'docs';
  goTo({ type, field });
}
