import { recommended } from "./packs/recommended.ts";
import { serve } from "./serve.ts";

serve("ai-governance", recommended);
