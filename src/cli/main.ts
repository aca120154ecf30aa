import { enableCompileCache } from "node:module";
import { projectPath } from "../base/paths.ts";

enableCompileCache(projectPath(".runtime", "compile-cache"));
const { runCommandLine } = await import("./command-line.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));
