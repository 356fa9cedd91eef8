/** What is dangerous in the files that agents obey. */
export { fileFindings } from "./file-findings.ts";
export { filesPage } from "./page.ts";
