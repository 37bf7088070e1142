/** The thread that reads long lists, beside this file once both are compiled. */
export const CRL_WORKER = new URL('./crl-worker.js', import.meta.url);
