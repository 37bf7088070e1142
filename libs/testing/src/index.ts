export * from './app.js';
export * from './database.js';
export * from './eventually.js';
export * from './fake-clock.js';
export * from './population.js';
export * from './program.js';
export * from './redis.js';
export * from './test-client.js';
