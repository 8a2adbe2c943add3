/** The minimum that the gateway accepts, in characters. */
export const MIN_PASSWORD_LENGTH = 8;
