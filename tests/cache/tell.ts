import { signatureHeader, signatureOf, timestampHeader } from '../../src/feed/signature.ts';
import type { PressQL } from '../../src/index.ts';

/** The secret of gateways that believe {@link tell}. */
export const webhookSecret = 'a long random text of the tests';

/** Tells a gateway of changes, as a plugin of WordPress does. */
export async function tell(
  pressql: PressQL,
  changes: readonly { readonly resource: string; readonly id: number | null; readonly kind?: string }[],
  now = Date.now(),
): Promise<void> {
  const body = JSON.stringify(changes);
  // No two requests have the same signature.
  const timestamp = `${(now + ++told / 1000) / 1000}`;
  const headers = {
    [timestampHeader]: timestamp,
    [signatureHeader]: signatureOf(webhookSecret, timestamp, body),
  };
  const response = await pressql.fetch(
    new Request('http://gateway.test/webhook', { method: 'POST', headers, body }),
  );
  if (response.status !== 202) throw new Error(await response.text());
}
let told = 0;
