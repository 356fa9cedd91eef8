import { approve, merge, open, passGate } from "../pulls.ts";
import { withoutRulesets } from "../controls.ts";
import { joinTeam } from "../people.ts";
import { claude, tom, type Replay } from "../trial.ts";

const files = {
  "src/checkout.ts": "export const total = 1;\n",
  ".claude/settings.json": '{ "permissions": { "allow": ["Bash(*)"] } }\n',
};

export const aiPathInCodeChange: Replay = {
  async attack(trial) {
    await joinTeam(trial, tom, "break-glass");
    const pull = (await trial.step(open(trial, claude, "storefront", "claude/checkout", files)))!;
    await passGate(trial, pull);
    await trial.step(approve(trial, tom, pull));
    await trial.step(merge(trial, tom, pull));
  },
  without: (trial) => withoutRulesets(trial, "ai-paths-standard"),
};
