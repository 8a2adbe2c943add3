/* How long texts may be, as the gateway checks them (03-interface/backend/app/schemas), in characters. */

/** Of a meeting. */
export const MAX_TITLE_LENGTH = 200;
/** Of a person: a speaker, the owner of a voice or of an account. */
export const MAX_NAME_LENGTH = 200;
export const MAX_SEARCH_LENGTH = 200;
export const MAX_HOTWORDS_LENGTH = 1_000;
export const MAX_CONSENT_LENGTH = 500;
/** Of the text that says whom to ask for an account. */
export const MAX_CONTACT_LENGTH = 300;
/** Of a paragraph that is edited. */
export const MAX_TEXT_LENGTH = 20_000;
/** Of a question to meetings. */
export const MAX_QUESTION_LENGTH = 500;
/** Of a password that is chosen, at least. */
export const MIN_PASSWORD_LENGTH = 8;
/** Of a tag. */
export const MAX_TAG_LENGTH = 50;
/** Of a comment on a passage. */
export const MAX_COMMENT_LENGTH = 5_000;

/** Notes typed while recording: how many, of how many characters, and how long together. */
export const MAX_NOTES = 200;
export const MAX_NOTE_LENGTH = 500;
export const MAX_NOTES_CHARACTERS = 40_000;

/** Days for which a recording or a transcript is kept at most, where it is not kept for ever. */
export const MAX_DAYS_KEPT = 36_500;
