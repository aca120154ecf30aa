import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { projectPath } from "../../base/paths.ts";
import { agreeing, agreeingWithDecline, findingCodes, findingWords } from "./finding-code.ts";
import { bookingTable, requestTable, stateDiagram } from "./states-page.ts";

const page = (name: string): string => readFileSync(projectPath("docs", "methodology", name), "utf8");

/** The cells of the table whose header begins with a word, without header and rule. */
function tableOf(text: string, firstHeader: string): string[][] {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => line.startsWith(`| ${firstHeader} |`)) + 2;
  const length = lines.slice(from).findIndex((line) => !line.startsWith("|"));
  return lines.slice(from, from + length).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test("the page's diagram and tables of states are those of the code", () => {
  const text = page("exchange-states.md");
  for (const part of [`\`\`\`mermaid\n${stateDiagram()}\n\`\`\``, requestTable(), bookingTable()])
    assert.ok(text.includes(`\n${part}\n`), `docs/methodology/exchange-states.md should have:\n${part}`);
});

test("the page's codes and agreements are those of the code", () => {
  const text = page("exchange-findings.md");
  assert.deepEqual(
    tableOf(text, "code | in print"),
    findingCodes.map((code) => [code, findingWords[code]]),
  );
  assert.deepEqual(
    tableOf(text, "code | agrees with"),
    agreeing.map((pair) => [...pair]),
  );
  assert.deepEqual(
    tableOf(text, "declined | agrees with"),
    Object.entries(agreeingWithDecline).map(([asked, codes]) => [asked, codes.join(", ")]),
  );
});
