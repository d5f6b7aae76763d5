import { chosenOperation, operationsIn } from '../graph/operations.ts';
import { stop } from '../graph/run.ts';
import { activeTab, changeTab } from '../state/tabs.ts';
import { prettify, runAndShow, share } from './actions.ts';
import { Icon } from './icons.tsx';
import { keyNames } from './keys.ts';
import { IconButton } from './parts.tsx';
import { activeResult, dialog, isNarrow } from './view.ts';

/** What can be done with the open query. */
export function Toolbar() {
  const open = (name: 'save' | 'copy') => () => {
    dialog.value = name;
  };
  const showsLabel = !isNarrow.value;
  return (
    <div class="toolbar" role="toolbar" aria-label="Query">
      <RunButton />
      <OperationPicker />
      <span class="space" />
      <IconButton
        icon="prettify"
        label="Prettify"
        keys={keyNames.prettify}
        showsLabel={showsLabel}
        onClick={() => void prettify()}
      />
      <IconButton
        icon="saved"
        label="Save"
        keys={keyNames.save}
        showsLabel={showsLabel}
        onClick={open('save')}
      />
      <IconButton icon="share" label="Share" showsLabel={showsLabel} onClick={share} />
      <IconButton icon="code" label="Copy as" showsLabel={showsLabel} onClick={open('copy')} />
    </div>
  );
}

function RunButton() {
  const state = activeResult.value?.state;
  const isBusy = state === 'running' || state === 'listening';
  return (
    <button
      type="button"
      class={isBusy ? 'run stop' : 'run'}
      title={`${isBusy ? 'Stop' : 'Run'} (${keyNames.run})`}
      onClick={isBusy ? stop : runAndShow}
    >
      <Icon name={isBusy ? 'stop' : 'run'} />
      {isBusy ? 'Stop' : 'Run'}
    </button>
  );
}

/** Chooses one of several operations. */
function OperationPicker() {
  const { query, operationName } = activeTab.value;
  const operations = operationsIn(query);
  if (operations.length < 2) return null;
  return (
    <select
      aria-label="Operation"
      value={chosenOperation(query, operationName)?.name ?? ''}
      onChange={(event) => changeTab({ operationName: event.currentTarget.value || null })}
    >
      {operations.map(({ kind, name, from }) => (
        <option key={from} value={name ?? ''}>
          {kind === 'query' ? '' : `${kind} `}
          {name ?? 'without a name'}
        </option>
      ))}
    </select>
  );
}
