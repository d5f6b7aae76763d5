import { type ASTNode, type ASTVisitor, BREAK, Kind, type ValidationRule } from '../packages/graphql.ts';

/** What graphql-js passes to the function of a visitor. */
type Visited = [
  node: ASTNode,
  key: string | number | undefined,
  parent: ASTNode | readonly ASTNode[] | undefined,
  path: readonly (string | number)[],
  ancestors: readonly (ASTNode | readonly ASTNode[])[],
];
type Visit = (...visited: Visited) => unknown;

/** The functions of a visitor for one kind of nodes. */
interface Visits {
  readonly enter?: Visit | undefined;
  readonly leave?: Visit | undefined;
}

/** A visitor has functions for each kind, or some for all kinds together. */
type Visitor = Readonly<Record<string, Visit | Visits | undefined>>;

/** A function of a rule, and the index of the rule. */
interface Step {
  readonly rule: number;
  readonly visit: Visit;
}

const kinds: readonly string[] = Object.values(Kind);

/**
 * Returns one validation rule that does what several rules do. graphql-js asks every rule for its functions for each of its 43
 * kinds of nodes, whenever it validates. That takes a fifth of the validation of an ordinary document.
 */
export function mergedRule(rules: readonly ValidationRule[]): ValidationRule {
  return (context) => new MergedVisitor(rules.map((rule) => rule(context) as Visitor)).visitor;
}

class MergedVisitor {
  /** The functions for each kind of nodes, in the order of the rules. */
  readonly visitor: ASTVisitor & Record<string, Required<Visits>> = {};
  readonly #entering = new Map<string, Step[]>();
  readonly #leaving = new Map<string, Step[]>();
  /** What each rule skips: a node with everything below it, or the rest of the document. Null if it skips nothing. */
  readonly #skipped: (ASTNode | typeof BREAK | null)[];

  constructor(visitors: readonly Visitor[]) {
    this.#skipped = visitors.map(() => null);
    for (const [rule, visitor] of visitors.entries()) {
      const isForAll = typeof visitor['enter'] === 'function' || typeof visitor['leave'] === 'function';
      for (const kind of isForAll ? kinds : Object.keys(visitor)) {
        const visits = isForAll ? (visitor as Visits) : visitor[kind];
        this.#add(kind, rule, typeof visits === 'function' ? { enter: visits } : visits);
      }
    }
  }

  #add(kind: string, rule: number, { enter, leave }: Visits = {}): void {
    const entering = this.#entering.get(kind) ?? [];
    const leaving = this.#leaving.get(kind) ?? [];
    if (enter) entering.push({ rule, visit: enter });
    if (leave) leaving.push({ rule, visit: leave });
    if (Object.hasOwn(this.visitor, kind)) return;
    this.#entering.set(kind, entering);
    this.#leaving.set(kind, leaving);
    this.visitor[kind] = {
      enter: (...visited) => this.#visit(entering, visited),
      leave: (...visited) => {
        this.#visit(leaving, visited);
        this.#endSkipping(visited[0]);
      },
    };
  }

  #visit(steps: readonly Step[], visited: Visited): void {
    for (const { rule, visit } of steps) {
      if (this.#skipped[rule] !== null) continue;
      const result = visit(...visited);
      if (result === false) this.#skipped[rule] = visited[0];
      else if (result === BREAK) this.#skipped[rule] = BREAK;
    }
  }

  #endSkipping(node: ASTNode): void {
    const skipped = this.#skipped;
    for (let rule = skipped.indexOf(node); rule >= 0; rule = skipped.indexOf(node)) skipped[rule] = null;
  }
}
