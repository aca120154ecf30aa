import type { EventDetails } from "./event-details.ts";
import type { RequestKind, Side } from "./request-transitions.ts";

/** An event about a request before it is written, and which side says it. */
export interface RequestDraftOf<K extends RequestKind> {
  readonly kind: K;
  /** When it happened, ISO UTC. */
  readonly occurred_at: string;
  readonly details: EventDetails<K>;
  readonly organisation_side: Side;
  /** Who says it; where given, a second outcome of the same organisation is refused. */
  readonly organisation_id?: string;
  /** The event that it corrects. */
  readonly supersedes?: number | null;
}

/** An event of any kind that a request has after its issue. */
export type RequestDraft = { [K in RequestKind]: RequestDraftOf<K> }[RequestKind];
