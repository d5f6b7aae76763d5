import type { GraphQLSchema } from 'graphql';
import { loadSchema, schemaState } from '../../graph/schema.ts';
import { Icon } from '../icons.tsx';
import { IconButton } from '../parts.tsx';
import { FieldPage, TypePage } from './pages.tsx';
import { goBack, goTo, type Place, places, search } from './places.ts';
import { searchSchema } from './search.ts';

/** The schema: its types and fields, with a search. */
export function DocsPanel() {
  const state = schemaState.value;
  if (state.kind === 'missing') {
    return (
      <div class="problem" role="alert">
        <strong>No schema</strong>
        <p>{state.why}</p>
        <p>Queries run all the same, but without completion and docs.</p>
        <button type="button" class="button with-label" onClick={() => void loadSchema()}>
          Try again
        </button>
      </div>
    );
  }
  return (
    <>
      <SearchField />
      {state.kind === 'loading' ? <Loading /> : <Shown schema={state.schema} />}
    </>
  );
}

/** Takes text while the page still reads the schema, too. */
function SearchField() {
  return (
    <div class="search">
      <Icon name="search" />
      <input
        id="docs-search"
        type="search"
        placeholder="Search types and fields"
        aria-label="Search types and fields"
        autocomplete="off"
        spellcheck={false}
        value={search.value}
        onInput={(event) => {
          search.value = event.currentTarget.value;
        }}
      />
    </div>
  );
}

function Loading() {
  return (
    <div class="empty" role="status">
      <span class="spinner" aria-hidden="true" />
      <p>Reading the schema …</p>
    </div>
  );
}

function Shown({ schema }: { readonly schema: GraphQLSchema }) {
  return search.value.trim() === '' ? <Open schema={schema} /> : <Found schema={schema} />;
}

function Found({ schema }: { readonly schema: GraphQLSchema }) {
  const found = searchSchema(schema, search.value);
  if (found.length === 0) {
    return (
      <div class="empty">
        <p>No type and no field has “{search.value.trim()}” in its name.</p>
      </div>
    );
  }
  return (
    <ul class="list" aria-label="Search results">
      {found.map((place) => (
        <li key={`${place.type}.${place.field ?? ''}`}>
          <button type="button" class="row" onClick={() => goTo(place)}>
            <code>
              {place.field === null ? (
                <span class="type-name">{place.type}</span>
              ) : (
                <>
                  <span class="muted">{place.type}.</span>
                  <span class="field-name">{place.field}</span>
                </>
              )}
            </code>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Open({ schema }: { readonly schema: GraphQLSchema }) {
  const place = places.value.at(-1);
  if (!place) return <Overview schema={schema} />;
  const before = places.value.at(-2);
  return (
    <article class="docs-page">
      <nav class="crumbs" aria-label="Way back">
        <IconButton
          icon="back"
          label={`Back to ${before ? titleOf(before) : 'the overview'}`}
          onClick={goBack}
        />
        <span>{before ? titleOf(before) : 'Overview'}</span>
      </nav>
      {place.field === null ? (
        <TypePage schema={schema} name={place.type} />
      ) : (
        <FieldPage schema={schema} type={place.type} name={place.field} />
      )}
    </article>
  );
}

function titleOf({ type, field }: Place): string {
  return field === null ? type : `${type}.${field}`;
}

function Overview({ schema }: { readonly schema: GraphQLSchema }) {
  const roots = [
    { type: schema.getQueryType(), label: 'Query', text: 'Read posts, pages, menus, users, settings' },
    { type: schema.getMutationType(), label: 'Mutation', text: 'Write content, comments, users, settings' },
    { type: schema.getSubscriptionType(), label: 'Subscription', text: 'Hear of changes as they happen' },
  ];
  const count = Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith('__')).length;
  return (
    <article class="docs-page">
      <p class="muted">The schema of this site has {count} types. A query begins at one of these:</p>
      <ul class="list">
        {roots.map(
          ({ type, label, text }) =>
            type && (
              <li key={label}>
                <button type="button" class="row" onClick={() => goTo({ type: type.name, field: null })}>
                  <span class="row-title">{label}</span>
                  <span class="row-detail">{text}</span>
                </button>
              </li>
            ),
        )}
      </ul>
    </article>
  );
}
