/** How each attack is replayed, by its id. */
import type { AttackId } from "../../../governance/index.ts";
import type { Replay } from "../trial.ts";
import { actionsTokenApproves } from "./actions-token-approves.ts";
import { actionsWidened } from "./actions-widened.ts";
import { agentApproves } from "./agent-approves.ts";
import { aiPathInCodeChange } from "./ai-path-in-code-change.ts";
import { botOwnsCode } from "./bot-owns-code.ts";
import { breakGlassMemberAdded } from "./break-glass-member-added.ts";
import { codeownersShadowed } from "./codeowners-shadowed.ts";
import { commitsAfterApproval } from "./commits-after-approval.ts";
import { conversationResolved } from "./conversation-resolved.ts";
import { defaultBranchChanged } from "./default-branch-changed.ts";
import { directPush } from "./direct-push.ts";
import { exemptBypass } from "./exempt-bypass.ts";
import { forcePush } from "./force-push.ts";
import { forgedAuthor } from "./forged-author.ts";
import { forgedCheck } from "./forged-check.ts";
import { gateEditedAtSource } from "./gate-edited-at-source.ts";
import { gateReplacedInRepository } from "./gate-replaced-in-repository.ts";
import { gateTagMoved } from "./gate-tag-moved.ts";
import { lastPusherApproves } from "./last-pusher-approves.ts";
import { lenientRuleset } from "./lenient-ruleset.ts";
import { machineUserApproves } from "./machine-user-approves.ts";
import { mergeBeforeCheck } from "./merge-before-check.ts";
import { mergeOnOldChecks } from "./merge-on-old-checks.ts";
import { mergedAfterDisable } from "./merged-after-disable.ts";
import { newRepository } from "./new-repository.ts";
import { objectionDismissed } from "./objection-dismissed.ts";
import { otherBranchName } from "./other-branch-name.ts";
import { propertyEdited } from "./property-edited.ts";
import { queuedAfterDisable } from "./queued-after-disable.ts";
import { secretsByBranchWorkflow } from "./secrets-by-branch-workflow.ts";
import { tagInNamespace } from "./tag-in-namespace.ts";
import { trailSwitchedOff } from "./trail-switched-off.ts";
import { userApprovesHisAgent } from "./user-approves-his-agent.ts";

export const replays: Readonly<Record<AttackId, Replay>> = {
  "actions-token-approves": actionsTokenApproves,
  "actions-widened": actionsWidened,
  "agent-approves": agentApproves,
  "ai-path-in-code-change": aiPathInCodeChange,
  "bot-owns-code": botOwnsCode,
  "break-glass-member-added": breakGlassMemberAdded,
  "codeowners-shadowed": codeownersShadowed,
  "commits-after-approval": commitsAfterApproval,
  "conversation-resolved": conversationResolved,
  "default-branch-changed": defaultBranchChanged,
  "direct-push": directPush,
  "exempt-bypass": exemptBypass,
  "force-push": forcePush,
  "forged-author": forgedAuthor,
  "forged-check": forgedCheck,
  "gate-edited-at-source": gateEditedAtSource,
  "gate-replaced-in-repository": gateReplacedInRepository,
  "gate-tag-moved": gateTagMoved,
  "last-pusher-approves": lastPusherApproves,
  "lenient-ruleset": lenientRuleset,
  "machine-user-approves": machineUserApproves,
  "merge-before-check": mergeBeforeCheck,
  "merge-on-old-checks": mergeOnOldChecks,
  "merged-after-disable": mergedAfterDisable,
  "new-repository": newRepository,
  "objection-dismissed": objectionDismissed,
  "other-branch-name": otherBranchName,
  "property-edited": propertyEdited,
  "queued-after-disable": queuedAfterDisable,
  "secrets-by-branch-workflow": secretsByBranchWorkflow,
  "tag-in-namespace": tagInNamespace,
  "trail-switched-off": trailSwitchedOff,
  "user-approves-his-agent": userApprovesHisAgent,
};
