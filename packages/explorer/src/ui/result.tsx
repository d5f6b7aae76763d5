import { signal } from '@preact/signals';
import { Editor } from '../editor/editor.tsx';
import { labelled, readOnly } from '../editor/setup.ts';
import type { Result } from '../graph/run.ts';
import { pageData } from '../page-data.ts';
import { activeTab } from '../state/tabs.ts';
import { runAndShow } from './actions.ts';
import { Icon } from './icons.tsx';
import { keyNames } from './keys.ts';
import { openExample } from './library.tsx';
import { IconButton, TabList } from './parts.tsx';
import { bytes, Status } from './status.tsx';
import { activeResult, copy } from './view.ts';

/** The answer, in the ways it can be shown. */
type Shown = 'answer' | 'notices' | 'headers';

const shown = signal<Shown>('answer');

const answerExtensions = [readOnly, labelled('Answer')];

/** What became of the open query. */
export function ResultPart() {
  const result = activeResult.value;
  if (result === null) return <Nothing />;
  const notices = result.notices ?? [];
  const rows: readonly { readonly value: Shown; readonly label: string }[] = [
    { value: 'answer', label: 'Answer' },
    ...(notices.length > 0 ? ([{ value: 'notices', label: `Hidden (${notices.length})` }] as const) : []),
    ...(result.headers ? ([{ value: 'headers', label: 'Headers' }] as const) : []),
  ];
  const value = rows.some((row) => row.value === shown.value) ? shown.value : 'answer';
  return (
    <>
      <div class="result-bar">
        <TabList
          label="Parts of the result"
          rows={rows}
          value={value}
          onChoose={(chosen) => {
            shown.value = chosen;
          }}
          controls={() => 'result'}
        />
        <span class="space" />
        {result.size !== undefined && <span class="muted">{bytes(result.size)}</span>}
        {result.text !== '' && (
          <IconButton
            icon="copy"
            label="Copy the answer"
            onClick={() => void copy(result.text, 'Answer copied.')}
          />
        )}
      </div>
      <Status result={result} />
      <div class="fill" id="result" role="tabpanel" aria-label={value}>
        {value === 'answer' && <Answer result={result} />}
        {value === 'notices' && <Notices result={result} />}
        {value === 'headers' && <ResponseHeaders result={result} />}
      </div>
    </>
  );
}

function Answer({ result }: { readonly result: Result }) {
  const { id } = activeTab.value;
  if (result.problem !== undefined && result.text === '') return <Problem text={result.problem} />;
  if (result.text === '') return <Waiting isListening={result.state === 'listening'} />;
  return (
    <>
      {result.problem !== undefined && <Problem text={result.problem} />}
      <Editor id={`answer:${id}`} key={`answer:${id}`} text={result.text} extensions={answerExtensions} />
    </>
  );
}

function Problem({ text }: { readonly text: string }) {
  return (
    <div class="problem" role="alert">
      <strong>No answer</strong>
      <p>{text}</p>
      <button type="button" class="button with-label" onClick={runAndShow}>
        Try again
      </button>
    </div>
  );
}

function Waiting({ isListening }: { readonly isListening: boolean }) {
  return (
    <div class="empty" role="status">
      <span class="spinner" aria-hidden="true" />
      <p>{isListening ? 'Listening. Events appear here, the last one first.' : 'Waiting for the answer …'}</p>
    </div>
  );
}

/** Before the first run. */
function Nothing() {
  return (
    <div class="empty start">
      <p class="lead">
        Press <strong>Run</strong> or <kbd>{keyNames.run}</kbd> to see the answer here.
      </p>
      <h2>Queries for {pageData.siteName}</h2>
      <ul class="example-list">
        {pageData.examples.map((example) => (
          <li key={example.title}>
            <button type="button" onClick={() => openExample(example)}>
              <Icon name="examples" />
              {example.title}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The fields that WordPress hides from the client. */
function Notices({ result }: { readonly result: Result }) {
  return (
    <ul class="notices">
      {(result.notices ?? []).map(({ path, message, grant }) => (
        <li key={path + message}>
          <code>{path}</code>
          <p>{message}</p>
          {grant !== '' && (
            <p class="muted">
              The operator can open it to visitors with the grant <code>{grant}</code>.
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function ResponseHeaders({ result }: { readonly result: Result }) {
  return (
    <table class="headers-table">
      <thead>
        <tr>
          <th>Header</th>
          <th>Value</th>
        </tr>
      </thead>
      <tbody>
        {(result.headers ?? []).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
