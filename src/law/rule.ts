import type { Day } from "../base/day.ts";
import { NoRuleInForce } from "../base/errors.ts";

/** One version of a rule: what it applies from which day (included) to which day (not included). */
export interface RuleVersion<Apply> {
  readonly version: string;
  readonly in_force: { readonly from: Day; readonly before: Day | null };
  readonly cite: string;
  readonly text: string;
  readonly apply: Apply;
}

/** A rule with its versions, none of which overlap. */
export interface Rule<Apply> {
  readonly id: string;
  readonly versions: readonly RuleVersion<Apply>[];
  /** The version in force on a day; throws `NoRuleInForce` when there is none. */
  on(day: Day): RuleVersion<Apply>;
}

/** Makes a rule of its versions; "no version in force" is an error, never a false. */
export function defineRule<Apply>(id: string, versions: readonly RuleVersion<Apply>[]): Rule<Apply> {
  function on(day: Day): RuleVersion<Apply> {
    const found = versions.find(
      (v) => v.in_force.from <= day && (v.in_force.before === null || day < v.in_force.before),
    );
    if (found) return found;
    const spans = versions.map((v) => `${v.in_force.from} to ${v.in_force.before ?? "today"}`).join("; ");
    throw new NoRuleInForce(`no version of the rule ${id} is in force on ${day}; it has ${spans}`, {
      rule: id,
      day,
    });
  }
  return { id, versions, on };
}
