import type { CommentFragment } from './gql/graphql';

const list = document.getElementById('comments') as HTMLOListElement;
const count = document.getElementById('count') as HTMLElement;
const known = new Set<string>();
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** Shows a comment, unless the page shows it already: its writer gets it from the mutation and as an event. */
export function addComment(comment: CommentFragment, { isNew = false } = {}): void {
  if (known.has(comment.id)) return;
  known.add(comment.id);
  const item = document.createElement('li');
  item.classList.toggle('new', isNew);
  const meta = document.createElement('p');
  meta.className = 'meta';
  const name = document.createElement('strong');
  name.textContent = comment.author?.node.name ?? '';
  meta.append(name, ` ${comment.date ? dates.format(new Date(`${comment.date.replace(' ', 'T')}Z`)) : ''}`);
  const text = document.createElement('div');
  text.dir = 'auto';
  // WordPress lets only harmless HTML into comments.
  text.innerHTML = comment.content ?? '';
  item.append(meta, text);
  list.append(item);
  count.textContent = known.size === 1 ? '1 comment' : `${known.size} comments`;
}
