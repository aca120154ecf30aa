/** What an organisation is called in the model, as `openExchange` registers it. */
export type Jail = "sample-il-jail" | "sample-tx-jail";
export type Office = "sample-ero-office" | "sample-other-ero-office";

export type Phase =
  | "issued"
  | "active"
  | "misdirected"
  | "not_in_custody"
  | "released"
  | "in_ice_custody"
  | "transferred"
  | "cancelled"
  | "superseded";

/** A booking as the model has it. */
export interface ModelBooking {
  readonly id: number;
  readonly number: string;
  readonly jail: Jail;
  custody: "held" | "released" | "transferred";
  is_releasable: boolean;
}

/** What one side knows of a request, as far as the two can differ. */
export interface ModelView {
  phase: Phase;
  hold: "none" | "running" | "over";
}

/** A request as the model has it: plain facts, kept by hand and not folded from a log. */
export interface ModelRequest {
  readonly id: number;
  readonly form: "I-247A" | "I-247D" | "I-247N" | "I-247G";
  readonly issuer: Office | null;
  custodian: Jail;
  /** Jails that passed it on. */
  readonly former: Set<Jail>;
  booking: ModelBooking | null;
  readonly custodian_view: ModelView;
  readonly issuer_view: ModelView;
  releasable_at: number | null;
  is_served: boolean;
  hold_answer: string | null;
  notices: number;
  has_end: boolean;
  /** By organisation: the statement that stands, and those that it replaced. */
  readonly said: Map<string, { standing: number; replaced: number[] }>;
}

/** What the model says of a write before it is tried. */
export type Verdict =
  /** Done. */
  | "done"
  /** `NotFound`: what the actor may not see is not told apart from what is not there. */
  | "hidden"
  /** `NotAllowed` */
  | "forbidden"
  /** `changed_since` */
  | "stale"
  /** `Conflict` or `InvalidInput` */
  | "refused";

/** Everything of one run. */
export interface ExchangeModel {
  readonly bookings: ModelBooking[];
  readonly requests: ModelRequest[];
  /** Milliseconds since 1970, as the exchange's clock has it. */
  now: number;
}

export const asksHold = ({ form }: ModelRequest): boolean => form !== "I-247N" && form !== "I-247G";
export const isOpen = ({ phase }: ModelView): boolean => phase === "issued" || phase === "active";
export const window = 48 * 3_600_000; // of a hold, in a week without a holiday

/** The views of both sides, to be changed alike by what both see. */
export const bothViews = (request: ModelRequest): readonly ModelView[] => [
  request.custodian_view,
  request.issuer_view,
];

/** An end as a view takes it: the first one stands, and no hold runs on. */
export function endView(view: ModelView, phase: Phase, endsHold = true): void {
  if (isOpen(view)) view.phase = phase;
  if (endsHold && view.hold === "running") view.hold = "over";
}

/** Whether one who acts for some organisations sees a request at all, and in whose view. */
export function viewFor(request: ModelRequest, actsFor: readonly string[]): ModelView | null {
  if (actsFor.includes(request.custodian)) return request.custodian_view;
  const others = [request.issuer, ...request.former];
  return others.some((one) => one !== null && actsFor.includes(one)) ? request.issuer_view : null;
}

/** Passes a request on: to a jail of the exchange, or, where none is named, out of it. */
export function passOn(request: ModelRequest, to: Jail | null, isShared: boolean): void {
  const views = isShared ? bothViews(request) : [request.custodian_view];
  if (to === null) {
    for (const view of views) endView(view, "transferred");
    return;
  }
  for (const view of views) {
    if (isOpen(view)) view.phase = "issued";
    view.hold = "none";
  }
  request.former.add(request.custodian);
  request.custodian = to;
  request.former.delete(to);
  request.booking = null;
  request.releasable_at = null;
  request.is_served = false;
  request.hold_answer = null;
}
