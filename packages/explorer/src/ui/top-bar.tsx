import { pageData } from '../page-data.ts';
import { headersSignIn, identity, viewsAs } from '../state/identity.ts';
import { type Theme, theme } from '../state/settings.ts';
import { Icon, type IconName } from './icons.tsx';
import { IconButton, Segments } from './parts.tsx';
import { dialog } from './view.ts';

/** The top of the page: the site, and who looks at it. */
export function TopBar() {
  return (
    <header class="top-bar">
      <h1>
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" />
          <path d="M11 24V8h6.500a5 5 0 0 1 0 10H11" />
        </svg>
        <span class="product">PressQL</span>
        <span class="site">{pageData.siteName}</span>
      </h1>
      <ViewSwitch />
      <ThemeButton />
      <span class="wide-only">
        <IconButton
          icon="keyboard"
          label="Keyboard shortcuts"
          onClick={() => {
            dialog.value = 'shortcuts';
          }}
        />
      </span>
    </header>
  );
}

/** Whether queries are sent as a visitor, or as the user who has signed in. */
function ViewSwitch() {
  const user = identity.value;
  const choose = (value: 'visitor' | 'me') => {
    if (value === 'me' && (user === null || viewsAs.value === 'me')) dialog.value = 'sign-in';
    else viewsAs.value = value;
  };
  return (
    <div class="view-switch">
      {headersSignIn.value && (
        <span
          class="by-header"
          title="The Headers tab has an Authorization header. It wins over this switch."
        >
          By header
        </span>
      )}
      <span class="view-label">View as</span>
      <Segments
        label="View as"
        value={viewsAs.value}
        onChoose={choose}
        rows={[
          { value: 'visitor', label: 'Visitor', title: 'Send queries as a visitor who has not signed in' },
          {
            value: 'me',
            label: (
              <>
                <Icon name="person" />
                <span class="user-name">{user ? user.name : 'Me'}</span>
              </>
            ),
            title: user
              ? `Send queries as ${user.name}. Press again for the account.`
              : 'Sign in with an application password',
          },
        ]}
      />
    </div>
  );
}

const themeIcons: Readonly<Record<Theme, IconName>> = { system: 'system', light: 'sun', dark: 'moon' };
const nextTheme: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };

function ThemeButton() {
  return (
    <IconButton
      icon={themeIcons[theme.value]}
      label={`Colours: ${theme.value}`}
      onClick={() => {
        theme.value = nextTheme[theme.value];
      }}
    />
  );
}
