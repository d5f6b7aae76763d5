// npm run check:commits: checks the messages of commits against Conventional Commits (conventionalcommits.org).
// Without a base it checks the commits written since the rule exists, as far as the checkout has them; with
// `-- --base REF` those of this branch. Needs nothing but git, and passes where there is no repository.
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** Authors' dates before this one are older than the rule. */
const since = Date.parse('2026-11-28T18:00:00Z');

const longest = 72;
const types = ['build', 'chore', 'ci', 'docs', 'feat', 'fix', 'perf', 'refactor', 'revert', 'style', 'test'];
const form = new RegExp(`^(?:${types.join('|')})(?:\\([\\w,./-]+\\))?!?: \\S`);

const { values } = parseArgs({ options: { base: { type: 'string' } } });
const commits = readCommits(values.base);
const faults = commits.flatMap(({ hash, subject }) =>
  faultsOf(subject).map((fault) => ({ hash, subject, fault })),
);
for (const { hash, subject, fault } of faults) console.error(`${hash} ${subject}\n  ${fault}`);
console.log(`${commits.length} commits checked, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** What is wrong with the first line of a message; empty if nothing is. */
function faultsOf(subject) {
  return [
    ...(form.test(subject)
      ? []
      : [`Begin with a type and a colon, such as "fix(loading): …". Types: ${types.join(', ')}.`]),
    ...(subject.length > longest
      ? [`Use at most ${longest} characters; this line has ${subject.length}.`]
      : []),
    ...(/\.$/.test(subject) ? ['End without a full stop.'] : []),
  ];
}

/** Commits from a base to here, without merges; an empty list outside a repository. */
function readCommits(base) {
  const range = base === undefined ? 'HEAD' : `${base}..HEAD`;
  const log = git('log', '--no-merges', '--format=%h%x09%aI%x09%s', range);
  return log
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
    .map(([hash, date, ...subject]) => ({ hash, date: Date.parse(date), subject: subject.join('\t') }))
    .filter(({ date }) => date >= since);
}

function git(...args) {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (/not a git repository|does not have any commits/.test(error.stderr)) return '';
    throw new Error(error.stderr.trim(), { cause: error });
  }
}
