/** Local AWS: moto's server, and the stand-in provider for where the released one cannot be installed. */
export { buildAwsProvider } from "./build-provider.ts";
export { LocalAwsError, motoVersion, prepareMoto } from "./moto.ts";
export { startLocalAws } from "./start.ts";
export type { LocalAws } from "./start.ts";
