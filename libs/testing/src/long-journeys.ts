/** Each wait in the browser ends by itself (see Person); a whole journey has many. Jest has no such limit for a project. */
jest.setTimeout(240_000);
