/** The compiled thread that draws previews. */
export const PREVIEW_WORKER = new URL('./preview-worker.js', import.meta.url);
