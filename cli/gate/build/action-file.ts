/** `action.yml` of the gate. Organisation logins hold letters, digits and dashes only. */
export function actionFile(organization: string, bundle: string): string {
  return `name: AI governance gate
description: Judges a pull request by the governance document of ${organization} that is beside this file.
inputs:
  token:
    description: >-
      Token that may read contents and pull requests of the repository. The job's own is enough; one of an app that may also read the
      organisation's members lets the gate tell whose approvals count.
    default: \${{ github.token }}
  sarif:
    description: File that the findings are written to as SARIF 2.1.0, for code scanning. Default is none.
    default: ""
outputs:
  verdict:
    description: pass, blocked, or undecided; the step fails unless it is pass.
  report:
    description: File that holds the whole report as JSON.
runs:
  using: node24
  main: ${bundle}
`;
}
