/** The least number of characters that the gateway takes. */
export const LEAST_PASSWORD = 8;
