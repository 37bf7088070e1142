export * from './certification-centre/index.js';
