import assert from "node:assert/strict";
import { restRoot } from "../../../components/resources/github/address.ts";

describe("root of the REST API", () => {
  const roots = {
    "https://github.com/": "https://api.github.com",
    "https://api.github.com": "https://api.github.com",
    "https://acme.ghe.com/": "https://api.acme.ghe.com",
    "https://api.acme.ghe.com/": "https://api.acme.ghe.com",
    "https://github.example.com/": "https://github.example.com/api/v3",
    "https://github.example.com/api/v3/": "https://github.example.com/api/v3",
    "http://127.0.0.1:1234": "http://127.0.0.1:1234/api/v3",
  };
  for (const [given, root] of Object.entries(roots)) {
    it(`of ${given} is ${root}`, () => assert.equal(restRoot(given), root));
  }

  it("is not guessed from anything but an http URL", () => {
    for (const bad of ["github.example.com", "ftp://github.com/", ""]) {
      assert.throws(() => restRoot(bad), {
        message: `baseUrl: found "${bad}"; write the root of GitHub, e.g. "https://github.example.com/"`,
      });
    }
  });
});
