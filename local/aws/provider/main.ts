import { serve } from "../../../components/resources/host/index.ts";
import { awsProvider } from "./definition.ts";

void serve(awsProvider());
