/**
 * Run by Jest before each test file. Where there is a `navigator` of no known name, node-forge chooses a
 * multiplication with a global look-up in its innermost loop, and in Jest's sandbox such look-ups cost so much that
 * RSA takes fifty times as long.
 */
Reflect.deleteProperty(globalThis, 'navigator');
