import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { options } from '../../src/config/options.ts';
import { processOptions } from '../../src/config/process-options.ts';
import { answerHealthCheck } from '../../src/server/health.ts';

/*
 * There is no container engine where the tests run. They check that the files of deployments name what the gateway has.
 */
const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const files = ['compose.yaml', 'docker/kubernetes.yaml', 'docker/Dockerfile'];
const known = new Set(options.map(({ env }) => env));
const seconds = (text: unknown) => Number.parseInt(String(text), 10);

describe('the files of deployments', () => {
  it.each(files)('name variables that the gateway reads: %s', (file) => {
    const named = read(file).match(/\b(?:PRESSQL_\w+|WORDPRESS_URL)\b/g) ?? [];
    expect(named).not.toEqual([]);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(files)('check the health at paths that the gateway answers: %s', (file) => {
    const paths = read(file).match(/\/(?:livez|readyz|health\w*|readiness)\b/g) ?? [];
    expect(paths).not.toEqual([]);
    const readiness = { isReady: true, status: 'ready' };
    for (const path of paths)
      expect(answerHealthCheck(new Request(`http://gateway.test${path}`), readiness)?.status).toBe(200);
  });

  it('give running requests their grace, and the connections before them', () => {
    const needed = processOptions.grace.default / 1000;
    const [, deployment] = parseAllDocuments(read('docker/kubernetes.yaml')).map((each) => each.toJS());
    expect(seconds(deployment.spec.template.spec.terminationGracePeriodSeconds)).toBeGreaterThan(needed);
    expect(seconds(parse(read('compose.yaml'))['x-gateway'].stop_grace_period)).toBeGreaterThan(needed);
  });

  it('run as a user without rights, in a supported version of Node', () => {
    const dockerfile = read('docker/Dockerfile');
    expect(dockerfile).toMatch(/^USER node$/m);
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    for (const [, version] of dockerfile.matchAll(/^FROM node:(\d+)/gm))
      expect(seconds(version)).toBeGreaterThanOrEqual(seconds(engines.node.slice(2)));
  });
});
