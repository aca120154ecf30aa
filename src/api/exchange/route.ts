import type { z } from "zod";
import type { Actor } from "../../records/organisations/actor.ts";
import type { ExchangeRecord } from "../../reports/exchange/exchange-record.ts";
import type { Answer } from "../route.ts";

/** Where the exchange is, below `/api/v1`. */
export const exchangeRoot = "/exchange";

/** What a reading of the exchange answers; `version` is that of the one request or booking that it shows. */
export interface ExchangeAnswer extends Answer {
  readonly version?: number;
}

/** One address of the exchange that is read; the OpenAPI document is made of the same. */
export interface ReadRoute<Input = Record<string, unknown>> {
  /** Below `/api/v1/exchange`, with parameters in braces as OpenAPI writes them. */
  readonly path: string;
  readonly operation_id: string;
  readonly summary: string;
  readonly description: string;
  readonly path_parameters: z.ZodObject;
  readonly query: z.ZodObject;
  readonly answer: { readonly name: string; readonly schema: z.ZodType };
  /** Whether the answer has the version of one request or booking as its ETag. */
  readonly is_versioned: boolean;
  handle(record: ExchangeRecord, actor: Actor, input: Input): Promise<ExchangeAnswer>;
}

/** Names the input of a route once: its path parameters and its query, as their shapes read them. */
export function defineReadRoute<P extends z.ZodObject, Q extends z.ZodObject>(
  route: Omit<ReadRoute, "path_parameters" | "query" | "handle"> & {
    readonly path_parameters: P;
    readonly query: Q;
    handle(record: ExchangeRecord, actor: Actor, input: z.output<P> & z.output<Q>): Promise<ExchangeAnswer>;
  },
): ReadRoute {
  return route as unknown as ReadRoute;
}
