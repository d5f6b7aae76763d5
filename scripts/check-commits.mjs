// npm run check:commits: checks commit messages against Conventional Commits (conventionalcommits.org). Checks all commits
// since the rule was introduced; with `-- --base REF`, only the commits after REF. Passes outside of a repository.
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** The rule was introduced at this time. */
const since = Date.parse('2026-11-28T19:30:00Z');

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

/** Returns the faults in the first line of a message. */
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

/** Returns the commits after a base, without merges. Returns an empty list outside of a repository. */
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
