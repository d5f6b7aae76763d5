export default defineEventHandler(async (event) => {
  const { q, after } = getQuery(event);
  const text = String(q ?? '').trim();
  if (text === '') return null;
  return (await ask(Search, { text, after: after ? String(after) : null })).posts ?? null;
});
