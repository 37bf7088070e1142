/** The compiled thread that reads and compares texts. */
export const TEXT_THREAD = new URL('./text-thread.js', import.meta.url);
