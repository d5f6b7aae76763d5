import type { ComponentType } from 'preact';
import { DocsPanel } from './docs/docs.tsx';
import { Examples, History, SavedQueries } from './library.tsx';
import { IconButton } from './parts.tsx';
import { type PanelName, panel } from './view.ts';

const panels: Readonly<Record<PanelName, { readonly title: string; readonly content: ComponentType }>> = {
  docs: { title: 'Docs', content: DocsPanel },
  examples: { title: 'Examples', content: Examples },
  saved: { title: 'Saved queries', content: SavedQueries },
  history: { title: 'History', content: History },
};

/** The open panel. On narrow pages it covers the editors. */
export function Panel() {
  if (panel.value === null) return null;
  const { title, content: Content } = panels[panel.value];
  const close = () => {
    panel.value = null;
  };
  return (
    <>
      <button type="button" class="backdrop" aria-label="Close the panel" tabIndex={-1} onClick={close} />
      <aside class="panel" id="panel" aria-label={title}>
        <header>
          <h2>{title}</h2>
          <IconButton icon="close" label="Close the panel" onClick={close} />
        </header>
        <div class="panel-body">
          <Content />
        </div>
      </aside>
    </>
  );
}
