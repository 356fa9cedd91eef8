import { disabledCases } from "./gate/disabled.ts";
import { forgedCases, reporter } from "./gate/forged.ts";
import { forkCases } from "./gate/forks.ts";
import { mergingCases } from "./gate/merging.ts";
import { rollOut, type RolledOut } from "./gate/organization.ts";
import { toolCases } from "./gate/tools.ts";

describe("the gate on the real engine", function () {
  this.timeout(300_000);
  let rolledOut: RolledOut;
  const copy = () => rolledOut.copy();
  before(async () => {
    rolledOut = await rollOut((repository) =>
      repository.name === "storefront" ? { ...repository, files: { ...repository.files, ...reporter } } : repository,
    );
  });
  after(() => rolledOut?.close());

  toolCases(copy);
  mergingCases(copy);
  forgedCases(copy);
  forkCases(copy);
  disabledCases(() => rolledOut);
});
