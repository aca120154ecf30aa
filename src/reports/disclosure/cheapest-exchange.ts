import {
  type Exchange,
  type Imbalance,
  imbalanceKey,
  mendingStep,
  narrowest,
  room,
  type Standpoint,
  unbalance,
} from "./exchange.ts";
import type { Term } from "./linear-system.ts";
import { type MendingCosts, mendingCosts, toll } from "./mending-costs.ts";
import { Queue } from "./queue.ts";
import type { Wish } from "./wish.ts";

interface Node {
  readonly cost: number;
  readonly unknown: number;
  readonly step: number;
  readonly before: Node | null;
  readonly depth: number;
  /** What is out before the step is made. */
  readonly left: Imbalance;
}

/** Steps that one exchange may consist of. */
const longest = 80;

/** The estimates that guide a search for a wish from a standpoint; null where there is no such exchange. */
export function guideFor(at: Standpoint, wish: Wish): MendingCosts | null {
  const out: Imbalance = new Map();
  unbalance(at.system, out, wish.unknown, wish.direction);
  return mendingCosts(at, wish, out);
}

/** The exchange with the least loss that a bounded best-first search finds for a wish; null where it finds none. */
export function cheapestExchange(
  at: Standpoint,
  wish: Wish,
  guide: MendingCosts,
  limit: number,
): Exchange | null {
  const { unknown, direction } = wish;
  if (room(at, unknown, direction) < wish.often) return null;
  const queue = new Queue<Node>();
  queue.push({ cost: 0, unknown, step: direction, before: null, depth: 1, left: new Map() }, 0);
  const settled = new Set<string>();
  for (let left = limit; left > 0; left -= 1) {
    const node = queue.pop();
    if (node === null) return null;
    const imbalance = new Map(node.left);
    unbalance(at.system, imbalance, node.unknown, node.step);
    if (imbalance.size === 0) return stepsOf(node);
    const key = imbalanceKey(imbalance);
    if (settled.has(key) || node.depth >= longest) continue;
    settled.add(key);
    extend(at, node, imbalance, wish, guide, queue);
  }
  return null;
}

function extend(
  at: Standpoint,
  node: Node,
  left: Imbalance,
  wish: Wish,
  guide: MendingCosts,
  queue: Queue<Node>,
): void {
  const equation = narrowest(at.system, left);
  const amount = left.get(equation) as number;
  for (const term of at.system.equations[equation] as readonly Term[]) {
    const step = mendingStep(term, amount);
    if (!wish.pay && at.hidden[term.unknown] !== 1) continue;
    if (step === null || takes(node, term.unknown) || room(at, term.unknown, step) < wish.often) continue;
    const cost = node.cost + toll(at, term.unknown, step, wish.need);
    const rank = cost + guide.after(left, term.unknown, step);
    queue.push({ cost, unknown: term.unknown, step, before: node, depth: node.depth + 1, left }, rank);
  }
}

function takes(node: Node, unknown: number): boolean {
  for (let at: Node | null = node; at !== null; at = at.before) if (at.unknown === unknown) return true;
  return false;
}

function stepsOf(node: Node): Exchange {
  const steps = new Map<number, number>();
  for (let at: Node | null = node; at !== null; at = at.before) steps.set(at.unknown, at.step);
  return steps;
}
