import type { Day } from "../../base/day.ts";
import type { Condition, ConditionAnswer } from "./condition.ts";
import { factsImplied, factsImplying } from "./condition-facts.ts";

/** What is known of one request on one day; what is left out is not known, never false. */
export interface KnownFacts {
  readonly on: Day;
  /** Facts of `conditionFacts` that are known to be so or not. */
  readonly facts: Readonly<Record<string, boolean>>;
  /** By class as conditions write it: the day of the latest conviction, true where the day is not known, false for none. */
  readonly convictions?: Readonly<Record<string, Day | boolean>>;
  /** By class as conditions write it: whether there is a charge. */
  readonly charges?: Readonly<Record<string, boolean>>;
}

const answers: Readonly<Record<string, ConditionAnswer>> = {
  true: "true",
  false: "false",
  undefined: "unknown",
};

function not(answer: ConditionAnswer): ConditionAnswer {
  if (answer === "unknown") return answer;
  return answer === "true" ? "false" : "true";
}

function factAnswer(fact: string, { facts }: KnownFacts): ConditionAnswer {
  if (factsImplying(fact).some((one) => facts[one] === true)) return "true";
  return factsImplied(fact).some((one) => facts[one] === false) ? "false" : "unknown";
}

/** The same day of the year so many years before; the last of February for the 29th where that year has none. */
function yearsBefore(day: Day, years: number): Day {
  const year = Number(day.slice(0, 4)) - years;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const monthDay = day.slice(5) === "02-29" && !isLeap ? "02-28" : day.slice(5);
  return `${String(year).padStart(4, "0")}-${monthDay}`;
}

function convictionAnswer(
  known: Day | boolean | undefined,
  years: number | undefined,
  on: Day,
): ConditionAnswer {
  if (known === undefined || typeof known === "boolean")
    return known === true && years !== undefined ? "unknown" : (answers[String(known)] as ConditionAnswer);
  if (known > on) return "false";
  return years === undefined || known >= yearsBefore(on, years) ? "true" : "false";
}

function allAnswer(parts: readonly ConditionAnswer[]): ConditionAnswer {
  if (parts.includes("false")) return "false";
  return parts.includes("unknown") ? "unknown" : "true";
}

/**
 * Whether a condition is met by what is known: `unknown` as soon as the answer hangs on something that is not known, or on words
 * that nobody has turned into data. No condition (null) is met. "Within N years" includes the day N years before.
 */
export function evaluateCondition(condition: Condition | null, known: KnownFacts): ConditionAnswer {
  if (condition === null) return "true";
  if ("all" in condition) return allAnswer(condition.all.map((part) => evaluateCondition(part, known)));
  if ("any" in condition)
    return not(allAnswer(condition.any.map((part) => not(evaluateCondition(part, known)))));
  if ("not" in condition) return not(evaluateCondition(condition.not, known));
  if ("fact" in condition) return factAnswer(condition.fact, known);
  if ("charge" in condition) return answers[String(known.charges?.[condition.charge])] as ConditionAnswer;
  if ("words" in condition) return "unknown";
  return convictionAnswer(known.convictions?.[condition.conviction], condition.within_years, known.on);
}
