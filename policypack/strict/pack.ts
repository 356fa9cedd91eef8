import { strict } from "../packs/strict.ts";
import { serve } from "../serve.ts";

serve("ai-governance-strict", strict);
