import { loadSchema } from '../../graph/schema.ts';
import { identity, signOut } from '../../state/identity.ts';
import { past, saved } from '../../state/library.ts';
import { storesHeaders, type Theme, theme } from '../../state/settings.ts';
import { Dialog, Segments } from '../parts.tsx';
import { dialog, tell } from '../view.ts';

const themes: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** What the page remembers, and how it looks. */
export function SettingsDialog() {
  return (
    <Dialog title="Settings">
      <div class="setting">
        <div>
          <strong>Colours</strong>
          <p class="muted">System follows your device.</p>
        </div>
        <Segments
          label="Colours"
          rows={themes}
          value={theme.value}
          onChoose={(value) => {
            theme.value = value;
          }}
        />
      </div>
      <label class="setting">
        <div>
          <strong>Store headers in this browser</strong>
          <p class="muted">Off: a reload forgets them. They may have secrets. Links never have them.</p>
        </div>
        <input
          type="checkbox"
          checked={storesHeaders.value}
          onChange={(event) => {
            storesHeaders.value = event.currentTarget.checked;
          }}
        />
      </label>
      <div class="setting">
        <div>
          <strong>Schema</strong>
          <p class="muted">Read it again after types or plugins of the site have changed.</p>
        </div>
        <button type="button" class="button with-label" onClick={() => void loadSchema()}>
          Read again
        </button>
      </div>
      <div class="setting">
        <div>
          <strong>Data in this browser</strong>
          <p class="muted">
            {past.value.length} queries in the history, {saved.value.length} saved.
          </p>
        </div>
        <button
          type="button"
          class="button with-label"
          onClick={() => {
            past.value = [];
            saved.value = [];
            tell('The history and the saved queries are deleted.');
          }}
        >
          Delete
        </button>
      </div>
      {identity.value !== null && (
        <div class="setting">
          <div>
            <strong>Signed in as {identity.value.name}</strong>
            <p class="muted">The password is in the memory of this page only.</p>
          </div>
          <button type="button" class="button with-label" onClick={signOut}>
            Sign out
          </button>
        </div>
      )}
      <footer>
        <button
          type="button"
          class="button with-label"
          onClick={() => {
            dialog.value = 'shortcuts';
          }}
        >
          Keyboard shortcuts
        </button>
      </footer>
    </Dialog>
  );
}
