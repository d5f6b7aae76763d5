import { describe, expect, it } from 'vitest';
import { readPageSettings } from '../../src/site/page-settings.ts';

it('tells a block theme by the element around its pages', () => {
  expect(readPageSettings('<body><div class="wp-site-blocks"><header>').hasBlockTheme).toBe(true);
  expect(readPageSettings('<style>.wp-site-blocks { margin: 0 }</style><body><main>').hasBlockTheme).toBe(
    false,
  );
});

describe('the language of a page', () => {
  it.each([
    ['<html lang="en-US">', 'en_US'],
    ["<!DOCTYPE html>\n<html dir='ltr' class=\"no-js\" lang='pt-BR' prefix='og: x'>", 'pt_BR'],
    ['<html lang=ja>', 'ja'],
    // WordPress writes `lang="de"` for `de_DE` and for `de_DE_formal`.
    ['<html lang="de">', null],
    ['<html lang="zh-Hans">', null],
    ['<html><p lang="fr-FR">', null],
    ['', null],
  ])('of %s is %s', (html, language) => {
    expect(readPageSettings(html).language).toBe(language);
  });

  it('is the whole locale where the page tells its scripts', () => {
    const html =
      '<html lang="de"><script>wp.date.setSettings( {"l10n":{"locale":"de_DE_formal"}} );</script>';
    expect(readPageSettings(html).language).toBe('de_DE_formal');
    expect(readPageSettings(html.replace('}}', '}')).language).toBeNull();
  });
});
