import { InvalidInput } from "../../base/errors.ts";

/** A file of a published folder by its path there, with the SHA-256 of its bytes (hex). */
export interface SumLine {
  readonly path: string;
  readonly sha256: string;
}

/** The list of hashes in the form that `sha256sum --check` reads, sorted by path; the inverse of `parseSums`. */
export function formatSums(lines: readonly SumLine[]): string {
  const sorted = lines.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return sorted.map((line) => `${line.sha256}  ${line.path}\n`).join("");
}

const lineForm = /^([0-9a-f]{64}) {2}([A-Za-z0-9][A-Za-z0-9._/-]*)$/;

/**
 * The lines of a list of hashes; `InvalidInput` names the first line that is not one. Only the exact form that
 * `formatSums` writes is read: paths inside the folder, sorted, each once.
 */
export function parseSums(text: string): SumLine[] {
  const lines = text.split("\n").slice(0, -1).map(parseLine);
  if (lines.length === 0 || formatSums(lines) !== text)
    throw new InvalidInput("SHA256SUMS: its lines are not sorted, or its last one is cut");
  const twice = lines.find((line, at) => lines[at + 1]?.path === line.path);
  if (twice !== undefined) throw new InvalidInput(`SHA256SUMS: it lists ${twice.path} twice`);
  return lines;
}

function parseLine(text: string, at: number): SumLine {
  const [, sha256 = "", path = ""] = lineForm.exec(text) ?? [];
  if (path === "" || path.split("/").some((part) => part === ".." || part === "." || part === ""))
    throw new InvalidInput(
      `SHA256SUMS: line ${at + 1} is not a hash, two spaces and a path inside the folder`,
    );
  return { path, sha256 };
}
