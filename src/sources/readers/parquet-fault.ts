import { AppError } from "../../base/errors.ts";

/** Why a Parquet file cannot be read, in words for a person; the reader adds where. */
export class ParquetFault extends Error {}

/** What `work` answers; whatever else than a fault a library throws on damaged bytes becomes a `ParquetFault`. */
export async function sound<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isExplained =
      error instanceof ParquetFault || error instanceof AppError || "errno" in (error as object);
    if (isExplained) throw error;
    throw new ParquetFault(`it is damaged (${(error as Error).message})`, { cause: error });
  }
}
