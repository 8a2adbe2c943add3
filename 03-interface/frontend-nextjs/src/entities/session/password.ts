/** The least number of characters that the gateway takes. */
export const MIN_PASSWORD_LENGTH = 8;
