import type { Condition } from "./condition.ts";
import { conditionFacts } from "./condition-facts.ts";

/**
 * A condition as a file writes it:
 *
 *     judicial_warrant AND (conviction(violent or serious) within 5 years OR NOT charge(felony))
 *
 * AND binds before OR. What nobody has turned into data stands in words(...). Throws SyntaxError that says what is wrong.
 */
export function parseCondition(text: string): Condition {
  const left = tokensOf(text);
  const condition = readAny(left);
  if (left.length > 0) throw new SyntaxError(`"${left[0]}" follows a condition that is complete`);
  return condition;
}

const call = /^(conviction|charge|words)\(/;
const word = /^(?:AND|OR|NOT|[a-z0-9_]+)\b/;
const years = /^\)\s+within (\d{1,3}) years?\b/;

/** Where the parenthesis closes that is open at the start of the text, -1 where it does not. */
function closing(text: string): number {
  let depth = 1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at;
  }
  return -1;
}

/** The next token of a text: a parenthesis, a word, or a whole call with its words and years. */
function tokenAt(text: string): string {
  if (text[0] === "(" || text[0] === ")") return text[0];
  const called = call.exec(text)?.[0];
  if (called === undefined) {
    const found = word.exec(text)?.[0];
    if (found === undefined) throw new SyntaxError(`"${text.slice(0, 20)}" is no part of a condition`);
    return found;
  }
  const end = closing(text.slice(called.length));
  if (end === -1) throw new SyntaxError(`the parenthesis of ${called.slice(0, -1)} is not closed`);
  const after = years.exec(text.slice(called.length + end));
  return text.slice(0, called.length + end + (after?.[0].length ?? 1));
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (let rest = text.trim(); rest !== ""; rest = rest.slice(tokens.at(-1)?.length).trimStart())
    tokens.push(tokenAt(rest));
  return tokens;
}

function readAny(left: string[]): Condition {
  const parts = [readAll(left)];
  while (left[0] === "OR") {
    left.shift();
    parts.push(readAll(left));
  }
  return parts.length === 1 ? (parts[0] as Condition) : { any: parts };
}

function readAll(left: string[]): Condition {
  const parts = [readOne(left)];
  while (left[0] === "AND") {
    left.shift();
    parts.push(readOne(left));
  }
  return parts.length === 1 ? (parts[0] as Condition) : { all: parts };
}

function readOne(left: string[]): Condition {
  const token = left.shift();
  if (token === undefined) throw new SyntaxError("the condition ends where a fact should stand");
  if (token === "NOT") return { not: readOne(left) };
  if (token !== "(") return leafOf(token);
  const inner = readAny(left);
  if (left.shift() !== ")") throw new SyntaxError("a parenthesis is not closed");
  return inner;
}

function leafOf(token: string): Condition {
  const called = call.exec(token);
  if (!called) return factOf(token);
  const [head, kind] = called;
  const within = / within (\d+) years?$/.exec(token);
  const inner = token.slice(head.length, within ? -within[0].length - 1 : -1).trim();
  if (inner === "") throw new SyntaxError(`${kind}() says nothing`);
  if (within !== null && kind !== "conviction")
    throw new SyntaxError(`only a conviction has years; ${kind} has none`);
  if (kind === "words") return { words: inner };
  if (kind === "charge") return { charge: inner };
  return within === null ? { conviction: inner } : { conviction: inner, within_years: Number(within[1]) };
}

function factOf(token: string): Condition {
  if (Object.hasOwn(conditionFacts, token)) return { fact: token };
  throw new SyntaxError(
    `"${token}" is no fact that a condition can name; use one of those of condition-facts.ts, or words(...)`,
  );
}

/** The text of a condition in the form that `parseCondition` reads. */
export function formatCondition(condition: Condition): string {
  if ("any" in condition) return condition.any.map((part) => enclosed(part, ["any"])).join(" OR ");
  if ("all" in condition) return condition.all.map((part) => enclosed(part, ["any", "all"])).join(" AND ");
  if ("not" in condition) return `NOT ${enclosed(condition.not, ["any", "all"])}`;
  if ("fact" in condition) return condition.fact;
  if ("charge" in condition) return `charge(${condition.charge})`;
  if ("words" in condition) return `words(${condition.words})`;
  const { conviction, within_years } = condition;
  return `conviction(${conviction})${within_years === undefined ? "" : ` within ${within_years} years`}`;
}

function enclosed(condition: Condition, kinds: readonly string[]): string {
  const text = formatCondition(condition);
  return kinds.some((kind) => kind in condition) ? `(${text})` : text;
}

/** A condition in plain words that follow "unless" or "if". */
export function conditionWords(condition: Condition): string {
  if ("any" in condition) return condition.any.map(conditionWords).join(", or ");
  if ("all" in condition)
    return condition.all
      .map((part) => ("any" in part ? `(${conditionWords(part)})` : conditionWords(part)))
      .join(" and ");
  if ("not" in condition) return `it is not so that ${conditionWords(condition.not)}`;
  if ("fact" in condition) return conditionFacts[condition.fact]?.words ?? condition.fact;
  if ("charge" in condition) return `there is a charge (${condition.charge})`;
  if ("words" in condition) return `“${condition.words}”`;
  const { conviction, within_years } = condition;
  return `there is a conviction (${conviction})${within_years === undefined ? "" : ` within ${within_years} years`}`;
}
