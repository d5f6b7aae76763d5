import { useEffect, useRef } from 'preact/hooks';
import { activeTab, closeTab, nameOf, openTab, showTab, tabs } from '../state/tabs.ts';
import { Icon } from './icons.tsx';
import { IconButton } from './parts.tsx';

/** The open queries. */
export function TabStrip() {
  const active = activeTab.value;
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    strip.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active.id]);
  return (
    <nav class="tab-strip" aria-label="Open queries" ref={strip}>
      {tabs.value.map((tab) => {
        const name = nameOf(tab);
        const isActive = tab.id === active.id;
        return (
          <span class={isActive ? 'tab active' : 'tab'} key={tab.id}>
            <button
              type="button"
              class="tab-name"
              aria-current={isActive ? 'page' : undefined}
              onClick={() => showTab(tab.id)}
            >
              {name}
            </button>
            <button
              type="button"
              class="tab-close"
              aria-label={`Close ${name}`}
              onClick={() => closeTab(tab.id)}
            >
              <Icon name="close" />
            </button>
          </span>
        );
      })}
      <IconButton icon="add" label="New query" onClick={() => openTab()} />
    </nav>
  );
}
