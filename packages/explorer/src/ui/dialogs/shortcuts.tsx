import { shortcuts } from '../keys.ts';
import { Dialog } from '../parts.tsx';

/** The keyboard shortcuts. */
export function ShortcutsDialog() {
  return (
    <Dialog title="Keyboard shortcuts">
      <dl class="shortcuts">
        {shortcuts.map(([keys, text]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
