/** The thread that reads sheets, beside this file once both are compiled. */
export const SHEET_THREAD = new URL('./sheet-thread.js', import.meta.url);
