import type { z } from "zod";
import type { PublicRecord } from "../reports/public/public-record.ts";

/** What a route answers: a body that JSON can carry, and the query of the page that follows, where one does. */
export interface Answer {
  readonly body: object;
  readonly next?: Readonly<Record<string, string>> | null;
}

/** One address of the API: what it takes, what it answers, and how; the OpenAPI document is made of the same. */
export interface Route<Input = Record<string, unknown>> {
  /** Below `/api/v1`, with parameters in braces as OpenAPI writes them. */
  readonly path: string;
  readonly operation_id: string;
  readonly summary: string;
  readonly description: string;
  /** Parameters of the path and of the query, by name. */
  readonly path_parameters: z.ZodObject;
  readonly query: z.ZodObject;
  readonly answer: { readonly name: string; readonly schema: z.ZodType };
  handle(record: PublicRecord, input: Input): Promise<Answer>;
}

/** Names the input of a route once: its path parameters and its query, as their shapes read them. */
export function defineRoute<P extends z.ZodObject, Q extends z.ZodObject>(
  route: Omit<Route, "path_parameters" | "query" | "handle"> & {
    readonly path_parameters: P;
    readonly query: Q;
    handle(record: PublicRecord, input: z.output<P> & z.output<Q>): Promise<Answer>;
  },
): Route {
  return route as unknown as Route;
}
