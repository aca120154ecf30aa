import type { ActorName } from "../support/exchange.ts";
import {
  asksHold,
  bothViews,
  type ExchangeModel,
  endView,
  isOpen,
  type Jail,
  type ModelRequest,
  type ModelView,
  type Office,
  type Verdict,
  window,
} from "./exchange-model.ts";

/** One write on a request: what is sent, what the model says of it, and what it does to the model when it is done. */
export interface RequestWrite {
  readonly action: string;
  readonly input: object;
  /** Whether only the custodian's own desk may do it; else each side speaks for itself. */
  readonly is_custodians: boolean;
  verdict(model: ExchangeModel, request: ModelRequest, view: ModelView, speaker: string): Verdict;
  done(model: ExchangeModel, request: ModelRequest, speaker: string, event: number): void;
}

const when = (holds: boolean): Verdict => (holds ? "done" : "refused");
const at = (model: ExchangeModel): string => `${new Date(model.now).toISOString().slice(0, 19)}Z`;

/** The writes on a request that a run is made of, as they are at the model's present moment. */
export const requestWrites = {
  receive: (model: ExchangeModel, number: string): RequestWrite => ({
    action: "receive",
    input: { booking_number: number, at: at(model) },
    is_custodians: true,
    verdict: ({ bookings }, { custodian }, { phase }) =>
      when(
        phase === "issued" &&
          bookings.some((one) => one.number === number && one.jail === custodian && one.custody === "held"),
      ),
    done: ({ bookings }, request) => {
      request.booking = bookings.find((one) => one.number === number) ?? null;
      for (const view of bothViews(request)) if (view.phase === "issued") view.phase = "active";
    },
  }),
  serve: (model: ExchangeModel): RequestWrite => ({
    action: "serve",
    input: { at: at(model), manner: "in_person", language: "es" },
    is_custodians: true,
    verdict: (_, { is_served }, { phase }) => when(phase === "active" && !is_served),
    done: (_, request) => {
      request.is_served = true;
    },
  }),
  answer: (
    asked: "notify" | "hold" | "serve",
    answer: "will" | "will_not" | "not_in_custody",
  ): RequestWrite => ({
    action: "answer",
    input: { asked, answer, reason_code: "other" },
    is_custodians: true,
    verdict: (_, request, { phase }) => {
      if (asked === "hold" && !asksHold(request)) return "refused";
      return when(phase === "active" || (phase === "issued" && answer === "not_in_custody"));
    },
    done: (_, request) => {
      if (asked === "hold") request.hold_answer = answer;
    },
  }),
  log_notice: (model: ExchangeModel): RequestWrite => ({
    action: "log_notice",
    input: { at: at(model), channel: "phone", reached: "duty officer", answer: "will_call_back" },
    is_custodians: true,
    verdict: (_, __, { phase }) => when(phase !== "issued" && phase !== "misdirected"),
    done: (_, request) => {
      request.notices++;
    },
  }),
  start_hold: (model: ExchangeModel): RequestWrite => ({
    action: "start_hold",
    input: { at: at(model), despite: "an order of a court, made up" },
    is_custodians: true,
    verdict: ({ now }, request, { phase, hold }) =>
      when(
        asksHold(request) &&
          phase === "active" &&
          hold === "none" &&
          request.hold_answer === "will" &&
          request.releasable_at !== null &&
          now < request.releasable_at + window,
      ),
    done: (_, request) => {
      for (const view of bothViews(request)) view.hold = "running";
    },
  }),
  end_hold: (
    model: ExchangeModel,
    why: "released_by_jail" | "window_ended" | "custody_assumed",
  ): RequestWrite => ({
    action: "end_hold",
    input: { at: at(model), why },
    is_custodians: true,
    verdict: ({ now }, request, { hold }) =>
      when(hold === "running" && (why !== "window_ended" || now >= (request.releasable_at ?? 0) + window)),
    done: (_, request) => {
      for (const view of bothViews(request)) {
        if (why === "custody_assumed") endView(view, "in_ice_custody");
        else if (view.hold === "running") view.hold = "over";
      }
    },
  }),
  cancel_request: (): RequestWrite => ({
    action: "cancel_request",
    input: { reason: "not_stated" },
    is_custodians: false,
    verdict: (_, { issuer, has_end }, view, speaker) => {
      if (speaker !== issuer && issuer !== null) return "refused";
      const isLate = ["misdirected", "not_in_custody", "released", "transferred"].includes(view.phase);
      return when(!has_end && (isOpen(view) || isLate));
    },
    done: (_, request) => {
      request.has_end = true;
      for (const view of bothViews(request)) endView(view, "cancelled");
    },
  }),
  assert_outcome: (
    outcome: "ICE_CUSTODY" | "RELEASED_AFTER_NOTICE" | "HELD_NOT_COLLECTED" | "DECLINED",
    corrects: number | null,
  ): RequestWrite => ({
    action: "assert_outcome",
    input: {
      outcome,
      asked: outcome === "DECLINED" ? "hold" : null,
      evidence: "a log, made up",
      corrects,
    },
    is_custodians: false,
    verdict: (_, request, __, speaker) => {
      if (!asksHold(request) && (outcome === "DECLINED" || outcome === "HELD_NOT_COLLECTED"))
        return "refused";
      return when((request.said.get(speaker)?.standing ?? null) === corrects);
    },
    done: (_, request, speaker, event) => {
      const { standing, replaced = [] } = request.said.get(speaker) ?? {};
      const old = standing === undefined ? replaced : [...replaced, standing];
      request.said.set(speaker, { standing: event, replaced: old });
    },
  }),
} as const;

/** Who may be sent to write: for a jail its clerk, for an office its officer. */
export const deskOf: Readonly<Record<Jail | Office, ActorName>> = {
  "sample-il-jail": "clerk",
  "sample-tx-jail": "texas_clerk",
  "sample-ero-office": "officer",
  "sample-other-ero-office": "other_officer",
};
