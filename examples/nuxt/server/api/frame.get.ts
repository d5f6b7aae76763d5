export default defineEventHandler(() => ask(Frame, {}));
