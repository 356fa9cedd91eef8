/**
 * Mocha 12 names the files that Stryker's runner reaches into `.cjs`; runner 10.0.0 asks for them without an extension. To be
 * dropped with the release of the runner that finds them.
 */
import { registerHooks } from "node:module";

registerHooks({
  resolve: (specifier, context, next) =>
    next(/\/mocha\/lib\/cli\/[a-z-]+$/.test(specifier) ? `${specifier}.cjs` : specifier, context),
});
