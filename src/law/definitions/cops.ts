import { whereEnforceable } from "./applicability.ts";
import type { Decide } from "./decide.ts";
import { doesNotMeet, meets, notDeterminable } from "./finding.ts";

/** FY2017 COPS Hiring Program: a certificate that earns points; not signing it breaks nothing (929 F.3d 1163). */
export const rules: Readonly<Record<string, Decide>> = {
  "COPS-CHP-2017": (facts) =>
    whereEnforceable(facts, () => {
      const because = facts.sentences("certification_signed", "cops_focus_area");
      if (facts.says("certification_signed", "true")) return meets(because, "signed");
      if (facts.says("certification_signed", "false"))
        return doesNotMeet(
          [...because, "A certificate that is not signed earns no points; nothing more."],
          "not_signed",
        );
      return notDeterminable(
        ["certification_signed"],
        ["Whether it applied and signed the certificate is not recorded."],
      );
    }),
};
