import { enableCompileCache } from "node:module";
import { projectPath } from "../base/paths.ts";

enableCompileCache(projectPath(".runtime", "compile-cache"));
// A reader that has seen enough (`| head`) closes the pipe: that is no fault of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});
const { runCommandLine } = await import("./command-line.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));
