import type { ComponentType } from 'preact';
import { CopyAsDialog } from './dialogs/copy-as.tsx';
import { SaveDialog } from './dialogs/save.tsx';
import { SettingsDialog } from './dialogs/settings.tsx';
import { ShortcutsDialog } from './dialogs/shortcuts.tsx';
import { SignInDialog } from './dialogs/sign-in.tsx';
import { Panel } from './panel.tsx';
import { Rail } from './rail.tsx';
import { TabStrip } from './tab-strip.tsx';
import { Toolbar } from './toolbar.tsx';
import { TopBar } from './top-bar.tsx';
import { type DialogName, dialog, toast } from './view.ts';
import { Workspace } from './workspace.tsx';

const dialogs: Readonly<Record<DialogName, ComponentType>> = {
  'sign-in': SignInDialog,
  copy: CopyAsDialog,
  save: SaveDialog,
  settings: SettingsDialog,
  shortcuts: ShortcutsDialog,
};

/** The whole page. */
export function App() {
  const OpenDialog = dialog.value && dialogs[dialog.value];
  return (
    <>
      <TopBar />
      <Rail />
      <Panel />
      <main>
        <TabStrip />
        <Toolbar />
        <Workspace />
      </main>
      {OpenDialog && <OpenDialog key={dialog.value} />}
      <div class="toasts" role="status" aria-live="polite">
        {toast.value !== null && <p class="toast">{toast.value}</p>}
      </div>
    </>
  );
}
