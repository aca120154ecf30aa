import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { AppError } from "../../base/errors.ts";
import { runToEnd } from "./processes.ts";

/** What the browser tests and the checks of the PDF pages call. */
const needed: readonly { readonly package: string; readonly programs: readonly string[] }[] = [
  {
    package: "chromium",
    programs: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  },
  { package: "poppler-utils", programs: ["pdftoppm"] },
];

/** Where a program of one of these names stands on PATH; null where none does. */
export function programOnPath(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return places.find((place) => existsSync(place)) ?? null;
}

const missing = (): string[] =>
  needed.filter(({ programs }) => programOnPath(programs) === null).map((part) => part.package);

async function install(packages: readonly string[]): Promise<string> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const update = await runToEnd("apt-get", ["update", "-q"], { env });
  if (update.code !== 0) return `apt-get update ended with ${update.code}`;
  const done = await runToEnd("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...packages], {
    env,
  });
  return done.code === 0
    ? ""
    : `apt-get install ended with ${done.code}: ${done.output.trim().split("\n").at(-1)}`;
}

/**
 * Finds the programs that the browser and PDF tests call, and answers where the browser is; as root on Debian it installs
 * what is missing. Throws an `AppError` that says what is missing and how to get it.
 */
export async function findBrowser(): Promise<string> {
  const wanted = missing();
  const mayInstall = process.getuid?.() === 0 && programOnPath(["apt-get"]) !== null;
  const tried = wanted.length > 0 && mayInstall ? await install(wanted) : "";
  const left = missing();
  if (left.length > 0) {
    throw new AppError(
      "missing",
      `the browser and PDF tests need ${left.join(" and ")}${tried === "" ? "" : ` (${tried})`}; install them (Debian: apt-get install ${left.join(" ")}) and run this again`,
    );
  }
  return programOnPath(needed[0]?.programs ?? []) ?? "";
}
