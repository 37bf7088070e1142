/**
 * The Content-Security-Policy of whatever people put in and the portal gives out again as a file: even where a browser
 * shows it, it runs nothing, and nobody frames it (OWASP ASVS 5.0 3.2.1, 3.4.3, 3.4.6).
 */
export const DOWNLOAD_POLICY = "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'";
