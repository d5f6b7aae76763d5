import { type Example, pageData } from '../page-data.ts';
import { forgetPast, type Past, past, removeSaved, type Saved, saved } from '../state/library.ts';
import { nameOf, openQuery } from '../state/tabs.ts';
import { Icon } from './icons.tsx';
import { IconButton } from './parts.tsx';
import { dialog, isNarrow, leavePanel, part, tell } from './view.ts';

/** Opens an example in a tab. */
export function openExample({ query, variables = '' }: Example): void {
  open({ query, variables, operationName: null });
}

function open(texts: Pick<Past, 'query' | 'variables' | 'operationName'>): void {
  openQuery(texts);
  if (isNarrow.value) part.value = 'query';
  leavePanel();
}

/** Queries that the gateway offers for this site. */
export function Examples() {
  return (
    <ul class="list">
      {pageData.examples.map((example) => (
        <li key={example.title}>
          <button type="button" class="row" onClick={() => openExample(example)}>
            <span class="row-title">{example.title}</span>
            <span class="row-detail">{firstWords(example.query)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Queries that somebody saved in this browser. */
export function SavedQueries() {
  if (saved.value.length === 0) {
    return (
      <div class="empty">
        <Icon name="saved" />
        <p>No saved queries yet. They stay in this browser.</p>
        <button
          type="button"
          class="button with-label"
          onClick={() => {
            dialog.value = 'save';
          }}
        >
          Save the open query
        </button>
      </div>
    );
  }
  return (
    <ul class="list">
      {saved.value.map((item) => (
        <SavedRow item={item} key={item.name} />
      ))}
    </ul>
  );
}

function SavedRow({ item }: { readonly item: Saved }) {
  return (
    <li class="with-action">
      <button type="button" class="row" onClick={() => open(item)}>
        <span class="row-title">{item.name}</span>
        <span class="row-detail">{firstWords(item.query)}</span>
      </button>
      <IconButton
        icon="remove"
        label={`Delete ${item.name}`}
        onClick={() => {
          removeSaved(item.name);
          tell(`“${item.name}” is deleted.`);
        }}
      />
    </li>
  );
}

/** Queries that were run in this browser. */
export function History() {
  if (past.value.length === 0) {
    return (
      <div class="empty">
        <Icon name="history" />
        <p>No history yet. Queries that you run stay in this browser.</p>
      </div>
    );
  }
  return (
    <>
      <ul class="list">
        {past.value.map((item) => (
          <li key={item.at}>
            <button type="button" class="row" onClick={() => open(item)}>
              <span class="row-title">
                <span>{nameOf({ ...item, id: '', headers: '' })}</span>
                <time dateTime={new Date(item.at).toISOString()}>{timeOf(item.at)}</time>
              </span>
              <span class="row-detail">{firstWords(item.query)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div class="panel-foot">
        <button type="button" class="button with-label" onClick={forgetPast}>
          Clear the history
        </button>
      </div>
    </>
  );
}

function timeOf(at: number): string {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday
    ? date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString([], { day: 'numeric', month: 'short' });
}

/** Returns the beginning of a query, without comments. */
function firstWords(query: string): string {
  return query
    .replaceAll(/#.*/g, '')
    .replaceAll(/[\s,]+/g, ' ')
    .trim()
    .slice(0, 120);
}
