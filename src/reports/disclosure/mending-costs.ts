import { type Imbalance, room, type Standpoint } from "./exchange.ts";
import type { Term } from "./linear-system.ts";
import { NumberQueue } from "./queue.ts";
import type { Wish } from "./wish.ts";

/** Estimates of what mending takes: the loss by which each equation can be put right when it is out by one, up or down. */
export interface MendingCosts {
  /** The estimate for what an imbalance leaves to mend once an unknown has made a step. */
  after(imbalance: Imbalance, unknown: number, step: number): number;
}

/** The loss of moving an unknown: its weight where it is shown, where it is hidden the little room it has. */
export function toll(at: Standpoint, unknown: number, step: number, need: number): number {
  const loss = at.hidden[unknown] === 1 ? 1 : (at.system.weight[unknown] as number);
  return loss + Math.max(0, 2 * (need - room(at, unknown, step)));
}

/** Facts are numbered 2 × equation + 1 where it is out above, + 0 below; moves 2 × unknown + 1 up, + 0 down. */
interface Survey {
  readonly at: Standpoint;
  readonly mover: number;
  readonly need: number;
  readonly pay: boolean;
  readonly often: number;
  readonly cost: Float64Array;
  readonly done: Uint8Array;
  /** For each move, how many of the equations it puts out have no price yet, and the sum of those that have. */
  readonly open: Int32Array;
  readonly sum: Float64Array;
  readonly queue: NumberQueue;
}

/**
 * The costs of mending each equation by itself, from a standpoint at which a wish has put `out` out: the
 * least, over its unknowns, of the toll and of mending the other equations that the unknown puts out in turn.
 * An equation put out the opposite way to `out` costs nothing, for the two mend each other. Null where nothing mends
 * some part of `out`.
 */
export function mendingCosts(at: Standpoint, wish: Wish, out: Imbalance): MendingCosts | null {
  const survey = newSurvey(at, wish);
  for (const [equation, amount] of out) better(survey, 2 * equation + (amount > 0 ? 0 : 1), 0);
  for (const unknown of at.system.endsNear[wish.unknown] ?? [])
    for (const step of [1, -1] as const) offer(survey, unknown, step);
  let waiting = out.size;
  let last = 0;
  for (let fact = survey.queue.pop(); fact !== -1; fact = survey.queue.pop()) {
    if (survey.done[fact] === 1) continue;
    last = survey.cost[fact] as number;
    settle(survey, fact, last);
    const amount = out.get(fact >> 1);
    if (amount !== undefined && amount > 0 === ((fact & 1) === 1)) waiting -= 1;
    if (waiting === 0) break;
  }
  return waiting > 0 ? null : estimates(survey, last + 1);
}

function newSurvey(at: Standpoint, { unknown: mover, need, pay, often }: Wish): Survey {
  const { equations, value, termCounts } = at.system;
  const cost = new Float64Array(2 * equations.length).fill(Number.POSITIVE_INFINITY);
  const done = new Uint8Array(cost.length);
  const sum = new Float64Array(2 * value.length);
  return { at, mover, need, pay, often, cost, done, open: termCounts.slice(), sum, queue: new NumberQueue() };
}

function better({ cost, done, queue }: Survey, fact: number, offered: number): void {
  if (done[fact] === 1 || offered >= (cost[fact] as number)) return;
  cost[fact] = offered;
  queue.push(fact, offered);
}

/** Prices what moving an unknown would mend, once at most one of the equations it puts out is without a price. */
function offer(survey: Survey, unknown: number, step: 1 | -1): void {
  const { at, cost, done, need } = survey;
  const isHidden = at.hidden[unknown] === 1;
  if (unknown === survey.mover || !(isHidden || survey.pay)) return;
  const free =
    step > 0 ? need : Math.min(need, (at.now[unknown] as number) - (at.system.least[unknown] as number));
  if (free < survey.often) return;
  const move = 2 * unknown + (step > 0 ? 1 : 0);
  const open = survey.open[move] as number;
  const price =
    (survey.sum[move] as number) + (isHidden ? 1 : (at.system.weight[unknown] as number)) + 2 * (need - free);
  for (const { equation, times } of at.system.termsOf[unknown] as readonly Term[]) {
    const putsOut = 2 * equation + (times > 0 === step > 0 ? 1 : 0);
    if (open === 1) {
      if (done[putsOut] === 0) better(survey, putsOut ^ 1, price);
    } else better(survey, putsOut ^ 1, price - (cost[putsOut] as number));
  }
}

function settle(survey: Survey, fact: number, price: number): void {
  const { open, sum, done } = survey;
  done[fact] = 1;
  const equation = survey.at.system.equations[fact >> 1] as readonly Term[];
  for (let at = 0; at < equation.length; at += 1) {
    const { unknown, times } = equation[at] as Term;
    const up = times > 0 === ((fact & 1) === 1);
    const move = 2 * unknown + (up ? 1 : 0);
    const left = (open[move] as number) - 1;
    open[move] = left;
    sum[move] = (sum[move] as number) + price;
    if (left <= 1) offer(survey, unknown, up ? 1 : -1);
  }
}

function estimates({ at, cost, done }: Survey, unreached: number): MendingCosts {
  const priceOf = (equation: number, amount: number) => {
    if (amount === 0) return 0;
    const fact = 2 * equation + (amount > 0 ? 1 : 0);
    return Math.abs(amount) * (done[fact] === 1 ? (cost[fact] as number) : unreached);
  };
  return {
    after(imbalance, unknown, step) {
      let price = 0;
      for (const [equation, amount] of imbalance) price += priceOf(equation, amount);
      for (const term of at.system.termsOf[unknown] as readonly Term[]) {
        const before = imbalance.get(term.equation) ?? 0;
        price += priceOf(term.equation, before + term.times * step) - priceOf(term.equation, before);
      }
      return price;
    },
  };
}
