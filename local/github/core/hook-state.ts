/** Webhooks as local GitHub keeps them. Nothing is delivered; a secret is known to be there and is not kept. */
export interface Webhook {
  id: number;
  url: string;
  contentType: "json" | "form";
  /** `1` does not verify the certificate of the receiver. */
  insecureSsl: "0" | "1";
  hasSecret: boolean;
  events: string[];
  active: boolean;
  createdAt: string;
  updatedAt: string;
}
