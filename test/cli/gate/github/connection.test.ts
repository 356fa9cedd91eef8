import assert from "node:assert/strict";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { connect, type GitHub } from "../../../../cli/gate/github/connection.ts";

const outOfTime =
  "GET /repos/acme/docs: no answer in the 8 minutes that the gate has for all it asks; run it again later, when GitHub answers faster";

describe("the time that the gate takes", () => {
  let server: Server;
  afterEach(() => server.close().closeAllConnections());

  async function gitHub(answer: RequestListener, longest: number): Promise<GitHub> {
    server = createServer(answer);
    await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    return connect({ root: `http://127.0.0.1:${port}`, token: "t", second: 1, longest });
  }
  const ask = (to: GitHub) => to.get(z.object({}), "GET /repos/{owner}/{repo}", { owner: "acme", repo: "docs" });

  it("has an end where no answer comes, and later requests are not even sent", async () => {
    let asked = 0;
    const to = await gitHub(() => void asked++, 100);
    await assert.rejects(ask(to), { message: outOfTime });
    await assert.rejects(ask(to), { message: outOfTime });
    assert.equal(asked, 1);
  });

  it("has no room for a wait that ends after it", async () => {
    let asked = 0;
    const to = await gitHub((_, response) => {
      asked++;
      response.writeHead(429, { "retry-after": "90" }).end("{}");
    }, 200);
    const started = performance.now();
    await assert.rejects(ask(to), { status: 429 });
    assert.ok(asked < 4 && performance.now() - started < 200, `asked ${asked} times`);
  });
});
