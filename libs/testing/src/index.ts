export * from './app.js';
export * from './database.js';
export * from './fake-clock.js';
export * from './population.js';
export * from './test-client.js';
