import { setSourceMapsSupport } from 'node:module';

/**
 * Loaded before everything else (`node --import`): stacks name the lines of the portal's own sources. Those of packages
 * stay out, which `--enable-source-maps` would keep in memory too.
 */
setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
