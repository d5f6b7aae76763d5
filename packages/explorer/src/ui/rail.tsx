import { Icon, type IconName } from './icons.tsx';
import { dialog, type PanelName, panel, togglePanel } from './view.ts';

const panels: readonly { readonly name: PanelName; readonly icon: IconName; readonly label: string }[] = [
  { name: 'docs', icon: 'docs', label: 'Docs' },
  { name: 'examples', icon: 'examples', label: 'Examples' },
  { name: 'saved', icon: 'saved', label: 'Saved' },
  { name: 'history', icon: 'history', label: 'History' },
];

/** The buttons that open panels: at the left, or on narrow pages at the bottom. */
export function Rail() {
  return (
    <nav class="rail" aria-label="Panels">
      {panels.map(({ name, icon, label }) => (
        <button
          key={name}
          type="button"
          aria-pressed={panel.value === name}
          aria-controls={panel.value === name ? 'panel' : undefined}
          onClick={() => togglePanel(name)}
        >
          <Icon name={icon} />
          {label}
        </button>
      ))}
      <button
        type="button"
        class="last"
        onClick={() => {
          dialog.value = 'settings';
        }}
      >
        <Icon name="settings" />
        Settings
      </button>
    </nav>
  );
}
