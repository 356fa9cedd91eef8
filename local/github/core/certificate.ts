/** What https needs, made at each start: a certificate authority that exists for this one server, and the server's certificate. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { generate } from "selfsigned";

export interface Certificate {
  readonly key: string;
  /** The server's own, in PEM. */
  readonly cert: string;
  /** The authority's, in PEM, for clients to trust. */
  readonly ca: string;
  /** File that holds `ca`: for NODE_EXTRA_CA_CERTS, SSL_CERT_FILE and the like. */
  readonly caFile: string;
  /** Deletes the file. */
  remove(): Promise<void>;
}

const elliptic = { keyType: "ec", curve: "P-256", algorithm: "sha256" } as const;

/** For 127.0.0.1 and localhost, and for the names that a client may be made to resolve to this machine. The authority's key is not kept. */
export async function makeCertificate(): Promise<Certificate> {
  const authority = await generate([{ name: "commonName", value: "Local GitHub authority" }], {
    ...elliptic,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: "commonName", value: "localhost" }], {
    ...elliptic,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }, ...names.map(dnsName)] },
    ],
  });
  const folder = await mkdtemp(path.join(tmpdir(), "local-github-ca-"));
  const caFile = path.join(folder, "ca.pem");
  await writeFile(caFile, authority.cert);
  const remove = () => rm(folder, { recursive: true, force: true });
  return { key: server.private, cert: server.cert, ca: authority.cert, caFile, remove };
}

const names = ["localhost", "api.github.com", "github.com"];
const dnsName = (value: string) => ({ type: 2, value }) as const;
