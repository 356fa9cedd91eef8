/** Access lists of S3 buckets: an older way to let others in, beside policies. */
import { declaredOn } from "./audit-store.ts";
import { every, field, is, isUnknown, listOf, some, type Certainty } from "../property.ts";
import type { ResourceRecord } from "../resource.ts";

/** Canned lists that name nobody but the owner. */
const closed = ["private", "bucket-owner-read", "bucket-owner-full-control"];

/** Whether a bucket, or a list of its own, grants nothing to anyone but the bucket's owner. */
export function grantsToOwnerOnly(resource: ResourceRecord): Certainty {
  const canned = declaredOn(resource, "acl");
  const list = declaredOn(resource, "accessControlPolicy");
  return every([
    canned === undefined || canned === "" ? "yes" : some(closed.map((acl) => is(canned, acl))),
    isUnknown(list) ? "unknown" : grantees(field(list, "grants"), field(list, "owner", "id")),
    grantees(declaredOn(resource, "grants")),
  ]);
}

/** Grants to the owner alone. A bucket's own list does not say who that is: then one grantee may be anybody. */
function grantees(grants: unknown, owner?: unknown): Certainty {
  const { items, complete } = listOf(grants);
  const ids = items.map((grant) => field(grant, "grantee", "id") ?? field(grant, "id"));
  const wanted = owner ?? ids[0];
  const toOwner = ids.map((id) => {
    if (isUnknown(id) || isUnknown(wanted)) return "unknown";
    if (id === undefined || id !== wanted) return "no";
    return owner === undefined ? "unknown" : "yes";
  });
  return every([...toOwner, complete ? "yes" : "unknown"]);
}
