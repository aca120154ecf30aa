import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname } from "node:path";
import { sha256 } from "../../src/base/hash.ts";
import { projectPath } from "../../src/base/paths.ts";
import { migrationsHash } from "../../src/db/migrate.ts";
import { openStore } from "../../src/db/open-store.ts";

/** A store is good for one set of migrations, one migrator and one version of the engine. */
function imageName(): string {
  const makers = ["node_modules/@electric-sql/pglite/package.json", "src/db/migrate.ts"];
  const made = sha256(
    [migrationsHash(), ...makers.map((path) => readFileSync(projectPath(path), "utf8"))].join("\n"),
  );
  return `accord-image-${userInfo().uid}-${made.slice(0, 16)}`;
}

/** Built under a name of its own and then renamed: of several processes that build at once the first one's stands. */
async function build(image: string): Promise<void> {
  mkdirSync(dirname(image), { recursive: true });
  const folder = mkdtempSync(`${image}-building-`);
  try {
    await (await openStore(folder, undefined)).close();
    renameSync(`${folder}/store`, image);
  } catch (error) {
    if (!existsSync(image)) throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Puts a fresh, migrated embedded store into a data folder by copying one that was made once (a tenth of the time that
 * creating it takes). The image stays in the temporary folder, or in `ACCORD_TEST_IMAGES`, for the next test process.
 */
export async function copyPgliteImage(folder: string): Promise<void> {
  const image = `${process.env.ACCORD_TEST_IMAGES ?? tmpdir()}/${imageName()}`;
  if (!existsSync(image)) await build(image);
  cpSync(image, `${folder}/store`, { recursive: true });
}
