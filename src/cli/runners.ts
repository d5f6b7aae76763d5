import { ConfigError } from '../config/errors.ts';
import type { Settings } from '../config/options.ts';
import { type CommandLine, readCommandLine } from './arguments.ts';
import { readSchema, runCheck, runDiff } from './check-documents.ts';
import { runCodegen } from './codegen.ts';
import { schemaFile } from './commands.ts';
import { runCompare } from './compare.ts';
import { readCompareFlags } from './compare-flags.ts';
import { demo } from './demo.ts';
import { runDoctor } from './doctor.ts';
import { textOf } from './flags.ts';
import { runInit } from './init/init.ts';
import { isPath, loadIntegrations } from './integrations.ts';
import { pluginText } from './plugin-text.ts';
import type { Terminal } from './print.ts';
import type { Ask } from './prompts.ts';
import { readSiteSchema, schemaText, writeSchema } from './schema.ts';
import { serve } from './serve.ts';
import { serveSites } from './serve-sites.ts';
import { endWithNpm } from './stop.ts';
import { watchFiles } from './watch.ts';
import { demoWord, whichSite, whichSiteOrDemo } from './which-site.ts';
import { shareOf, worker } from './worker.ts';
import { serveByWorkers } from './workers.ts';

/** What a command works with. */
export interface Context {
  readonly terminal: Terminal;
  /** Null if nobody sits at the terminal. */
  readonly ask: Ask | null;
  /** The words of the command line, to read the configuration again. */
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** The current folder. */
  readonly folder: string;
  /** Called when the command begins to serve. It then goes on when the reader of its output has gone. */
  readonly onServe: () => void;
}

/** Settings of `dev` that the operator has not set. */
const devSettings: Settings = { showCost: true, production: false };

/** Runs a command. Returns the exit code. */
type Runner = (line: CommandLine, context: Context) => Promise<number>;

/** What each command does, by its name. */
export const runners: Readonly<Record<string, Runner>> = {
  init: ({ url, settings, values }, { terminal, ask, folder }) => {
    const isQuiet = values['yes'] === true;
    if (ask === null && !isQuiet)
      throw new ConfigError(
        'init asks questions, and nobody sits at the terminal. With --yes, it asks nothing.',
      );
    return runInit({ url, settings, folder, terminal, ask: isQuiet ? null : ask });
  },
  demo: runDemo,
  serve: async (line, context) => {
    if (line.settings.sites) return runSites('serve', line, context);
    const url = await whichSiteOrDemo(line.url, '', context.ask);
    if (url === demoWord) return runDemo(line, context);
    begin(context);
    const { settings } = line;
    if (!worker && (settings.fork ?? 1) > 1) await serveByWorkers({ url, settings }, context.terminal);
    else {
      const own = { url, settings: shareOf(settings), readAgain: () => readAgain(url, context) };
      await serve(own, context.terminal);
    }
    return 0;
  },
  dev: async (line, context) => {
    if (line.settings.sites) return runSites('dev', line, context);
    const url = await whichSiteOrDemo(line.url, 'dev', context.ask);
    if (url === demoWord) return runDemo(line, context);
    begin(context);
    const files = (line.settings.integrations ?? []).filter(isPath);
    const { folder, terminal } = context;
    const readDevAgain = async () => {
      const again = await readAgain(url, context);
      return { ...again, settings: { ...devSettings, ...again.settings } };
    };
    await serve(
      {
        url,
        settings: { ...devSettings, ...line.settings },
        readAgain: readDevAgain,
        onChange: (reload) => watchFiles({ folder, files }, reload),
      },
      terminal,
    );
    return 0;
  },
  schema: async ({ url, settings, values }, { terminal }) => {
    const form = values['json'] ? 'json' : values['possible-types'] ? 'possible-types' : 'sdl';
    terminal.out.write(await schemaText(url, settings, form));
    return 0;
  },
  doctor: async ({ url, settings, values }, { terminal, ask }) => {
    const { url: _url, ...options } = settings;
    const integrations = await loadIntegrations(settings);
    const address = await whichSite(url, 'doctor', ask);
    const { out, paint, width } = terminal;
    return runDoctor(address, {
      ...options,
      integrations,
      out,
      paint,
      width,
      isJson: values['json'] === true,
    });
  },
  codegen: async (line, context) => {
    const { values } = line;
    const schema = siteSchema(line, context);
    const documents = values['documents'];
    return runCodegen(
      {
        folder: context.folder,
        out: textOf(values, 'out'),
        documents: Array.isArray(documents) ? documents : [],
        schema: async () => writeSchema(await schema(), 'sdl'),
      },
      context.terminal,
    );
  },
  check: async (line, context) => {
    const file = textOf(line.values, 'schema');
    const schema =
      file === undefined ? siteSchema(line, context) : async () => readSchema(file, context.folder);
    return runCheck({ ...documentsOf(line, context), schema }, context.terminal);
  },
  diff: async (line, context) => {
    const against = textOf(line.values, 'against') ?? schemaFile;
    const schema = siteSchema(line, context);
    return runDiff({ ...documentsOf(line, context), schema, against }, context.terminal);
  },
  compare: async ({ targets, values, settings }, { terminal, folder }) => {
    const [flags, json] = [readCompareFlags(values), values['json'] === true];
    return runCompare({ targets, flags, json, settings, folder }, terminal);
  },
  plugin: async (_line, { terminal }) => {
    terminal.out.write(pluginText);
    return 0;
  },
};

function documentsOf({ targets, values }: CommandLine, { folder }: Context) {
  return { paths: targets, folder, isJson: values['json'] === true };
}

/** Returns a function that reads the schema of the site that the command line names. */
function siteSchema({ command, url, settings }: CommandLine, { ask }: Context) {
  return async () => readSiteSchema(await whichSite(url, command, ask), settings);
}

/** Serves all sites of the settings. `dev` also watches their files. */
async function runSites(
  command: 'serve' | 'dev',
  { settings: given }: CommandLine,
  context: Context,
): Promise<number> {
  begin(context);
  const { argv, env, folder, terminal } = context;
  const defaults = command === 'dev' ? devSettings : {};
  const settings = { ...defaults, ...given };
  if (command === 'serve' && !worker && (settings.fork ?? 1) > 1) {
    await serveByWorkers({ url: undefined, settings }, terminal);
    return 0;
  }
  const files = Object.values(settings.sites ?? {})
    .flatMap(({ integrations = settings.integrations ?? [] }) => integrations)
    .filter(isPath);
  await serveSites(
    {
      settings,
      readAgain: async () => ({ ...defaults, ...(await readCommandLine(argv, env, folder)).settings }),
      ...(command === 'dev'
        ? { onChange: (reload: (what: string) => void) => watchFiles({ folder, files }, reload) }
        : {}),
    },
    terminal,
  );
  return 0;
}

async function runDemo({ settings }: CommandLine, context: Context): Promise<number> {
  begin(context);
  await demo(settings, context.terminal);
  return 0;
}

function begin({ onServe }: Context): void {
  onServe();
  endWithNpm();
}

/**
 * Reads the command line, the environment and the config file again.
 *
 * @param url - the address that the person at the terminal typed, if nothing else names a site
 * @throws ConfigError if a value is invalid
 */
async function readAgain(url: string, { argv, env, folder }: Context) {
  const line = await readCommandLine(argv, env, folder);
  return { url: line.url ?? url, settings: shareOf(line.settings) };
}
