import { fileURLToPath } from "node:url";

/** The checkout's root folder, without a trailing slash. */
export const projectRoot: string = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");

/** The absolute path of a file that is part of the project, by its parts below the root. */
export function projectPath(...parts: readonly string[]): string {
  return [projectRoot, ...parts].join("/");
}
