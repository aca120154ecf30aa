import type { Decide } from "./decide.ts";
import type { FactReader } from "./fact-reader.ts";
import { contested, doesNotMeet, type Finding, meets, notDeterminable } from "./finding.ts";

function isTrue(factId: string): Decide {
  return (facts) => {
    if (!facts.knows(factId))
      return notDeterminable([factId], [`${factId.replaceAll("_", " ")}: not recorded.`]);
    const because = facts.sentences(factId);
    return facts.says(factId, "true") ? meets(because) : doesNotMeet(because);
  };
}

/** (1) A declaration "with the intent to undermine federal immigration enforcement": the intent is no fact that is found here. */
function declaration(facts: FactReader): Finding {
  const found = isTrue("declaration_of_sanctuary")(facts);
  if (found.result !== "meets") return found;
  return contested(
    [...found.because, "The intent that the characteristic names is not a recorded fact."],
    "intent_disputed",
  );
}

/** (2) "laws, ordinances … that obstruct or limit local law enforcement cooperation with [ICE]". */
function limitsCooperation(facts: FactReader): Finding {
  if (!facts.knows("cooperation_limit_rule"))
    return notDeterminable(["cooperation_limit_rule"], ["No rule that limits cooperation is recorded."]);
  return meets(
    facts
      .all("cooperation_limit_rule")
      .map((one) => `Limits cooperation: ${one.source} (${one.asserted_by}).`),
  );
}

/** (3) "limit whether and how local agencies share information about immigration status of detainees". */
function informationSharing(facts: FactReader): Finding {
  const stance = facts.stance("rule_send_status_to_dhs");
  const because = facts.sentences("rule_send_status_to_dhs", "rule_savings_clause_1373");
  if (stance === "missing")
    return notDeterminable(
      ["rule_send_status_to_dhs"],
      ["No rule on sharing status information is recorded."],
    );
  if (stance === "allows" || stance === "ensures") return doesNotMeet(because);
  if (stance !== "limits") return contested(because, `rule_${stance}`);
  return facts.knows("rule_savings_clause_1373")
    ? contested(because, "savings_clause_disputed")
    : meets(because);
}

/** (6) "refuse to honor ICE detainer requests unless there is a warrant signed by a judge". */
function onlyWithAJudge(facts: FactReader): Finding {
  const stance = facts.stance("rule_hold_on_admin");
  const because = facts.sentences("rule_hold_on_admin", "rule_hold_on_judicial");
  if (stance === "missing")
    return notDeterminable(["rule_hold_on_admin"], ["No rule on holding on a detainer is recorded."]);
  if (stance === "allows" || stance === "ensures") return doesNotMeet(because);
  if (stance !== "limits") return contested(because, `rule_${stance}`);
  const strict =
    facts.says("rule_hold_on_admin", "judicial_only") || facts.says("rule_hold_on_admin", "must_not");
  return strict
    ? meets(because)
    : contested(
        [...because, "The rule has exceptions that need no judge's warrant."],
        "exceptions_without_warrant",
      );
}

/** (7) "block ICE access to local jails or require consent from detainees before being interviewed by ICE". */
function jailAccess(facts: FactReader): Finding {
  const stance = facts.stance("rule_jail_access_dhs");
  const because = facts.sentences("rule_jail_access_dhs");
  if (stance === "missing")
    return notDeterminable(["rule_jail_access_dhs"], ["No rule on access to the jail is recorded."]);
  if (stance === "limits" || stance === "on_terms") return meets(because);
  return stance === "allows" || stance === "ensures"
    ? doesNotMeet(because)
    : contested(because, `rule_${stance}`);
}

/** The nine characteristics printed with the DOJ list of 2025-08-05; DOJ named none for any place, so these readings are ours. */
export const rules: Readonly<Record<string, Decide>> = {
  "DOJ-2025-C1": declaration,
  "DOJ-2025-C2": limitsCooperation,
  "DOJ-2025-C3": informationSharing,
  "DOJ-2025-C4": isTrue("rule_use_of_local_funds"),
  "DOJ-2025-C5": isTrue("training_or_instruction"),
  "DOJ-2025-C6": onlyWithAJudge,
  "DOJ-2025-C7": jailAccess,
  "DOJ-2025-C8": isTrue("immigrant_affairs_office"),
  "DOJ-2025-C9": isTrue("benefit_program_rule"),
};
