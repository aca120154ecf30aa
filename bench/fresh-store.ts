import { cpSync, existsSync, rmSync } from "node:fs";
import { openStore } from "../src/db/open-store.ts";
import type { Plan } from "./plan.ts";

/** The folder of an empty, migrated store, made once and copied for each run that wants one. */
export async function freshStore(plan: Plan): Promise<string> {
  const image = `${plan.folder}/empty-store`;
  if (!existsSync(image)) await (await openStore(image, undefined)).close();
  const folder = `${plan.folder}/store`;
  rmSync(folder, { recursive: true, force: true });
  cpSync(image, folder, { recursive: true });
  return folder;
}
