import { computed, signal } from '@preact/signals';
import { headersIn } from '../graph/headers.ts';
import { post } from '../graph/post.ts';
import { activeTab } from './tabs.ts';
import { isRecord, textIn } from './values.ts';

/** A user who has signed in. Only the memory of this page has the password: a reload forgets it. */
export interface Identity {
  /** The name that WordPress shows. */
  readonly name: string;
  readonly user: string;
  readonly authorization: string;
}

/** Who has signed in. Null if nobody has. */
export const identity = signal<Identity | null>(null);

/** Whether queries are sent as a visitor, or as the user who has signed in. */
export const viewsAs = signal<'visitor' | 'me'>('visitor');

/** Whether the headers of the open tab sign somebody in, whatever the switch says. */
export const headersSignIn = computed(() => {
  const found = headersIn(activeTab.value.headers);
  return 'headers' in found && 'authorization' in found.headers;
});

/** Returns the headers that sign the user in. Returns none for a visitor. */
export function identityHeaders(): Readonly<Record<string, string>> {
  const user = viewsAs.value === 'me' ? identity.value : null;
  return user ? { authorization: user.authorization } : {};
}

/**
 * Signs in with an application password, if WordPress accepts it.
 *
 * @returns what was wrong; null after success
 */
export async function signIn(user: string, password: string): Promise<string | null> {
  const authorization = `Basic ${base64(`${user.trim()}:${password.trim()}`)}`;
  const answer = await post({ query: '{ viewer { name } }' }, { headers: { authorization } });
  if ('problem' in answer) return answer.problem;
  const problem = problemIn(answer.body);
  if (problem !== null) return problem;
  const name = viewerIn(answer.body);
  if (name === null) {
    return 'WordPress took the request for that of a visitor. Perhaps its web server removes the header "Authorization".';
  }
  identity.value = { name, user: user.trim(), authorization };
  viewsAs.value = 'me';
  return null;
}

/** Forgets the password. */
export function signOut(): void {
  identity.value = null;
  viewsAs.value = 'visitor';
}

function viewerIn(body: unknown): string | null {
  const data = isRecord(body) ? body['data'] : null;
  const viewer = isRecord(data) ? data['viewer'] : null;
  return isRecord(viewer) ? textIn(viewer['name']) || 'you' : null;
}

function problemIn(body: unknown): string | null {
  const errors = isRecord(body) && Array.isArray(body['errors']) ? body['errors'] : [];
  const [first] = errors.filter(isRecord);
  if (!first) return null;
  const advice = isRecord(first['extensions']) ? textIn(first['extensions']['advice']) : '';
  // The messages begin with the REST request, which says nothing to somebody who signs in.
  const message = textIn(first['message']).replace(/^[A-Z]+ \/\S*: /, '');
  return [message || 'The gateway refused the request.', advice].filter((text) => text !== '').join(' ');
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
