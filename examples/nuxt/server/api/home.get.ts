export default defineEventHandler(() => ask(Home, {}));
