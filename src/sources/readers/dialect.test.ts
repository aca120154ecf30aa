import assert from "node:assert/strict";
import { test } from "node:test";
import { sniffDialect } from "./dialect.ts";

const cases: readonly (readonly [name: string, text: string, delimiter: string, lineEnd: string])[] = [
  ["commas", "a,b,c\n1,2,3\n", ",", "lf"],
  ["tabs and commas in the text", "name\tplace\nA, B\tC, D\nE\tF, G\n", "\t", "lf"],
  ["pipes and CRLF", "a|b\r\n1|2\r\n", "|", "crlf"],
  ["bare CR", "a,b\r1,2\r3,4\r", ",", "cr"],
  [
    "a preamble before the header",
    "Report of 2015\nFOIA 15-1, part | two\n\na\tb\tc\n1\t2\t3\n4\t5\t6\n",
    "\t",
    "lf",
  ],
  ["other delimiters inside quotes", 'a,b\n"x|y|z",1\n"x|y|z",2\n"tab\there",3\n', ",", "lf"],
  ["line ends inside quotes", 'a,b\r\n"x\ny\nz\nz\nz",1\r\n"",2\r\n', ",", "crlf"],
  ["bare CR with LF in quotes", 'a,b\r"x\ny",1\r', ",", "cr"],
  ["one column", "a\nb\nc\n", ",", "lf"],
  ["one line without an end", "a|b|c", "|", "lf"],
  ["mostly CRLF", "a,b\r\n1,2\n3,4\r\n5,6\r\n", ",", "crlf"],
  ["a quote that is never closed", 'a,b\n1,2\n"x,3\n', ",", "lf"],
];

for (const [name, text, delimiter, line_end] of cases) {
  test(`the dialect of a text with ${name}`, () =>
    assert.deepEqual(sniffDialect(Buffer.from(text), true), { delimiter, line_end }));
}

test("a record that the sample cuts does not count", () => {
  const sample = Buffer.from("a,b|c\n1,2|3\n4,5");
  assert.equal(sniffDialect(sample, false).delimiter, "|");
  assert.equal(sniffDialect(sample, true).delimiter, ",");
});
