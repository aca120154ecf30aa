/** What the thread that holds PGlite is given. */
export interface PgliteTask {
  readonly dataDir: string;
  /** Size of PostgreSQL's shared buffers, as its settings have it; null for its own choice. */
  readonly buffers: string | null;
}

/** What the main thread asks of the thread that holds PGlite. */
export type WorkerRequest =
  | { readonly id: number; readonly op: "query"; readonly text: string; readonly values: readonly unknown[] }
  | { readonly id: number; readonly op: "script"; readonly text: string }
  | { readonly id: number; readonly op: "copy_in"; readonly text: string; readonly bytes: Uint8Array }
  | { readonly id: number; readonly op: "copy_out"; readonly text: string }
  | { readonly id: number; readonly op: "close" };

/** What it answers; `id` 0 says that the store is open. */
export interface WorkerAnswer {
  readonly id: number;
  readonly rows?: unknown[];
  readonly affected?: number;
  readonly bytes?: Uint8Array;
  readonly error?: {
    readonly message: string;
    readonly code?: string;
    readonly constraint?: string;
    readonly detail?: string;
  };
}
