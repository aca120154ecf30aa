import { SourceRejected } from "../../base/errors.ts";

/** The error for a file that a reader will not go on with, as one line: where, what, how to mend it. */
export function refusal(where: string, what: string, mend: string, cause?: unknown): SourceRejected {
  return new SourceRejected(`${where}: ${what}; ${mend}`, { where, what, mend }, cause);
}

/** A count with its thousands marked, for people: 1048576 is "1,048,576". */
export function counted(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
