import { packs } from "../packs/pack.ts";
import { policiesOf } from "../packs/policies.ts";
import { serve } from "../serve.ts";
import { builtName } from "./facts.ts";
import { readBuiltFacts } from "./read.ts";

/** The entry of a built pack: it serves what lies beside it, or nothing. */
const { pack, role, settings } = readBuiltFacts(import.meta.dirname);
serve(builtName(role), policiesOf(packs[pack], settings));
