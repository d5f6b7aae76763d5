import './styles/colours.css';
import './styles/controls.css';
import './styles/dialogs.css';
import './styles/layout.css';
import './styles/workspace.css';
import './styles/panels.css';
import './styles/result.css';
import { render } from 'preact';
import { loadSchema } from './graph/schema.ts';
import { start } from './state/tabs.ts';
import { App } from './ui/app.tsx';
import { listenForKeys } from './ui/keys.ts';

start();
listenForKeys();
const place = document.querySelector('#explorer');
if (place) {
  place.replaceChildren();
  render(<App />, place);
}
void loadSchema();
