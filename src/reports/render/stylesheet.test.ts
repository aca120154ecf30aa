import assert from "node:assert/strict";
import { test } from "node:test";
import { stylesheet } from "./stylesheet.ts";

const page =
  '<html><body><p class="usa-tag lead">x</p><table class="usa-table"><tr><td>1</td></tr></table></body></html>';
const css = stylesheet(page);
const system = css.slice(0, css.indexOf("/* What the report adds"));

test("rules of classes that the page uses are kept, others are not", () => {
  assert.match(system, /\.usa-tag\{/);
  assert.match(system, /\.usa-table\{/);
  assert.doesNotMatch(system, /usa-accordion|usa-banner|usa-button\{/);
});

test("nothing is fetched from outside the folder", () => {
  const urls = [...css.matchAll(/url\(([^)]*)\)/g)].map((found) => found[1]);
  assert.deepEqual(
    urls.filter((url) => url !== ""),
    ['"PublicSans-Regular.woff2"', '"PublicSans-Bold.woff2"'],
  );
  assert.doesNotMatch(css, /@import/);
});

test("the folder's stylesheet stays small", () => {
  assert.ok(css.length < 40_000, `${css.length} characters`);
});

test("braces are balanced, so that no rule swallows the next", () => {
  assert.equal(css.split("{").length, css.split("}").length);
});
