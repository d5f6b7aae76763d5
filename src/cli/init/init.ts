import { ConfigError } from '../../config/errors.ts';
import { findConfigFile } from '../../config/file.ts';
import { gatewayOptions } from '../../config/gateway-options.ts';
import { commandOptions, type Settings } from '../../config/options.ts';
import { webAddressOrSlash } from '../../config/values.ts';
import { grants as allGrants, type Grant } from '../../loading/access/grants.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { withoutUserInfo } from '../../wordpress/url.ts';
import type { Terminal } from '../print.ts';
import type { Ask } from '../prompts.ts';
import { addressProblem, whichSite } from '../which-site.ts';
import { findFirstQuery } from './first-query.ts';
import { frontendAdvice, type LineChange } from './frameworks.ts';
import { type Inspected, inspect } from './inspect.ts';
import { codegenText, configText } from './texts.ts';
import { type Writing, writeFile, writeSecret } from './write.ts';

/** What `pressql init` works with. */
export interface InitCommand {
  readonly url: string | undefined;
  readonly settings: Settings;
  readonly folder: string;
  readonly terminal: Terminal;
  /** Null: nothing is asked, and no file is overwritten. */
  readonly ask: Ask | null;
}

const configFile = 'pressql.config.ts';
const queryFile = 'src/first-query.graphql';
const credentialVariable = gatewayOptions.serviceCredential.env;

/**
 * Looks at a site, asks what it cannot find out, and writes the files with which its gateway starts.
 *
 * @returns the exit code
 * @throws WordPressError if the site cannot be read, and nobody is there to name another
 * @throws ConfigError if WordPress refuses the credential in the settings, or the folder has several config files
 */
export async function runInit(command: InitCommand): Promise<number> {
  const { settings, terminal, ask } = command;
  const { url, site } = await inspectSite(command);
  try {
    const { name, version, resources, root } = site.site;
    const types = [...resources.values()].filter(({ kind }) => kind === 'content').map((each) => each.name);
    terminal.line(terminal.bold(name || withoutUserInfo(url)));
    terminal.line(`  WordPress   ${version ?? '(unknown version)'}, ${root.url}`);
    terminal.line(`  Post types  ${types.join(', ')}`);
    const credential = await askCredential(site, command);
    const frontendUrl = settings.frontendUrl ?? (await askFrontend(ask));
    terminal.line();
    const hasPassword = withoutUserInfo(url) !== url;
    const text = configText({
      url: hasPassword ? null : url,
      frontendUrl,
      grants: credential?.opens ?? [],
      closed: site.closed,
    });
    await writeConfig(text, command);
    if (hasPassword) await writeSecret(commandOptions.url.env, url, command);
    if (credential?.isNew) await writeSecret(credentialVariable, credential.pair, command);
    await writeFile('codegen.ts', codegenText(), command);
    const chosen: Settings = credential
      ? { serviceCredential: credential.pair, grants: credential.opens }
      : {};
    const query = await findFirstQuery(url, { ...settings, ...chosen }, site.site);
    if (query) {
      await writeFile(queryFile, query.text, command);
      terminal.line(`  The site answers it: ${JSON.stringify(query.title)} comes first.`);
    }
    printNextSteps(command);
    return 0;
  } finally {
    site.close();
  }
}

/** Reads the given site. Asks for an address if none is given, and again each time a site cannot be read. */
async function inspectSite({ url, settings, terminal, ask }: InitCommand) {
  for (let given = url; ; given = undefined) {
    const address = await whichSite(given, 'init', ask);
    try {
      terminal.note(`Looking at ${withoutUserInfo(address)} …`);
      return { url: address, site: await inspect(address, settings) };
    } catch (error) {
      if (!(error instanceof WordPressError) || ask === null) throw error;
      terminal.error(`${error.report}\n${error.advice}`);
    }
  }
}

interface ChosenCredential {
  readonly pair: string;
  readonly opens: readonly Grant[];
  /** Whether it was typed just now. */
  readonly isNew: boolean;
}

/** Returns a credential that WordPress accepts: from the settings, or typed. Asks only if the site hides something. */
async function askCredential(
  { closed, site, check }: Inspected,
  { settings, terminal, ask }: InitCommand,
): Promise<ChosenCredential | null> {
  const known = settings.serviceCredential;
  if (known !== undefined) {
    const checked = await check(known);
    if ('opens' in checked) return { pair: known, opens: checked.opens, isNew: false };
    throw new ConfigError(`WordPress does not accept ${credentialVariable}: ${checked.problem}`);
  }
  if (closed.length === 0 || ask === null) return null;
  terminal.line();
  terminal.line('WordPress hides this from visitors, though WPGraphQL shows it:');
  for (const grant of closed)
    terminal.line(`  ${allGrants[grant].what}: ${allGrants[grant].role} may read it`);
  if (!(await ask.confirm('Let visitors read it through an application password?', true))) return null;
  terminal.line(`Make one here: ${site.url}/wp-admin/profile.php#application-passwords-section`);
  let opens: readonly Grant[] = [];
  const pair = await ask.secret({
    message: 'User and application password, as user:password',
    problem: async (answer) => {
      if (!/^[^:]+:.+/.test(answer))
        return 'Type the name of the user, a colon, and the application password.';
      const checked = await check(answer);
      if ('problem' in checked) return checked.problem;
      opens = checked.opens;
      return opens.length > 0
        ? null
        : 'WordPress accepts the password, but this user may not read any of the hidden data. Use another user.';
    },
  });
  return { pair, opens, isNew: true };
}

async function askFrontend(ask: Ask | null): Promise<string | null> {
  const answer = await ask?.text({
    message: 'Address of the frontend, for links in content. Empty: they lead to WordPress.',
    placeholder: 'http://localhost:3000',
    problem: (text) =>
      text === '' || webAddressOrSlash.accepts(text)
        ? null
        : (addressProblem(text) ?? 'Type http:// or https:// first.'),
  });
  return answer || null;
}

async function writeConfig(text: string, writing: Writing): Promise<void> {
  const present = findConfigFile(writing.folder);
  if (present === null || present === configFile) return writeFile(configFile, text, writing);
  // Two config files would be an error.
  writing.terminal.line(
    `! ${present} exists, so no ${configFile} was written. It would have been:\n\n${text}`,
  );
}

function printNextSteps({ folder, settings, terminal }: InitCommand): void {
  const { port = commandOptions.port.default, endpoint = gatewayOptions.endpoint.default } = settings;
  const gateway = `http://localhost:${port}${endpoint}`;
  const { framework, changes } = frontendAdvice(folder, gateway);
  terminal.line();
  terminal.line(terminal.bold('Next'));
  terminal.line('  npx pressql dev       serve the site, and explore it');
  terminal.line('  npx pressql codegen   types for your queries');
  terminal.line('  npx pressql check src validate your queries');
  if (changes.length === 0) {
    terminal.line(`\nThe endpoint for your frontend is ${gateway}`);
    return;
  }
  terminal.line();
  terminal.line(terminal.bold(framework === null ? 'In your frontend' : `In your ${framework} frontend`));
  for (const change of changes) terminal.line(changeText(change, terminal));
}

function changeText({ file, line, before, after }: LineChange, { paint }: Terminal): string {
  const place = line === null ? `${file}, a new line` : `${file}:${line}`;
  const removed = before === null ? [] : [`    ${paint.bad(`- ${before}`)}`];
  return [`  ${paint.bold(place)}`, ...removed, `    ${paint.good(`+ ${after}`)}`].join('\n');
}
