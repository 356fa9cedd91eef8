/** Secrets of Actions and Dependabot as local GitHub keeps them: names and reach. Values are dropped unread and never come back. */

export type SecretStore = "actions" | "dependabot";

export interface Secret {
  store: SecretStore;
  /** Upper case: "GitHub stores secret names as uppercase regardless of how they are entered." */
  name: string;
  createdAt: string;
  updatedAt: string;
}

export interface OrganizationSecret extends Secret {
  visibility: "all" | "private" | "selected";
  selectedRepositoryIds: number[];
}
