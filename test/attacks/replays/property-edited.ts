import { githubTypes, propertyEditorFindings } from "../../../governance/index.ts";
import { changeProperty } from "../controls.ts";
import { makeAdministrator } from "../people.ts";
import { owner, tom, type Replay, type Trial } from "../trial.ts";

const repo = "ledger";

export const propertyEdited: Replay = {
  async attack(trial) {
    await makeAdministrator(trial, tom, repo);
    await trial.step(setProperty(trial, "ai-tool-claude-code", "true"));
    await trial.step(setProperty(trial, "ai-tier", "standard"));
  },
  without: (trial) => changeProperty(trial, "ai-tier", { values_editable_by: "org_and_repo_actors" }),
  findings: async ({ github }) =>
    propertyEditorFindings(
      (github.state.organizations[0]?.customProperties ?? []).map(({ propertyName, valuesEditableBy }) => ({
        type: githubTypes.organizationCustomProperties,
        name: propertyName,
        urn: propertyName,
        props: { propertyName, valuesEditableBy },
      })),
    ),
};

const setProperty = ({ as }: Trial, property_name: string, value: string) =>
  as(tom).repos.customPropertiesForReposCreateOrUpdateRepositoryValues({
    owner,
    repo,
    properties: [{ property_name, value }],
  });
