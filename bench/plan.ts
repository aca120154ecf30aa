/** How much to measure. */
export interface Plan {
  /** Times that each measure is taken; medians are printed. */
  readonly runs: number;
  readonly seed: number;
  readonly csv_rows: number;
  readonly xlsx_rows: number;
  readonly store_rows: number;
  readonly exchange_requests: number;
  /** How long the people of the exchange work. */
  readonly exchange_seconds: number;
  /** Whether the sizes are those that the bounds are stated for; at others nothing is within or beyond them. */
  readonly is_full: boolean;
  /** A folder that the benchmark may fill; it is emptied at the end. */
  readonly folder: string;
  /** Says what is being done. */
  readonly say: (what: string) => void;
}

/** The sizes that the bounds are stated for. */
export const fullSizes = {
  is_full: true,
  csv_rows: 500_000,
  xlsx_rows: 339_000,
  store_rows: 1_000_000,
  exchange_requests: 1_000_000,
  exchange_seconds: 300,
} as const;

/** Sizes that show in a minute that the benchmark itself works. */
export const quickSizes = {
  is_full: false,
  csv_rows: 5_000,
  xlsx_rows: 3_000,
  store_rows: 8_000,
  exchange_requests: 5_000,
  exchange_seconds: 15,
} as const;

export const thousands = (rows: number): string => `${Math.round(rows / 1000).toLocaleString("en-US")} k`;
