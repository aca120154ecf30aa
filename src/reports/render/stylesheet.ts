import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { projectPath } from "../../base/paths.ts";

/** One rule or at-rule of a stylesheet: what stands before its braces, and what within. */
interface Rule {
  readonly prelude: string;
  readonly body: string;
}

const system = projectPath("node_modules", "@uswds", "uswds", "dist", "css", "uswds.min.css");
const ours = fileURLToPath(new URL("report.css", import.meta.url));

/**
 * The page's one stylesheet: those rules of the U.S. Web Design System whose classes and elements the page really uses,
 * then our own. Rules that would fetch a picture are left out, so that the folder needs nothing outside itself.
 */
export function stylesheet(page: string): string {
  const used = namesIn(page);
  return `${subset(readFileSync(system, "utf8"), used)}\n${readFileSync(ours, "utf8")}`;
}

/** The classes (with a dot) and element names that a page of HTML uses. */
function namesIn(page: string): ReadonlySet<string> {
  const classes = [...page.matchAll(/ class="([^"]*)"/g)].flatMap((found) =>
    (found[1] ?? "").split(" ").map((name) => `.${name}`),
  );
  const elements = [...page.matchAll(/<([a-z][a-z0-9]*)/g)].map((found) => found[1] ?? "");
  return new Set([...classes, ...elements]);
}

function subset(css: string, used: ReadonlySet<string>): string {
  return rulesOf(css)
    .map((rule) => keptRule(rule, used))
    .join("");
}

/** A rule with only those of its selectors that can match, or nothing. */
function keptRule({ prelude, body }: Rule, used: ReadonlySet<string>): string {
  if (/^@(media|supports)/.test(prelude)) {
    const inner = subset(body, used);
    return inner === "" ? "" : `${prelude}{${inner}}`;
  }
  if (prelude.startsWith("@") || body.includes("url(")) return "";
  const selectors = splitSelectors(prelude).filter((selector) => canMatch(selector, used));
  return selectors.length === 0 ? "" : `${selectors.join(",")}{${body}}`;
}

/** Whether the page has every class and element that a selector names (what it excludes by `:not` does not count). */
function canMatch(selector: string, used: ReadonlySet<string>): boolean {
  const positive = selector
    .replace(/:not\((?:[^()]|\([^()]*\))*\)/g, "")
    .replace(/\[[^\]]*\]/g, "")
    .replace(/::?[a-z-]+(?:\([^()]*\))?/gi, "");
  const names = positive.match(/\.[\w\\:/-]+|(?<![\w.\\-])[a-z][a-z0-9]*(?![\w-])/gi) ?? [];
  return (
    names.every((name) => used.has(name)) &&
    (names.length > 0 || positive.trim() === "*" || selector.startsWith(":root"))
  );
}

function splitSelectors(prelude: string): string[] {
  return prelude.split(/,(?![^()]*\))/).map((selector) => selector.trim());
}

/** The rules of a stylesheet in order, found by their braces; comments and statements without a block are skipped. */
function rulesOf(css: string): Rule[] {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/@charset[^;]*;/g, "");
  const rules: Rule[] = [];
  let [depth, start, open] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "{" && depth++ === 0) open = at;
    if (text[at] !== "}" || --depth !== 0) continue;
    rules.push({ prelude: text.slice(start, open).trim(), body: text.slice(open + 1, at) });
    start = at + 1;
  }
  return rules;
}
