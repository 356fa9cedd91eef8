/**
 * The declaration (governance.yaml): one schema for the parser, the derived types and the JSON schema that editors complete from.
 * What a field means is said in its `.describe()`, which also reaches the editor; relations between fields are in `checks/`.
 */
import { z } from "zod";
import { toolStates } from "../tools/states.ts";
import { leastRetentionDays, mostRetentionDays } from "./retention.ts";
import { waiverSchema } from "../waivers/waiver.ts";
import {
  actionName,
  ageRecipient,
  allowedAction,
  branchPattern,
  bucketName,
  fullRef,
  line,
  login,
  modelId,
  organizationLogin,
  owner,
  pathPattern,
  repositoryName,
  roleArn,
  secretName,
  slug,
  tagRef,
  wholeNumber,
  workflowPath,
} from "./names.ts";

/** GitHub plans, from the least to the most capable. */
export const plans = ["free", "team", "enterprise"] as const;
export const promptHandling = ["digest", "store"] as const;
export const provenanceKinds = ["session", "model", "prompt-digest", "context-digest"] as const;

const day = "a date as YYYY-MM-DD";
const appId = wholeNumber(1, 2_147_483_647, "a GitHub App's id");

const organization = z
  .strictObject({
    login: organizationLogin.describe("The organisation's login on GitHub."),
    plan: z.enum(plans).describe("The organisation's GitHub plan. It decides which safeguards can exist."),
    breakGlassTeam: slug.describe(
      "Team, kept empty, whose members may pass a rule in a pull request (never by a push) on the day the gate is down.",
    ),
  })
  .describe("The GitHub organisation.");

const evaluation = z
  .strictObject({
    owner: slug.describe("Team that ends the trial."),
    until: z.iso.date(day).describe("Last day of the trial, YYYY-MM-DD."),
    canaries: z
      .array(repositoryName)
      .default([])
      .describe("Repositories of the tier where the rules are enforced already. Default: none."),
  })
  .describe(
    "Rules of this tier are recorded, not enforced. GitHub Enterprise only; the tier counts as unprotected meanwhile.",
  );

const tier = z
  .strictObject({
    approvals: wholeNumber(1, 10, "approvals").describe("Approving reviews by people before a merge (1 to 10)."),
    signedCommits: z
      .boolean("true or false")
      .default(false)
      .describe("Commits need a verified signature. Default: false."),
    reviewers: slug
      .optional()
      .describe(
        "Team of people, with write access, that must give the approvals: those of apps and machine users are then not enough. Default: anyone with write access.",
      ),
    breakGlass: z
      .boolean("true or false")
      .default(true)
      .describe("The break-glass team may pass this tier's rules in a pull request. Default: true."),
    evaluate: evaluation.optional(),
    repositories: z.array(repositoryName).describe("Repositories of this tier, without the organisation."),
  })
  .describe("What a repository of this tier demands of any change, by a person or a tool.");

const identities = z
  .strictObject({
    appId: appId.optional().describe("Id of the tool's GitHub App."),
    logins: z.array(login).describe('Accounts the tool acts as, e.g. "claude[bot]" or a machine user.'),
    signedCommits: z
      .boolean("true or false")
      .optional()
      .describe("Whether its commits carry a verified signature. Default: not known."),
    branches: z
      .array(branchPattern)
      .default([])
      .describe(
        "Branch patterns the tool pushes to, as GitHub rulesets read them: claude/**/* (claude/** is one level only). " +
          "Without one, the tool cannot be fenced.",
      ),
  })
  .describe("How the tool is recognised on GitHub.");

const limits = z
  .strictObject({
    changedLines: wholeNumber(1, 1_000_000, "lines").optional().describe("Most lines one pull request may change."),
    changedFiles: wholeNumber(1, 3_000, "files")
      .optional()
      .describe("Most files one pull request may change (GitHub lists 3,000)."),
  })
  .describe("Size limits of one pull request of this tool.");

const tool = z
  .strictObject({
    displayName: line.describe("Name for people."),
    state: z
      .enum(toolStates)
      .describe(
        "enabled: works in its repositories. constrained: the same under limits and two people. " +
          "quarantined: pushes nothing, open work is kept. disabled: pushes nothing, open work is closed.",
      ),
    reason: line.optional().describe("Why the tool is in this state; needed for quarantined and disabled."),
    owner: slug.describe("Team that answers for the tool."),
    identities,
    repositories: z.array(repositoryName).describe("Repositories the tool may work in; everywhere else it is fenced."),
    models: z
      .array(modelId)
      .min(1, "at least one model, or no `models` for any")
      .optional()
      .describe("Models the tool may use. Default: any."),
    provenance: z
      .array(z.enum(provenanceKinds))
      .min(1, `at least one of: ${provenanceKinds.join(", ")}`)
      .describe("What each commit of the tool must say about its origin."),
    limits: limits.optional(),
    paths: z
      .array(pathPattern)
      .min(1, "at least one path, or no `paths` for any")
      .optional()
      .describe(
        "Files the tool may change in its repositories, as rulesets read them: services/checkout/**/*. Default: any.",
      ),
    actions: z
      .array(actionName)
      .default([])
      .describe("GitHub Actions that run the tool; blocked while it is quarantined or disabled."),
    appScope: z
      .boolean("true or false")
      .default(false)
      .describe(
        "The repositories that the tool's app is installed on follow `repositories`. Default: false, a person sets them.",
      ),
    secrets: z
      .array(secretName)
      .default([])
      .describe(
        "Organisation secrets of Actions that the tool needs; only its repositories can read them, none while it is stopped.",
      ),
    copilotPolicy: z
      .boolean("true or false")
      .default(false)
      .describe("The organisation's Copilot coding-agent setting follows this tool's repositories. Default: false."),
  })
  .describe("One AI coding tool.");

