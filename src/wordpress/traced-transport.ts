import { traced, traceHeaders } from '../values/tracing.ts';
import type { Transport } from './transport.ts';

/** Returns a transport with a span for each request. The header `traceparent` lets WordPress continue the trace. */
export function tracedTransport(transport: Transport): Transport {
  return {
    close: () => transport.close(),
    send(request) {
      const { method, url, headers } = request;
      const { hostname, pathname, searchParams } = new URL(url);
      const attributes = {
        'http.request.method': method,
        'server.address': hostname,
        'url.path': searchParams.get('rest_route') ?? pathname,
      };
      return traced({ name: `${method} WordPress`, kind: 'client', attributes }, async (span) => {
        const answer = await transport.send({ ...request, headers: { ...headers, ...traceHeaders() } });
        span.add({ 'http.response.status_code': answer.status });
        if (answer.status >= 400) span.fail();
        return answer;
      });
    },
  };
}
