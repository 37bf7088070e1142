import './source-maps.js';

/**
 * Loaded into api and worker before their own code (`node --import`). When the supervisor is gone, however it
 * went, they drain and end too: nothing goes on unseen in the background.
 */
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 30_000).unref();
});
process.channel?.unref();
