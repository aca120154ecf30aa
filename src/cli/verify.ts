import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import type { PacketFile } from "../reports/packet/packet-files.ts";
import { isPacket, verifyPacket } from "../reports/packet/verify-packet.ts";
import { verifyFolder } from "../reports/verify/verify-folder.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";

/** The files of an evidence packet, where the folder holds one; null for any other folder. */
async function packetIn(dir: string): Promise<PacketFile[] | null> {
  const names = await readdir(dir).catch(() => []);
  if (!isPacket(names)) return null;
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(dir, name)) })));
}

function answerPacket(
  dir: string,
  files: readonly PacketFile[],
  options: CommonOptions & { readonly key?: string },
): void {
  const found = verifyPacket(files, options.key === undefined ? {} : { key: options.key });
  answer(options, found, () => [
    ...found.checks.map(
      (check) => `${check.status === "pass" ? "ok  " : "FAIL"}  ${check.name}: ${check.detail}`,
    ),
    found.ok
      ? `${dir} holds the evidence packet of request ${found.request_id} as it was made; signed with key ${found.key_fingerprint}`
      : `${dir} is not as it was made: ${found.first_failure}`,
  ]);
  process.exitCode = found.ok ? 0 : 1;
}

/** `accord verify DIR`: needs no store and no network. */
export function define(command: Command): void {
  withCommonOptions(command, "accord verify ./report")
    .argument("<dir>", "a published folder, or that of an evidence packet")
    .option("--key <key>", "the fingerprint, or the file, of the key that must have signed it")
    .action(async (dir: string, options: CommonOptions & { readonly key?: string }) => {
      const packet = await packetIn(dir);
      if (packet !== null) return answerPacket(dir, packet, options);
      const found = await verifyFolder(dir, options.key === undefined ? {} : { key: options.key });
      answer(options, found, () => [
        ...found.checks.map(
          (check) => `${check.status === "pass" ? "ok  " : "FAIL"}  ${check.name}: ${check.detail}`,
        ),
        found.ok
          ? `${dir} holds edition ${found.edition} as it was published; signed with key ${found.key_fingerprint}`
          : `${dir} is not as it was published: ${found.first_failure}`,
      ]);
      process.exitCode = found.ok ? 0 : 1;
    });
}
