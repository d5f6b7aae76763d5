import { save, saved } from '../../state/library.ts';
import { activeTab, nameOf } from '../../state/tabs.ts';
import { Dialog } from '../parts.tsx';
import { dialog, panel, tell } from '../view.ts';

/** Saves the open query under a name. */
export function SaveDialog() {
  const tab = activeTab.value;
  const submit = (form: HTMLFormElement) => {
    const name = String(new FormData(form).get('name')).trim();
    if (name === '') return;
    save(name, tab);
    dialog.value = null;
    if (panel.value !== null) panel.value = 'saved';
    tell(`Saved as “${name}”.`);
  };
  return (
    <Dialog title="Save the query">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit(event.currentTarget);
        }}
      >
        <label>
          Name
          <input
            name="name"
            required
            maxLength={80}
            defaultValue={nameOf(tab)}
            list="saved-names"
            autocomplete="off"
          />
        </label>
        <datalist id="saved-names">
          {saved.value.map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <p class="hint">
          The query and its variables stay in this browser. Headers are not saved. A query of the same name is
          replaced.
        </p>
        <footer>
          <button type="submit" class="primary">
            Save
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
