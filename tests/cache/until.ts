/** Waits until something is true. The time limit of the test ends it. */
export async function until(isTrue: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isTrue())) await new Promise((done) => setTimeout(done, 5));
}
