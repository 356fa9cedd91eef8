import { governanceProvider } from "./definition.ts";
import { serve } from "./host/index.ts";

void serve(governanceProvider());
