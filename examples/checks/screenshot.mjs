// Takes the pictures of the READMEs.

/**
 * Saves a picture of pages side by side.
 *
 * @param views - for each page: its address, the width of the window, the colours, and what to do before
 */
export async function saveScreenshot(browser, path, views) {
  const shots = [];
  for (const { url, width, colorScheme = 'light', prepare } of views) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    await page.goto(url);
    await prepare?.(page);
    if (!prepare) await page.waitForLoadState('networkidle');
    shots.push({ width, image: (await page.screenshot()).toString('base64') });
    await context.close();
  }
  const height = 440;
  const scale = height / 900;
  const total = shots.reduce((sum, { width }) => sum + Math.round(width * scale) + 20, 20);
  const sheet = await browser.newPage({ viewport: { width: total, height: height + 40 } });
  const images = shots.map(({ image }) => `<img src="data:image/png;base64,${image}">`).join('');
  await sheet.setContent(
    `<style>body{margin:0;padding:20px;display:flex;gap:20px;background:#8a949b}img{height:${height}px;border-radius:6px}</style>${images}`,
  );
  await sheet.screenshot({ path });
  await sheet.close();
}
