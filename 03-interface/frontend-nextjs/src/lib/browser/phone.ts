/** Where panels and dialogs take the whole width: `max-sm` of the style sheets. */
export const PHONE = "(width < 40rem)";
