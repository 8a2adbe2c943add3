const FIRST_STRONG = "\u2068";
const POP = "\u2069";

/**
 * Return what somebody wrote with the marks that keep its direction apart from the text around it, as `<bdi>` does
 * where there are elements: after a Hebrew or Arabic name a number would else change places with it.
 */
export const isolate = (written: string): string => `${FIRST_STRONG}${written}${POP}`;
