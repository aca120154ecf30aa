/** What each engine must be able to do; everything else in this folder is built on it once for both. */
export interface Connection {
  query(text: string, values: readonly unknown[]): Promise<{ rows: unknown[]; affected: number }>;
  /** Several statements in one text, without parameters. */
  script(text: string): Promise<void>;
  /** Each piece ends with the end of a row and is given away: who yields it does not use it again. */
  copyIn(statement: string, pieces: AsyncIterable<Uint8Array>): Promise<number>;
  copyOut(select: string): AsyncIterable<Uint8Array>;
}
