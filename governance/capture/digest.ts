/** How a digest is written in a commit. */

export interface Digest {
  /** First 8 hexadecimal digits of the key's SHA-256: says which key, and nothing about it. */
  readonly keyId: string;
  /** 64 hexadecimal digits. */
  readonly hex: string;
}

export function renderDigest({ keyId, hex }: Digest): string {
  return `hmac-sha256:${keyId}:${hex}`;
}

/** @returns nothing where the text is no digest of this form. */
export function parseDigest(text: string): Digest | undefined {
  const [, keyId, hex] = /^hmac-sha256:([0-9a-f]{8}):([0-9a-f]{64})$/.exec(text) ?? [];
  return keyId === undefined || hex === undefined ? undefined : { keyId, hex };
}
