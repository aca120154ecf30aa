import assert from "node:assert/strict";
import { test } from "node:test";
import { documentNames, methodologyDocument } from "./documents.ts";
import { renderMarkdown } from "./markdown.ts";

const rendered = (text: string): string =>
  renderMarkdown(`# Title\n\n${text}`, (href) => (href.startsWith("/") ? href : null))
    .body.map(String)
    .join("");

test("what documents use becomes markup, with its text escaped", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["a **b *c*** `d < e` & f", "<p>a <strong>b <em>c</em></strong> <code>d &lt; e</code> &amp; f</p>"],
    ["## How *it* is", '<h2 id="how-it-is">How <em>it</em> is</h2>'],
    ["1. one\n2. two", '<ol class="usa-list"><li>one</li><li>two</li></ol>'],
    [
      "- [in](/about)\n- [out](src/a.ts)",
      '<ul class="usa-list"><li><a href="/about">in</a></li><li>out</li></ul>',
    ],
    ["> said", "<blockquote><p>said</p></blockquote>"],
    ["```\na\n\n<b>\n```", '<pre tabindex="0"><code>a&#10;&#10;&lt;b&gt;</code></pre>'],
  ];
  for (const [text, html] of cases) assert.equal(rendered(text).trim(), html);
  assert.match(
    rendered("| a | b |\n|---|---|\n| 1 | `2` |"),
    /<th scope="row">1<\/th><td class="text"><code>2<\/code><\/td>/,
  );
});

test("markup, pictures and deep headings of a document are refused by name", () => {
  assert.throws(() => rendered("<script>alert(1)</script>"), /may not hold this \(html\): <script>/);
  assert.throws(() => rendered("a <b>c</b>"), /\(html\)/);
  assert.throws(() => rendered("![a](b.png)"), /\(image\)/);
  assert.throws(() => rendered("#### deep"), /\(heading\)/);
  assert.throws(() => renderMarkdown("no title", () => null), /begins with its title/);
});

test("every document of the methodology can be shown", () => {
  const names = documentNames();
  assert.ok(names.length >= 3);
  for (const name of names) assert.ok(methodologyDocument(name).body.length > 2, name);
});
