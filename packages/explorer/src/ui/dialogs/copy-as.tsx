import { signal } from '@preact/signals';
import { headersIn, jsonIn } from '../../graph/headers.ts';
import { knownSchema } from '../../graph/schema.ts';
import { endpoint } from '../../page-data.ts';
import { type SnippetRequest, snippetRequest } from '../../snippets/request.ts';
import { snippets } from '../../snippets/snippets.ts';
import { identity, viewsAs } from '../../state/identity.ts';
import { stored } from '../../state/storage.ts';
import { activeTab } from '../../state/tabs.ts';
import { isRecord, textIn } from '../../state/values.ts';
import { Icon } from '../icons.tsx';
import { Dialog, TabList } from '../parts.tsx';
import { copy } from '../view.ts';

const chosen = stored<string>('snippet', { read: textIn });
const isCopied = signal(false);

/** Shows the open query as code. */
export function CopyAsDialog() {
  const request = openRequest();
  return (
    <Dialog title="Copy as code" isLarge>
      {request ? (
        <Code request={request} />
      ) : (
        <p>The query has an error, or there is none. Correct it, and then copy it as code.</p>
      )}
    </Dialog>
  );
}

function Code({ request }: { readonly request: SnippetRequest }) {
  const snippet = snippets.find(({ id }) => id === chosen.value) ?? snippets[0];
  if (!snippet) return null;
  const code = snippet.code(request);
  const isSubscription = request.operation.kind === 'subscription';
  return (
    <>
      <TabList
        label="Language"
        rows={snippets.map(({ id, label }) => ({ value: id, label }))}
        value={snippet.id}
        onChoose={(id) => {
          chosen.value = id;
          isCopied.value = false;
        }}
        controls={() => 'code'}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long code must be scrolled with the keyboard */}
      <pre class="code" id="code" role="tabpanel" tabIndex={0} aria-label={`${snippet.label} code`}>
        {code}
      </pre>
      <footer>
        <span class="hint">
          Needs: {snippet.needs}
          {isSubscription && snippet.id !== 'curl' ? ' and graphql-sse' : ''}.
          {request.login ? ' It reads your login from the environment.' : ''}
        </span>
        <button
          type="button"
          class="primary"
          onClick={() => {
            isCopied.value = true;
            void copy(code, 'Code copied.');
          }}
        >
          <Icon name="copy" />
          {isCopied.value ? 'Copied' : 'Copy'}
        </button>
      </footer>
    </>
  );
}

function openRequest(): SnippetRequest | null {
  const { query, operationName, variables, headers } = activeTab.value;
  const values = jsonIn(variables);
  const own = headersIn(headers);
  return snippetRequest({
    url: endpoint,
    query,
    operationName,
    variables: isRecord(values) ? values : null,
    headers: 'headers' in own ? own.headers : {},
    isSignedIn: identity.value !== null && viewsAs.value === 'me',
    schema: knownSchema(),
  });
}
