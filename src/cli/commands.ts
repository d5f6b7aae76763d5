import type { ManySites } from '../config/choose-site.ts';
import { optionGroups, siteGroup } from '../config/groups.ts';
import { compareFlags } from './compare-flags.ts';
import { type Flag, jsonFlag } from './flags.ts';

/** What the operands of a command, the words after its name, mean. */
export type Operands =
  /** There are none. */
  | 'none'
  /** The address of a site. Optional if --url, the environment or the config file names one. */
  | 'site'
  /** Files and folders with documents, after the address of a site if the first word begins with http:// or https://. */
  | 'documents'
  /** The address of an endpoint, then files and folders. */
  | 'endpoint';

/** A command of `pressql`. Help, parsing and documentation derive from its row. */
export interface Command {
  readonly name: string;
  /** The words after the name, for `--help`. */
  readonly usage: string;
  readonly summary: string;
  readonly operands: Operands;
  /** What it does if the config file names several sites. */
  readonly manySites: ManySites;
  /** Its heading in `pressql --help`. */
  readonly group: string;
  /** Keys of the options that its `--help` lists. The command accepts all others, too. */
  readonly listedOptions: readonly string[];
  /** The flags that only this command has. */
  readonly flags: readonly Flag[];
  /** Command lines for its `--help`, without `pressql`. */
  readonly examples: readonly string[];
}

const allOptions = optionGroups.flatMap(({ keys }) => keys);
const siteOptions = siteGroup.keys;

/** The file with the schema that documents were written for. */
export const schemaFile = 'schema.graphql';

/** The commands, in the order of `--help`. A command line without a command means `serve`. */
export const commands: readonly Command[] = [
  {
    name: 'init',
    usage: '[url]',
    summary: 'look at a site, ask what is missing, and write the config files',
    operands: 'site',
    manySites: 'ignores',
    group: 'Start',
    listedOptions: ['url', 'timeout'],
    flags: [{ flag: 'yes', placeholder: null, sentence: 'Ask nothing, and overwrite no file.' }],
    examples: ['init', 'init https://site.example --yes'],
  },
  {
    name: 'demo',
    usage: '',
    summary: 'serve a WordPress with demo content, which runs inside Node',
    operands: 'none',
    manySites: 'ignores',
    group: 'Start',
    listedOptions: allOptions,
    flags: [],
    examples: ['demo', 'demo --port 8080'],
  },
  {
    name: 'dev',
    usage: '[url]',
    summary:
      'serve a site while you build its frontend: reload at each change of the configuration, show costs',
    operands: 'site',
    manySites: 'serves',
    group: 'Serve',
    listedOptions: allOptions,
    flags: [],
    examples: ['dev', 'dev https://site.example'],
  },
  {
    name: 'serve',
    usage: '[url]',
    summary: 'serve a site. The word serve may be left out',
    operands: 'site',
    manySites: 'serves',
    group: 'Serve',
    listedOptions: allOptions,
    flags: [],
    examples: [
      'https://site.example',
      'https://site.example --production --cache-dir .cache --frontend-url https://shop.example',
    ],
  },
  {
    name: 'doctor',
    usage: '[url]',
    summary: 'check what a site offers, and print how to fix what is missing',
    operands: 'site',
    manySites: 'needs one',
    group: 'Look',
    listedOptions: siteOptions,
    flags: [jsonFlag('the results')],
    examples: ['doctor https://site.example', 'doctor https://site.example --json'],
  },
  {
    name: 'schema',
    usage: '[url]',
    summary: 'print the schema as SDL; without an address, that of a WordPress without plugins',
    operands: 'site',
    manySites: 'needs one',
    group: 'Look',
    listedOptions: [...siteOptions, 'wpgraphql', 'federation'],
    flags: [
      jsonFlag('the introspection result of the schema'),
      {
        flag: 'possible-types',
        placeholder: null,
        sentence: "Print the object types of each interface and union, for Apollo Client's cache.",
      },
    ],
    examples: [
      `schema https://site.example > ${schemaFile}`,
      'schema https://site.example --possible-types',
      'schema https://site.example --federation > subgraph.graphql',
    ],
  },
  {
    name: 'codegen',
    usage: '[url]',
    summary: "write the site's schema, and a typed client for your documents",
    operands: 'site',
    manySites: 'needs one',
    group: 'Frontend',
    listedOptions: siteOptions,
    flags: [
      { flag: 'out', placeholder: 'FOLDER', sentence: 'The folder for the client.', default: 'src/gql' },
      {
        flag: 'documents',
        placeholder: 'GLOB',
        sentence: 'Files with documents. May be repeated.',
        default: 'src, app, pages, components, layouts and lib',
        isRepeatable: true,
      },
    ],
    examples: ['codegen', "codegen https://site.example --out app/gql --documents 'app/**/*.tsx'"],
  },
  {
    name: 'check',
    usage: '[url] <documents…>',
    summary: "validate your documents against the site's schema",
    operands: 'documents',
    manySites: 'needs one',
    group: 'Frontend',
    listedOptions: siteOptions,
    flags: [
      { flag: 'schema', placeholder: 'FILE', sentence: "A schema to check against, instead of the site's." },
      jsonFlag('the errors'),
    ],
    examples: ['check src', 'check https://site.example src queries/home.graphql --json'],
  },
  {
    name: 'diff',
    usage: '[url] <documents…>',
    summary: "check whether the site's schema has changed in a way that breaks your documents",
    operands: 'documents',
    manySites: 'needs one',
    group: 'Frontend',
    listedOptions: siteOptions,
    flags: [
      {
        flag: 'against',
        placeholder: 'FILE',
        sentence: 'The schema that the documents were written for.',
        default: schemaFile,
      },
      jsonFlag('the changes'),
    ],
    examples: ['diff src', `diff https://site.example --against ${schemaFile} src`],
  },
  {
    name: 'compare',
    usage: '<wpgraphql-endpoint> [documents…]',
    summary: "send a frontend's documents to WPGraphQL and to PressQL, and compare the answers",
    operands: 'endpoint',
    manySites: 'ignores',
    group: 'Frontend',
    listedOptions: [...siteOptions, 'endpoint', 'frontendUrl', 'corsOrigins', 'maxPageSize'],
    flags: [...compareFlags, jsonFlag('the report')],
    examples: ['compare https://site.example/graphql src', 'compare https://site.example/graphql --json'],
  },
  {
    name: 'plugin',
    usage: '',
    summary: 'print an optional plugin for WordPress that tells the gateway of changes at once',
    operands: 'none',
    manySites: 'ignores',
    group: 'WordPress',
    listedOptions: [],
    flags: [],
    examples: ['plugin > pressql.php'],
  },
];
