import { EditorView } from '@codemirror/view';
import { Editor } from '../editor/editor.tsx';
import { followQuery, headersLanguage, variablesLanguage } from '../editor/json.ts';
import { followSchema, queryLanguage } from '../editor/query.ts';
import { labelled, writable } from '../editor/setup.ts';
import { operationsIn } from '../graph/operations.ts';
import { activeTab, changeTab, replacements } from '../state/tabs.ts';
import { showInDocs } from './docs/places.ts';
import { TabList } from './parts.tsx';
import { ResultPart } from './result.tsx';
import { Splitter } from './splitter.tsx';
import { input, isNarrow, type PartName, part } from './view.ts';

const followCursor = EditorView.updateListener.of(({ selectionSet, docChanged, state }) => {
  if (!selectionSet || docChanged) return;
  const { query, operationName } = activeTab.peek();
  const operations = operationsIn(query);
  if (operations.length < 2) return;
  const { head } = state.selection.main;
  const found = operations.find(({ from, to }) => head >= from && head <= to);
  if (found?.name && found.name !== operationName) changeTab({ operationName: found.name });
});

const queryExtensions = [
  writable('Write a query, or choose an example'),
  queryLanguage(showInDocs),
  followCursor,
  labelled('Query'),
];
const variablesExtensions = [
  writable('For example { "first": 5 }'),
  variablesLanguage,
  labelled('Variables'),
];
const headersExtensions = [
  writable('For example { "Accept-Language": "pt" }'),
  headersLanguage,
  labelled('Headers'),
];

const partLabels: readonly { readonly value: PartName; readonly label: string }[] = [
  { value: 'query', label: 'Query' },
  { value: 'variables', label: 'Variables' },
  { value: 'headers', label: 'Headers' },
  { value: 'result', label: 'Result' },
];

/** The open query, what is sent with it, and the answer. A narrow page shows one of them at a time. */
export function Workspace() {
  if (isNarrow.value) {
    return (
      <div class="workspace narrow">
        <TabList
          label="Parts of the query"
          rows={partLabels}
          value={part.value}
          onChoose={(value) => {
            part.value = value;
          }}
          controls={() => 'part'}
        />
        <section class="part" id="part" role="tabpanel" aria-label={part.value}>
          {parts[part.value]()}
        </section>
      </div>
    );
  }
  return (
    <div class="workspace">
      <div class="inputs">
        <section class="part query" aria-label="Query">
          {parts.query()}
        </section>
        <Splitter name="--input-height" direction="horizontal" label="Height of the variables" />
        <section class="part input" aria-label="Variables and headers">
          <TabList
            label="What is sent with the query"
            rows={[
              { value: 'variables', label: 'Variables' },
              { value: 'headers', label: 'Headers' },
            ]}
            value={input.value}
            onChoose={(value) => {
              input.value = value;
            }}
            controls={() => 'input'}
          />
          <div class="fill" id="input" role="tabpanel" aria-label={input.value}>
            {parts[input.value]()}
          </div>
        </section>
      </div>
      <Splitter name="--result-width" direction="vertical" label="Width of the result" />
      <section class="part result" aria-label="Result">
        {parts.result()}
      </section>
    </div>
  );
}

const parts = {
  query: QueryEditor,
  variables: VariablesEditor,
  headers: HeadersEditor,
  result: ResultPart,
} as const;

function QueryEditor() {
  const { id, query } = activeTab.value;
  return (
    <Editor
      id={`query:${id}`}
      key={`query:${id}`}
      text={query}
      version={replacements.value}
      onText={(text) => changeTab({ query: text })}
      onView={followSchema}
      extensions={queryExtensions}
    />
  );
}

function VariablesEditor() {
  const { id, variables } = activeTab.value;
  return (
    <Editor
      id={`variables:${id}`}
      key={`variables:${id}`}
      text={variables}
      version={replacements.value}
      onText={(text) => changeTab({ variables: text })}
      onView={followQuery}
      extensions={variablesExtensions}
    />
  );
}

function HeadersEditor() {
  const { id, headers } = activeTab.value;
  return (
    <Editor
      id={`headers:${id}`}
      key={`headers:${id}`}
      text={headers}
      version={replacements.value}
      onText={(text) => changeTab({ headers: text })}
      extensions={headersExtensions}
    />
  );
}
