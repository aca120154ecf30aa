import type { Cell, Matrix, MatrixColumn, MatrixRow } from "../../law/definitions/matrix.ts";
import type { AskedPolicies } from "./asked.ts";
import { plain } from "./evaluation-page.ts";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function text(words: string): string {
  return words.replace(/[&<>"]/g, (one) => escapes[one] as string);
}

const style = `
body { font: 16px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 1.5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; }
p, li { max-width: 70ch; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.875rem; }
caption { text-align: left; padding: 0.5rem 0; max-width: 70ch; }
th, td { border: 1px solid #8d9297; padding: 0.4rem 0.5rem; text-align: left; vertical-align: top; }
thead th { background: #f0f0f0; } tbody th { background: #fafafa; min-width: 12rem; }
.detail { display: block; color: #3d4551; } .share { display: block; color: #3d4551; font-size: 0.8125rem; }
td.answer { font-weight: 600; }
@media print { body { margin: 0; } .wide { overflow: visible; } }`;

function shareOf({ verification: v, version }: Cell): string {
  if (version === null) return "";
  if (v.facts === 0) return '<span class="share">no fact used</span>';
  return `<span class="share">${v.seen} of ${v.facts} facts seen, ${v.partly_seen} partly</span>`;
}

function cellHtml(cell: Cell): string {
  const isAnswer = cell.result === "meets" || cell.result === "does_not_meet";
  const detail = cell.detail === null ? "" : `<span class="detail">${text(plain(cell.detail))}</span>`;
  return `<td${isAnswer ? ' class="answer"' : ""}>${text(plain(cell.result))}${detail}${shareOf(cell)}</td>`;
}

function rowHtml(row: MatrixRow, columns: readonly string[]): string {
  const cells = row.cells.filter((cell) => columns.includes(cell.definition)).map(cellHtml);
  return `<tr><th scope="row">${text(row.jurisdiction_name)} (${row.jurisdiction_geoid})</th><td>${row.counted_by}</td><td>${row.not_counted_by}</td><td>${row.contested_by}</td>${cells.join("")}</tr>`;
}

function tableHtml({ rows, on }: Matrix, columns: readonly MatrixColumn[]): string {
  const names = columns.map((one) => one.definition);
  const heads = columns.map(
    (one) => `<th scope="col"><a href="#${text(one.definition)}">${text(one.definition)}</a></th>`,
  );
  return `<section class="wide" aria-label="Answers by jurisdiction and test" tabindex="0"><table>
<caption>Answers of each test in force on ${on}. Places on which the tests differ most come first. "Counted by" is the number of tests whose author would count the place under the answer; the key below says what each answer means. Each cell says how many of its facts were read at their source.</caption>
<thead><tr><th scope="col">Jurisdiction</th><th scope="col">Counted by</th><th scope="col">Not counted by</th><th scope="col">Contested</th>${heads.join("")}</tr></thead>
<tbody>
${rows.map((row) => rowHtml(row, names)).join("\n")}
</tbody></table></section>`;
}

function keyHtml(columns: readonly MatrixColumn[]): string {
  const rows = columns.map(
    (one) =>
      `<tr><th scope="row" id="${text(one.definition)}">${text(one.definition)}</th><td>${text(one.authority)}; ${text(one.citation)}</td><td>${text(one.what_it_tests)}</td><td>${text(one.meets_means)}</td><td>${text(one.does_not_meet_means)}</td><td>${text(plain(one.verification))}</td></tr>`,
  );
  return `<section class="wide" aria-label="What each test asks" tabindex="0"><table>
<caption>What each test asks and what its answers mean. Words in quotation marks are those of its author.</caption>
<thead><tr><th scope="col">Test</th><th scope="col">Authority</th><th scope="col">What it asks</th><th scope="col">"Meets" says</th><th scope="col">"Does not meet" says</th><th scope="col">Checked</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></section>`;
}

/** A page of its own, without scripts or outside files: the table of answers, and what each test asks. */
export function matrixPage(
  matrix: Matrix,
  policies: AskedPolicies,
  verifications: readonly string[] | null,
): string {
  const inForce = matrix.columns.filter((one) => one.version !== null);
  const others = matrix.columns.filter((one) => one.version === null).map((one) => one.definition);
  const held =
    verifications === null
      ? ""
      : ` Only facts checked as ${text(verifications.map(plain).join(", "))} are used.`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Jurisdictions by legal test, ${matrix.on}</title><style>${style}
</style></head><body><main>
<h1>Jurisdictions by legal test on ${matrix.on}</h1>
<p>There is no single definition. Each column asks its own question; none of the answers is ours to add up. Decision support, not legal advice.</p>
<p>Policies ${text(policies.told)}.${held}</p>
<h2>Answers</h2>
${tableHtml(matrix, inForce)}
<h2>What each test asks</h2>
${keyHtml(inForce)}
<h2>Not in force on this day</h2>
<p>${others.length === 0 ? "None." : text(others.join(", "))}</p>
</main></body></html>
`;
}
