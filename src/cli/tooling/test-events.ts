/** What the process that runs the tests says, one JSON object a line on its stdout. */
export type TestEvent =
  | { readonly kind: "pass" | "skip"; readonly file: string; readonly name: string; readonly seconds: number }
  | {
      readonly kind: "fail";
      readonly file: string;
      readonly name: string;
      readonly seconds: number;
      readonly where: string;
      readonly why: string;
    };

/** The sum over some test runs. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts events; a skipped test is neither passed nor failed, and is said. */
export function countEvents(events: readonly TestEvent[]): TestCounts {
  const count = (kind: TestEvent["kind"]): number => events.filter((event) => event.kind === kind).length;
  return { passed: count("pass"), failed: count("fail"), skipped: count("skip") };
}
