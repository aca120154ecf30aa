import { z } from "zod";
import type { Action, Subject } from "../../records/exchange/action.ts";

const paths: Readonly<Record<Subject, string>> = {
  none: "/actions",
  request: "/requests/{request_id}/actions",
  booking: "/bookings/{booking_id}/actions",
};

/** Where an action is sent, below `/api/v1/exchange`, with its subject in braces. */
export function actionPath({ id, subject }: Pick<Action, "id" | "subject">): string {
  return `${paths[subject]}/${id}`;
}

/** The JSON Schema of what an action takes. */
export function inputSchema({ input }: Pick<Action, "input">): Record<string, unknown> {
  const { $schema: _, ...shape } = z.toJSONSchema(input, { io: "input", target: "draft-2020-12" });
  return shape;
}
