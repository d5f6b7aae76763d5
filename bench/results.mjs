// Results of the benchmarks. Each benchmark saves its own part in results.json, and RESULTS.md shows all parts.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

const stored = new URL('results.json', import.meta.url);
const shown = new URL('RESULTS.md', import.meta.url);

/** How many processes wanted a processor before the benchmark began. More than one or two disturb it. */
const [load] = loadavg();

/** The benchmarks in the order of RESULTS.md. */
const order = ['cold', 'paging', 'crowd', 'warm', 'unseen', 'mix', 'edits', 'outage', 'memory', 'build'];

/**
 * Prints the results of a benchmark, saves them in place of its earlier ones, and writes RESULTS.md.
 *
 * @param {string} name - the name of the script
 * @param results - `title`; `notes`, a list of sentences; `tables`, each with a `title`, `columns` and `rows` of texts; and
 * `targets`, each with a `target`, what was `measured`, and whether it `isMet`
 */
export function saveResults(name, { title, notes = [], tables = [], targets = [] }) {
  const given = process.argv.slice(2).map((each) => each.replace(/^([^:/]+):[^/]*$/, '$1:…'));
  const command = `node bench/${name}.mjs ${given.join(' ')}`.trim();
  const results = {
    title,
    command,
    date: new Date().toISOString(),
    machine: machine(),
    notes,
    tables,
    targets,
  };
  console.log(`\n${sectionOf(results)}${targets.length > 0 ? `\n${targetTable([results])}` : ''}`);
  const all = existsSync(stored) ? JSON.parse(readFileSync(stored, 'utf8')) : {};
  all[name] = results;
  writeFileSync(stored, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(shown, documentOf(order.filter((each) => all[each]).map((each) => all[each])));
}

/** Returns a share of the requests, a time or a ratio as `median [quartiles]`. */
export function textOf({ median, low, high }, digits) {
  return `${median.toFixed(digits)} [${low.toFixed(digits)}–${high.toFixed(digits)}]`;
}

/** Returns a number of connections as text. */
export function connectionsText(number) {
  return number === 1 ? '1 connection' : `${number} connections`;
}

function documentOf(sections) {
  return `# Results

The benchmarks of this folder write this file; see [README.md](README.md). Figures are medians, with quartiles in brackets, of one
run that measured all ways in turns. Milliseconds belong to the machine; ratios last, but only if nothing else runs. \`load\` is how
many processes wanted a processor before the benchmark began: where it is above 1, times and ratios say little, and only counts of
requests, bytes and memory hold.

## Targets

${targetTable(sections)}
${sections.map(sectionOf).join('\n')}`;
}

function sectionOf({ title, command, date, machine, notes, tables }) {
  const heading = `## ${title}\n\n\`${command}\`, ${date.slice(0, 16).replace('T', ' ')} UTC, ${machine}\n`;
  const tableTexts = tables.map((table) => `### ${table.title}\n\n${tableOf(table.columns, table.rows)}`);
  const list = notes.map((note) => `- ${note}\n`).join('');
  return [heading, ...tableTexts, ...(list ? [list] : [])].join('\n');
}

function targetTable(sections) {
  const rows = sections.flatMap(({ targets }) =>
    targets.map(({ target, measured, isMet }) => [target, measured, isMet ? 'met' : '**missed**']),
  );
  return tableOf(['target', 'measured', ''], rows);
}

function tableOf(columns, rows) {
  const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`);
  return lines.join('');
}

function machine() {
  const [{ model }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${model.trim()}, ${memory} GB, Node ${process.versions.node}, load ${load.toFixed(1)} before`;
}
