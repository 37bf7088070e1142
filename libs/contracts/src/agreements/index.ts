export * from './bodies.js';
export * from './card.js';
export * from './commands.js';
export * from './machines.js';
export * from './remark-machine.js';
export * from './remarks.js';
export * from './route.js';
export * from './texts.js';
