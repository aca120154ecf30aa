import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const browserFolder = "test/e2e/";
const storeSupport = "test/support/store.ts";

/** The test files of a checkout by what they need, as paths from its root. */
export interface TestFiles {
  /** Everything that needs no more than Node: all but the browser's; those across modules first, which take longest. */
  readonly plain: readonly string[];
  /** Those of them beside their source that open no test store and start no command: quick. */
  readonly unit: readonly string[];
  /** Those of them that open a test store, by themselves or through their support; they run on both engines. */
  readonly store: readonly string[];
  /** Those that need a browser and the PDF programs. */
  readonly browser: readonly string[];
}

function importsOf(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+\.ts)"/g)]
    .map((found) => normalize(join(dirname(file), found[1] ?? "")))
    .filter((path) => existsSync(join(root, path)));
}

function reachesStore(root: string, file: string, seen: Map<string, boolean>): boolean {
  const known = seen.get(file);
  if (known !== undefined) return known;
  seen.set(file, file === storeSupport);
  const answer =
    file === storeSupport ||
    importsOf(root, file).some((path) => path.startsWith("test/") && reachesStore(root, path, seen));
  seen.set(file, answer);
  return answer;
}

const startsCommand = (root: string, file: string): boolean =>
  /\bmain\.ts"/.test(readFileSync(join(root, file), "utf8"));

/** Finds the test files under src/ and test/ of a checkout; `*.test.ts` anywhere, those for a browser under test/e2e. */
export function findTestFiles(root: string): TestFiles {
  const files = [
    ...globSync("test/**/*.test.ts", { cwd: root }).sort(),
    ...globSync("src/**/*.test.ts", { cwd: root }).sort(),
  ];
  const plain = files.filter((file) => !file.startsWith(browserFolder));
  const seen = new Map<string, boolean>();
  const store = plain.filter((file) => reachesStore(root, file, seen));
  return {
    plain,
    unit: plain.filter(
      (file) => file.startsWith("src/") && !store.includes(file) && !startsCommand(root, file),
    ),
    store,
    browser: files.filter((file) => file.startsWith(browserFolder)),
  };
}