const automationAccount = z
  .strictObject({
    logins: z.array(login).min(1, "at least one login").describe("Accounts it acts as."),
    appId: appId.optional().describe("Id of its GitHub App."),
    signedCommits: z
      .boolean("true or false")
      .optional()
      .describe("Whether its commits carry a verified signature. Default: not known."),
  })
  .describe("A bot or machine user that is not an AI tool.");

const gate = z
  .strictObject({
    repository: repositoryName.describe(
      "Repository that holds the gate's workflow; only the platform team can change it.",
    ),
    workflow: workflowPath.describe("The gate's workflow file."),
    ref: tagRef.describe(
      "Tag the workflow is taken from, e.g. refs/tags/gate-v1. Nobody can move it: a new gate is a new tag.",
    ),
    check: line.describe("Name of the required check."),
    appId: appId
      .optional()
      .describe(
        "Id of the GitHub App that posts the check. Default: GitHub Actions, whose checks can be forged except on Enterprise, where the workflow itself is required.",
      ),
  })
  .describe("The required check on each pull request.");

const capture = z
  .strictObject({
    prompts: z
      .enum(promptHandling)
      .default("digest")
      .describe(
        "What capture keeps of prompts. digest: a keyed digest in the commit, no text. store: also the text, encrypted, in the bucket. Default: digest.",
      ),
    bucket: bucketName
      .optional()
      .describe("S3 bucket for encrypted prompts, from which they can be erased: never the audit bucket."),
    recipient: ageRecipient
      .optional()
      .describe("Public key (age1...) that prompts are encrypted to; whoever holds the private half can read them."),
  })
  .describe("What is recorded on machines where AI tools work.");

const audit = z
  .strictObject({
    bucket: bucketName.describe("Write-once S3 bucket for evidence."),
    retentionDays: wholeNumber(leastRetentionDays, mostRetentionDays, "days").describe(
      `Days that no one can delete evidence, ${leastRetentionDays} or more.`,
    ),
    writer: z
      .strictObject({
        repository: repositoryName.describe("Repository of the one workflow that may write evidence."),
        workflow: workflowPath.describe("The workflow file."),
        ref: fullRef.describe("Ref it runs from."),
      })
      .describe("The one workflow that may write evidence."),
    account: z
      .strictObject({
        role: roleArn.describe("Role of that account that the stack assumes, and that alone may change the store."),
      })
      .optional()
      .describe("An AWS account of its own for the store. Default: the account of the credentials."),
  })
  .describe("The audit store.");

export const declarationSchema = z
  .strictObject({
    version: z.literal(1).describe("Version of this format."),
    organization,
    tiers: z.record(slug, tier).describe("What repositories demand of any change. A repository stands in one tier."),
    defaultTier: slug.describe("Tier of repositories that no tier lists."),
    aiPaths: z
      .strictObject({
        owners: z
          .array(owner)
          .min(1, "at least one owner")
          .describe(
            'People who must approve: "@organization/team" or "@login". Any of them as code owner; where rulesets ask for a team, the first team.',
          ),
        forbidden: z
          .array(pathPattern)
          .default([])
          .describe(
            "Paths that no push may bring into a private or internal repository, as rulesets read them: **/CLAUDE.local.md. Plan enterprise only.",
          ),
      })
      .describe("Who approves a change of the files that agents obey."),
    tools: z
      .record(slug, tool)
      .refine((tools) => Object.keys(tools).length > 0, "at least one tool")
      .describe("The AI coding tools, by a short stable name."),
    automation: z
      .record(slug, automationAccount)
      .default({})
      .describe(
        "Bots and machine users that are not AI tools. They keep working; their approvals do not count where a tier has reviewers.",
      ),
    gate,
    codeSecurity: z
      .strictObject({
        repositories: z
          .enum(["all", "all_without_configurations", "public", "private_or_internal"])
          .describe("Repositories that get secret scanning with push protection."),
        secretProtection: z
          .boolean("true or false")
          .default(false)
          .describe(
            "The organisation has licences of GitHub Secret Protection. Default: false; only public repositories are scanned.",
          ),
      })
      .optional()
      .describe("Secret scanning with push protection. Default: left as it is."),
    actions: z
      .strictObject({
        allowed: z.array(allowedAction).describe("Actions that workflows may use: owner/*, owner/action@*."),
      })
      .describe("GitHub Actions of the organisation."),
    capture: capture.prefault({}),
    audit,
    waivers: z
      .array(waiverSchema)
      .default([])
      .describe("Dated exceptions from rules of the policy pack and of the gate. Default: none."),
  })
  .describe("AI-tool governance of one GitHub organisation.");

export type Declaration = z.output<typeof declarationSchema>;
export type Plan = (typeof plans)[number];
export type Tier = Declaration["tiers"][string];
export type Tool = Declaration["tools"][string];
