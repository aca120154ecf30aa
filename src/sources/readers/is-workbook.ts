import { closeSync, openSync, readSync } from "node:fs";
import { kindBytes, kindOf } from "./file-kind.ts";

/** Whether a file is a workbook by its first bytes; false too for what cannot be opened, which the reader then explains. */
export function isWorkbook(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return false;
  }
  try {
    const head = Buffer.alloc(kindBytes);
    return kindOf(head.subarray(0, readSync(file, head))).kind === "xlsx";
  } catch {
    return false; // a folder opens, and cannot be read
  } finally {
    closeSync(file);
  }
}
