import type { SourceRejected } from "../../base/errors.ts";
import type { ReadLimits } from "../table.ts";
import { counted, refusal } from "./refusal.ts";

/** Below this a small, very even part, such as a styles table, may be packed as tightly as it likes. */
const ratioFloor = 10 * 1024 ** 2;

/** How many bytes a member of so many packed bytes may inflate to. */
export function mostInflated(packedBytes: number, limits: ReadLimits): number {
  return Math.max(ratioFloor, limits.max_ratio * packedBytes);
}

/** The refusal of a member that inflates to more than the allowed ratio. */
export function tooDense(where: string, limits: ReadLimits): SourceRejected {
  const what = `inflates to more than ${limits.max_ratio} times its packed size, as a zip bomb does`;
  return refusal(where, what, "save the sheet as CSV");
}

/** The refusal of an archive that inflates to more than the allowed total. */
export function tooLarge(where: string, limits: ReadLimits): SourceRejected {
  const what = `the workbook inflates to more than ${counted(limits.max_inflated_bytes)} bytes`;
  return refusal(where, what, "split it, or save it as CSV");
}
