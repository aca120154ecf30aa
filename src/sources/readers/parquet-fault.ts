import { AppError } from "../../base/errors.ts";

/** Why a Parquet file cannot be read, in words for a person; the reader adds where. */
export class ParquetFault extends Error {}

/** The fault that an error from a library means on damaged bytes; our own errors and those of the disk stay. */
export function asFault(error: unknown): unknown {
  if (error instanceof ParquetFault || error instanceof AppError || "errno" in (error as object))
    return error;
  return new ParquetFault("it is damaged", { cause: error });
}

/** What `work` answers; what it throws comes out by `asFault`. */
export async function sound<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asFault(error);
  }
}
