import type { Command } from "commander";

/** The options that every command takes. */
export interface CommonOptions {
  readonly data: string;
  readonly json?: boolean;
}

/** Adds the options that every command takes, and an example to its help. */
export function withCommonOptions(command: Command, example: string): Command {
  return command
    .option(
      "--data <dir>",
      "the folder of the embedded store, sources, keys and editions",
      process.env.ACCORD_DATA ?? "./.accord",
    )
    .option("--json", "print one JSON object on stdout, and nothing else")
    .addHelpText("after", `\nExample: ${example}\n`);
}

/** Prints an answer: one JSON object with --json, else lines for a person. */
export function answer(
  options: { readonly json?: boolean },
  value: unknown,
  lines: () => readonly string[],
): void {
  process.stdout.write(
    options.json
      ? `${JSON.stringify(value)}\n`
      : lines()
          .map((line) => `${line}\n`)
          .join(""),
  );
}
