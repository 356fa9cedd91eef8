/** A release as local GitHub keeps it: published, without assets. */
export interface Release {
  id: number;
  tag: string;
  name: string | null;
  body: string | null;
  prerelease: boolean;
  /** Branch or commit the tag was made from. */
  target: string;
  authorId: number;
  createdAt: string;
}
