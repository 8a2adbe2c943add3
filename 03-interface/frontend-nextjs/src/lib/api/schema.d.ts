/* Generated from the gateway's OpenAPI by `npm run api`. Do not edit. */

export interface paths {
    "/api/v1/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Meetings
         * @description List your meetings and those shared with you. With `q`, each comes with the sentences that were found.
         */
        get: operations["list_meetings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/speakers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Speakers
         * @description List the people who are heard under a name in these meetings, most often heard first.
         */
        get: operations["list_speakers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Meeting
         * @description Return one meeting.
         */
        get: operations["get_meeting"];
        put?: never;
        post?: never;
        /**
         * Delete Meeting
         * @description Delete the meeting with its recording, its transcript and the voices sent with it; a running job is stopped.
         *
         *     Only its owner may do this, as with cancelling and processing again.
         */
        delete: operations["delete_meeting"];
        options?: never;
        head?: never;
        /**
         * Change Meeting
         * @description Change the title, the time at which it was held, or both. Needs permission to edit.
         */
        patch: operations["change_meeting"];
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Matches
         * @description List the sentences found in one meeting, in the order in which they were said; the list shows only the best.
         */
        get: operations["list_matches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Meeting
         * @description Cancel the job: at once if it waits, and if it runs, as soon as its worker notices.
         *
         *     Only its owner may do this; who may edit may cancel work on a passage.
         */
        post: operations["cancel_meeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Meeting
         * @description Process the meeting again, with the voices of today and, if the body has some, other options.
         *
         *     Stages whose result would be the same are skipped. What was read so far stays readable, and is replaced when the
         *     new attempt is completed; it is then among the revisions, and can be restored. An attempt that fails or is cancelled
         *     changes nothing. Of a meeting whose transcript was imported, only the recording is prepared again, unless the body
         *     has options: then it is transcribed, and what was imported stays among the revisions. Only its owner may do this.
         */
        post: operations["retry_meeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow Meeting
         * @description Stream server-sent events named `meeting`: the present state, then each change, until the job has ended.
         */
        get: operations["follow_meeting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/registration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Registration
         * @description Tell whether strangers may create an account at present, and whether the administrator's is still to be made.
         */
        get: operations["get_registration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Create an account if registration is open. The set-up code makes the administrator's, while there is none.
         */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Login
         * @description Sign in with the e-mail address as username. The tokens are also set as cookies, for browsers.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh
         * @description Exchange a refresh token, from the body or the cookie, for new tokens. Each is good once.
         */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logout
         * @description End the session of a refresh token, from the body or the cookie.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description Return the account that is signed in.
         */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Profile
         * @description Change the name of the account.
         */
        patch: operations["change_profile"];
        trace?: never;
    };
    "/api/v1/auth/me/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Usage
         * @description Return what the account has used of what each user is allowed.
         */
        get: operations["get_usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Change the password and end all sessions of the account; the response, with its cookies, begins a new one.
         */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Uploads
         * @description List your unfinished uploads, newest first.
         */
        get: operations["list_uploads"];
        put?: never;
        /**
         * Begin Upload
         * @description Announce a recording. Then PUT its parts, several at a time if you like, and POST `complete`.
         *
         *     A cut connection loses at most the parts that were being sent: ask for the parts that have arrived, and go on. An
         *     upload is abandoned when no part has come for a day (`SCRIBE_ORPHAN_HOURS`).
         */
        post: operations["begin_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Upload
         * @description Return the upload with the parts that have arrived and their checksums.
         */
        get: operations["get_upload"];
        put?: never;
        post?: never;
        /**
         * Cancel Upload
         * @description Cancel the upload. Nothing of it is kept.
         */
        delete: operations["cancel_upload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{upload_id}/parts/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Part
         * @description Send one part. It counts once it is whole and has the SHA-256 of the header; otherwise send it again.
         */
        put: operations["put_part"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{upload_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete Upload
         * @description Turn an upload whose parts have all arrived into a queued meeting, as `process` returns it. Safe to repeat.
         */
        post: operations["complete_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Revisions
         * @description List the revisions, newest first. Number 0 is what the machine heard.
         */
        get: operations["list_revisions"];
        put?: never;
        /**
         * Save Revision
         * @description Edit the newest revision and return the changes.
         *
         *     409 `revision_conflict`: `base` is not the newest revision any more; read the transcript again and edit that.
         *     409 `edit_overlaps`: what is to be reverted has been changed again since. An edit that is sent twice, under one
         *     `edit_id`, is done once.
         */
        post: operations["save_revision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/revisions/passage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transcribe Passage
         * @description Transcribe some segments again, in the language that is spoken in them, and nothing else.
         *
         *     The job is an attempt of its own, with progress, and can be cancelled; the transcript stays readable. When it is
         *     completed, its result is a revision, which can be reverted. Needs permission to edit. Where somebody edited the same
         *     segments meanwhile, the edit stays and the attempt fails with `passage_edited`.
         */
        post: operations["transcribe_passage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/revisions/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow Edits
         * @description Stream server-sent events named `company`: the newest revision, the state of the comments, and who else is here.
         *
         *     The present state, then each change. Read the transcript again when there is a newer revision than yours, and
         *     the comments when `comments` is another.
         */
        get: operations["follow_edits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/revisions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Revision
         * @description Return the whole transcript as of that revision.
         */
        get: operations["get_revision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Transcript
         * @description Return the transcript as last edited, word by word. The header `Scribe-Revision` has its revision number.
         */
        get: operations["get_transcript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Manifest
         * @description Return how the transcript was made: models, timings, memory.
         */
        get: operations["get_manifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/peaks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Peaks
         * @description Return the waveform; it exists once the recording has been converted.
         */
        get: operations["get_peaks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Audio
         * @description Return the recording as browsers play it, or any range of it; it exists once it has been converted.
         */
        get: operations["get_audio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/export/{export_format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Meeting
         * @description Export the transcript, as last edited, as a file.
         *
         *     Headings, and the names of people without one, are in English or French. `rttm` has the turns that the machine
         *     heard; where a turn was reassigned by an edit, it has the new speaker.
         */
        get: operations["export_meeting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/minutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Minutes
         * @description List the minutes of a meeting, newest first.
         */
        get: operations["list_minutes"];
        put?: never;
        /**
         * Create Minutes
         * @description Have minutes written from the transcript as last edited. Needs permission to edit.
         *
         *     Sent again with the same `Idempotency-Key`, the same request returns the same minutes.
         *
         *     409 `language_off`: there is no language service here.
         */
        post: operations["create_minutes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Minutes
         * @description Return minutes with their items. Items whose segments were changed since are marked stale.
         */
        get: operations["get_minutes"];
        put?: never;
        post?: never;
        /**
         * Delete Minutes
         * @description Delete minutes with all their items; a running job is stopped. Needs permission to edit.
         */
        delete: operations["delete_minutes"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Minutes
         * @description Cancel the job: at once if it waits, and if it runs, as soon as its writer notices.
         */
        post: operations["cancel_minutes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Minutes
         * @description Try again after a failure or a cancellation. Parts that are written already are not written again.
         */
        post: operations["retry_minutes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/rewrite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rewrite Minutes
         * @description Have the stale items written again from the transcript as it is now; items of people stay as they are.
         */
        post: operations["rewrite_minutes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow Minutes
         * @description Stream server-sent events named `minutes`: the present state, then each change, until the job has ended.
         */
        get: operations["follow_minutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Item
         * @description Add an item of your own. Needs permission to edit.
         */
        post: operations["add_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Item
         * @description Delete an item. Needs permission to edit.
         */
        delete: operations["delete_item"];
        options?: never;
        head?: never;
        /**
         * Change Item
         * @description Change an item or tick it off. With new words it is yours: no model writes it again. Needs permission to edit.
         */
        patch: operations["change_item"];
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items/{item_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Item Changes
         * @description List the changes of an item, newest first; a deleted item has its history too.
         */
        get: operations["list_item_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items/{item_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore Item
         * @description Return an item to what it was before a change, or from its deletion. Needs permission to edit.
         */
        post: operations["restore_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/deleted-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Deleted Items
         * @description List the items that were deleted, last deleted first; their history leads back.
         */
        get: operations["list_deleted_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/export/{export_format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Minutes
         * @description Export minutes as docx, pdf, md or txt, alone or before the transcript. Each time leads to that second.
         */
        get: operations["export_minutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Comments
         * @description List the highlights and comments in the order of the recording.
         *
         *     The words that one is about are those said from `start` to `end` in segments that are, or are parts of, `segments`.
         */
        get: operations["list_comments"];
        put?: never;
        /**
         * Write Comment
         * @description Highlight a passage, with or without a comment. Needs permission to edit.
         */
        post: operations["write_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/comments/{comment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Comment
         * @description Delete a comment that you wrote; the meeting's owner may delete any.
         */
        delete: operations["delete_comment"];
        options?: never;
        head?: never;
        /**
         * Change Comment
         * @description Change a comment that you wrote.
         */
        patch: operations["change_comment"];
        trace?: never;
    };
    "/api/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Tags
         * @description List your tags, and those that others show on meetings that they share with you.
         */
        get: operations["list_tags"];
        put?: never;
        /**
         * Create Tag
         * @description Make a tag of your own.
         */
        post: operations["create_tag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags/{tag_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Tag
         * @description Delete a tag of yours. The meetings that bear it stay.
         */
        delete: operations["delete_tag"];
        options?: never;
        head?: never;
        /**
         * Change Tag
         * @description Rename a tag of yours, give it another color, or decide who sees it.
         */
        patch: operations["change_tag"];
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/tags/{tag_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Attach Tag
         * @description Put a tag of yours on a meeting that you may read.
         */
        put: operations["attach_tag"];
        post?: never;
        /**
         * Detach Tag
         * @description Take a tag of yours off a meeting.
         */
        delete: operations["detach_tag"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Passages
         * @description Find passages by what they mean and by their words, in your meetings and in those shared with you.
         *
         *     Each comes with the sentence that answers best and its second. The full text, `q` of the list of meetings, works
         *     without it.
         */
        get: operations["search_passages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/answers/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Answers Status
         * @description Return whether a language model is there to answer, which, and whether there is search by meaning.
         */
        get: operations["get_answers_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Conversations
         * @description List your conversations, the latest asked first.
         */
        get: operations["list_conversations"];
        put?: never;
        /**
         * Create Conversation
         * @description Begin a conversation with the meetings of a scope. Its title is its first question unless you give one.
         */
        post: operations["create_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Conversation
         * @description Return a conversation with its messages.
         *
         *     Quotes are of the transcripts as they are now. Sentences that rest on a meeting you may not read any more are
         *     withheld.
         */
        get: operations["get_conversation"];
        put?: never;
        post?: never;
        /**
         * Delete Conversation
         * @description Delete the conversation with all its messages.
         */
        delete: operations["delete_conversation"];
        options?: never;
        head?: never;
        /**
         * Rename Conversation
         * @description Change the title.
         */
        patch: operations["rename_conversation"];
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Question
         * @description Ask, and follow the answer as server-sent events: `stage`, `passages`, `claim`, then `done` or `error`.
         *
         *     The data of each event is one of the models below. Closing the stream stops the answer. Counting and listing
         *     questions are answered from the database. 409 `question_running`: this conversation is answering already.
         */
        post: operations["ask_question"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop Answer
         * @description Stop the answer that is being written, in whichever gateway that is. What was written stays.
         */
        post: operations["stop_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Process
         * @description Upload a recording. The response comes as soon as it is stored and queued; follow the meeting from there.
         *
         *     The parts of the form may come in any order. Sent again with the same `Idempotency-Key`, the same form returns the
         *     same meeting. Nothing of a refused or interrupted upload is kept.
         */
        post: operations["process"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Transcript
         * @description Make a meeting of a transcript. Without a recording it is completed at once.
         *
         *     An error in the transcript names its line and what was expected there. Sent again with the same `Idempotency-Key`,
         *     the same form returns the same meeting.
         */
        post: operations["import_transcript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/audio/{audio_format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download Audio
         * @description Download the recording, or a clip of it, as a file. The whole recording as `m4a` is as it is stored.
         */
        get: operations["download_audio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{export_format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Meetings
         * @description Export the transcripts of several meetings as one ZIP archive, each as last edited and as its own file.
         *
         *     Files are named by day and title. Where some meetings could not be exported, a text file in the archive names them
         *     with the reason; where none could, the answer is the first one's error.
         */
        get: operations["export_meetings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Shares
         * @description List the people and groups that the meeting is shared with. Only its owner sees others' e-mail addresses.
         */
        get: operations["list_shares"];
        put?: never;
        /**
         * Share Meeting
         * @description Share the meeting with an account, by e-mail address, or by the id that `GET /contacts` gives.
         *
         *     If it is shared already, the new permission replaces the old.
         */
        post: operations["share_meeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/shares/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unshare Meeting
         * @description End a share. The owner may end any, and other people their own.
         */
        delete: operations["unshare_meeting"];
        options?: never;
        head?: never;
        /**
         * Change Share
         * @description Change the permission of one person.
         */
        patch: operations["change_share"];
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/shares/groups/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Share With Group
         * @description Share the meeting with a group that you are in, or change the permission of one that has it.
         *
         *     Everybody in it has the permission, for as long as they are. One's own permission counts where it is greater.
         */
        put: operations["share_with_group"];
        post?: never;
        /**
         * Unshare With Group
         * @description End the share with a group.
         */
        delete: operations["unshare_with_group"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Own Groups
         * @description List the groups that you are in, by name.
         */
        get: operations["list_own_groups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find Contacts
         * @description Find people and groups to share with, as you type a name.
         *
         *     Only people whom you share a meeting with, either way, or who are in a group with you are found, and only groups
         *     that you are in. Nobody else's account is told of.
         */
        get: operations["find_contacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shared/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open Shared Link
         * @description Open a link, and set a cookie by which this browser reads its meeting, and nothing else, until it is closed.
         */
        post: operations["open_shared_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shared/{link_id}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Shared Transcript
         * @description Return the transcript as last edited, word by word, without what leads to voices of the owner.
         */
        get: operations["get_shared_transcript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shared/{link_id}/peaks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Shared Peaks
         * @description Return the waveform.
         */
        get: operations["get_shared_peaks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shared/{link_id}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Shared Audio
         * @description Return the recording, or any range of it. What is being sent breaks off when the link ends.
         */
        get: operations["get_shared_audio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shared/{link_id}/export/{export_format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Shared Meeting
         * @description Export the transcript as a file, without comments, if the link's maker allows it.
         */
        get: operations["export_shared_meeting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Links
         * @description List the links by which people without an account read the meeting, with their use.
         */
        get: operations["list_links"];
        put?: never;
        /**
         * Make Link
         * @description Make a link. Whoever has it, and its password if there is one, reads the transcript and plays the recording.
         *
         *     It opens nothing else, and its address is shown this once.
         */
        post: operations["make_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/links/{link_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Link
         * @description Revoke a link. It opens nothing from then on, and what is being played by it ends.
         */
        delete: operations["revoke_link"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Language
         * @description Return whether there is a language service, and which model writes.
         */
        get: operations["get_language"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/minutes-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Preferences
         * @description Return what you want of the minutes of your new meetings.
         */
        get: operations["get_preferences"];
        /**
         * Change Preferences
         * @description Say whether minutes of each of your new meetings are to be written, by which template and in which language.
         */
        put: operations["change_preferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/minutes-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Templates
         * @description List the templates that you may use: the product's, your own and the shared ones.
         */
        get: operations["list_templates"];
        put?: never;
        /**
         * Create Template
         * @description Make a template of your own, for yourself or for everybody here.
         */
        post: operations["create_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/minutes-templates/{template_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replace Template
         * @description Replace a template that you made. Minutes keep the template by which they were written.
         */
        put: operations["replace_template"];
        post?: never;
        /**
         * Delete Template
         * @description Delete a template that you made. Minutes that were written by it stay.
         */
        delete: operations["delete_template"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Voices
         * @description List your voices and those shared with everybody, by name.
         */
        get: operations["list_voices"];
        put?: never;
        /**
         * Enrol Voice
         * @description Enrol a person from recordings in which nobody else speaks.
         *
         *     Sent again with the same `Idempotency-Key`, the same form returns the same voice.
         */
        post: operations["enrol_voice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Identification
         * @description Return whether people are recognised by voice on this instance.
         */
        get: operations["get_identification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/speakers/{speaker}/voice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enrol Speaker
         * @description Enrol a speaker of a meeting, from what they said while nobody else spoke. The meeting stays as it is.
         *
         *     Needs permission to edit the meeting. The voice belongs to the meeting's owner, whoever enrols it.
         */
        post: operations["enrol_speaker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/{voice_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Voice
         * @description Delete a voice with its recordings and everything computed from them. Names in transcripts stay.
         */
        delete: operations["delete_voice"];
        options?: never;
        head?: never;
        /**
         * Change Voice
         * @description Rename a voice, note that the person agrees, set its last day, or, as administrator, share it with all.
         *
         *     A voice is shared once it is noted that the person agrees. Its owner may take it back too.
         */
        patch: operations["change_voice"];
        trace?: never;
    };
    "/api/v1/voices/{voice_id}/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Voice Meetings
         * @description List the meetings in whose present transcript the voice named somebody, latest first, and count all of them.
         */
        get: operations["list_voice_meetings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/{voice_id}/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw Consent
         * @description Withdraw the person's consent: the voice goes, with its recordings and everything computed from them.
         *
         *     Names already given stay in transcripts as plain names, which any editor can change.
         */
        delete: operations["withdraw_consent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/{voice_id}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Samples
         * @description Add recordings of the same person. From the next meeting on, the voice is recognised by all of them.
         */
        post: operations["add_samples"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voices/{voice_id}/samples/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listen
         * @description Return one recording as it was sent, or any range of it.
         *
         *     For the owner, or administrators if the voice is shared.
         */
        get: operations["listen"];
        put?: never;
        post?: never;
        /**
         * Remove Sample
         * @description Remove one recording. The last one stays: delete the voice instead.
         */
        delete: operations["remove_sample"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Accounts
         * @description List the accounts by name.
         */
        get: operations["list_accounts"];
        put?: never;
        /**
         * Invite
         * @description Create an account, and return the link by which its owner chooses a password.
         */
        post: operations["invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew Link
         * @description Return a new link to choose a password. The present password and all sessions of the account end at once.
         *
         *     Whoever uses the link has the account and its meetings, an administrator too. The log says, by ids, who made it, and
         *     the owner notices, since neither sessions nor password are good any more.
         */
        post: operations["renew_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}/link/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail Link
         * @description Send a link that was just made to the address of its account. The answer says whether the mail server took it.
         */
        post: operations["mail_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/links/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open Link
         * @description Return whose password a link chooses. It stays good.
         */
        post: operations["open_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/links/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use Link
         * @description Choose the password of the account that the link was made for. The link is good once.
         */
        post: operations["use_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Notices
         * @description Return whether a mail comes when a meeting of yours is ready or has failed, and in which language.
         */
        get: operations["get_notices"];
        /**
         * Change Notices
         * @description Choose whether such mails come. Where the operator has set no mail server, none do.
         */
        put: operations["change_notices"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions
         * @description List the sessions of your account that go on: device, address, since when, last used. Yours comes first.
         */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        /**
         * End Other Sessions
         * @description End all sessions of your account but this one, at once.
         */
        delete: operations["end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End Session
         * @description End one session of your account, at once. Ending your own signs you out.
         */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Begin
         * @description Lead the browser to the company's provider; it comes back signed in.
         */
        get: operations["begin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-on/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Come Back
         * @description Begin a session for whom the provider has sent back, and lead the browser to the page it came from.
         */
        get: operations["come_back"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-on/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Leave
         * @description Lead the browser to the provider's page that ends its session there, and from there to the login page.
         *
         *     The session here ends by `POST /auth/logout`, before.
         */
        get: operations["leave"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign In
         * @description Go on signing in with a code, after `second_factor_required`. The tokens are also set as cookies.
         *
         *     The code is the authenticator's, or a recovery code. Each is good once.
         */
        post: operations["sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Second Factor
         * @description Return since when your account signs in with a code, and how many recovery codes are left.
         */
        get: operations["get_second_factor"];
        put?: never;
        /**
         * Begin Second Factor
         * @description Make a secret for an authenticator. Nothing changes until a code of it is confirmed, within 15 minutes.
         */
        post: operations["begin_second_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Second Factor
         * @description Turn the second factor on, by a code of the authenticator; the recovery codes are shown this once.
         *
         *     All other sessions of the account end.
         */
        post: operations["confirm_second_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew Recovery Codes
         * @description Make new recovery codes in place of all earlier ones, with the password and a code.
         */
        post: operations["renew_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Second Factor
         * @description Turn the second factor off, with the password and a code.
         */
        post: operations["end_second_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Second Factor
         * @description Turn off the second factor of somebody who has lost it. Their password signs in alone then.
         */
        delete: operations["remove_second_factor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Account
         * @description Delete an account with its voices, and its meetings unless they are handed to another account.
         *
         *     Without a choice for its meetings it is deleted only where it has none.
         *     An administrator may be the one who gets them; the log says, by ids, who deleted what and for whom. Files are
         *     removed soon after the answer.
         */
        delete: operations["delete_account"];
        options?: never;
        head?: never;
        /**
         * Change Account
         * @description Promote or demote an account, disable or enable it. One active administrator always remains.
         *
         *     A disabled account keeps its meetings unless `belongings` says what becomes of them. An administrator may be the one
         *     who gets them; the log says so, by ids.
         */
        patch: operations["change_account"];
        trace?: never;
    };
    "/api/v1/auth/me/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete Own Account
         * @description Delete one's own account with its meetings, recordings and voices. This cannot be undone.
         *
         *     An account with a password asks for it; one whose owner signs in at the company's provider, for its address.
         *     Files are removed soon after the answer.
         */
        post: operations["delete_own_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order Export
         * @description Ask for an archive of everything that is kept about you; the ticket opens one download.
         */
        post: operations["order_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me/export/{ticket}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Own Data
         * @description Download everything that is kept about you as one ZIP archive of JSON files, with recordings if you asked so.
         *
         *     Account, sessions, keys without what they open, meetings with transcripts, comments and minutes, voices,
         *     conversations, receipts of deletions, and what the audit log tells of you. A text in the archive describes it.
         */
        get: operations["export_own_data"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Own Erasures
         * @description List what was deleted of yours, by you, an administrator or the retention, and from where; newest first.
         */
        get: operations["list_own_erasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Api Tokens
         * @description List your tokens, newest first, those included that have expired.
         */
        get: operations["list_api_tokens"];
        put?: never;
        /**
         * Create Api Token
         * @description Make a key for a program. It comes as `Authorization: Bearer scribe_…` and is shown this once.
         *
         *     It opens what its scope says, with your rights, until it expires, is revoked, or you change your password:
         *     `x-key-scope` of each route names the least scope that opens it. `mcp` opens `/api/mcp` alone, for assistants that
         *     speak the Model Context Protocol. None opens what is yours in person: password, sessions, keys, the account itself.
         */
        post: operations["create_api_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Api Token
         * @description Revoke a token of yours: it opens nothing any more.
         */
        delete: operations["revoke_api_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Settings
         * @description Return the settings that an administrator may change while the product runs.
         */
        get: operations["get_settings"];
        /**
         * Change Settings
         * @description Change the settings that are sent. They take precedence over the environment.
         */
        put: operations["change_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Groups
         * @description List all groups, by name, with how many accounts are in them and how many meetings are shared with them.
         */
        get: operations["list_groups"];
        put?: never;
        /**
         * Create Group
         * @description Make a group. With `sign_on_group`, people of that group of the company's provider join when they sign on.
         */
        post: operations["create_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/groups/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Group
         * @description Delete a group. What was shared with it is not any more, from the next request on; the meetings stay.
         */
        delete: operations["delete_group"];
        options?: never;
        head?: never;
        /**
         * Change Group
         * @description Rename a group, or have another group of the provider fill it: whom the provider put into it leaves then.
         */
        patch: operations["change_group"];
        trace?: never;
    };
    "/api/v1/admin/groups/{group_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Members
         * @description List the members, by name.
         */
        get: operations["list_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/groups/{group_id}/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add Member
         * @description Put an account into a group: it has what is shared with the group, from the next request on.
         */
        put: operations["add_member"];
        post?: never;
        /**
         * Remove Member
         * @description Take an account out of a group. Whom the provider puts into it comes back at the next sign-on.
         */
        delete: operations["remove_member"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Overview
         * @description Return what runs and waits, what failed and why, and what each user stores; no title, no name of a file.
         */
        get: operations["get_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/operations/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Settings
         * @description Return the settings of this gateway. Of secrets it is only told that they are set.
         */
        get: operations["list_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/operations/failed/{meeting_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Failed
         * @description Process a meeting whose last attempt failed once more, with the same options, for its owner.
         */
        post: operations["retry_failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Entries
         * @description List the entries that match, newest first.
         *
         *     An entry comes within a second or two of what it tells of. None has a title, a word of a meeting, or a secret.
         */
        get: operations["list_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Entries
         * @description Export all entries that match, oldest first, as JSON lines or as syslog (RFC 5424).
         *
         *     JSON lines have everything that the hashes cover, so that the chain can be checked without the product.
         */
        get: operations["export_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check Chain
         * @description Read the whole chain, and say where it is broken if it is: what was removed, changed or put in.
         */
        get: operations["check_chain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Erasures
         * @description List what deletions have removed from where, newest first, and whether the stores have been compacted since.
         */
        get: operations["list_erasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Keys
         * @description List the keys of all accounts, newest first: whose, for what, until when, last used; never the key itself.
         */
        get: operations["list_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/keys/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Key
         * @description Revoke anybody's key: it opens nothing any more.
         */
        delete: operations["revoke_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{meeting_id}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Retention
         * @description Return until when recording and transcript are kept, and what keeps them longer.
         */
        get: operations["get_retention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Retention
         * @description Choose for how many days after the upload they are kept, as its owner, within what the administrator allows.
         *
         *     Nothing is deleted within a day of the change. The meeting goes with its transcript.
         */
        patch: operations["change_retention"];
        trace?: never;
    };
    "/api/v1/admin/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Holds
         * @description List the meetings under a legal hold, newest first.
         */
        get: operations["list_holds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/meetings/{meeting_id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Hold
         * @description Put a meeting under a legal hold: until it is lifted neither anybody nor the retention deletes it.
         */
        put: operations["set_hold"];
        post?: never;
        /**
         * Lift Hold
         * @description Lift the legal hold. The retention counts again, after a day at least.
         */
        delete: operations["lift_hold"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Webhooks
         * @description List your webhooks, oldest first.
         */
        get: operations["list_webhooks"];
        put?: never;
        /**
         * Create Webhook
         * @description Have an address told when meetings that you own are completed, have failed, are edited or deleted.
         *
         *     It gets a `POST` of JSON: `type` (`meeting.completed`, …), `timestamp`, and in `data` the `meeting_id`, the `title`
         *     while there is one, and `attempt`, `revision` or `failure`; never words of the meeting. Requests are signed after
         *     Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`) with the secret that this answer shows
         *     once. Anything but a 2xx within 15 seconds is tried again for about a day, under the same `webhook-id`.
         */
        post: operations["create_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Webhook
         * @description Delete a webhook of yours, with its log.
         */
        delete: operations["delete_webhook"];
        options?: never;
        head?: never;
        /**
         * Change Webhook
         * @description Choose other events for a webhook of yours, stop it, or start it again.
         */
        patch: operations["change_webhook"];
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Webhook
         * @description Have `webhook.test` sent to a webhook of yours, once. Its log tells how it went.
         */
        post: operations["test_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Deliveries
         * @description List what a webhook of yours was told in the last 14 days, newest first. Bodies of answers are not kept.
         */
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resend Delivery
         * @description Send something again at once, under the same `webhook-id`, whether it was delivered or not.
         */
        post: operations["resend_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List All Webhooks
         * @description List the webhooks of all accounts, newest first: whose, to which host, of what, and whether they work.
         */
        get: operations["list_all_webhooks"];
        put?: never;
        /**
         * Create Webhook Of All
         * @description Have an address told of everybody's meetings: ids and no titles, as long as you are an administrator.
         */
        post: operations["create_webhook_of_all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Any Webhook
         * @description Delete anybody's webhook, with its log.
         */
        delete: operations["delete_any_webhook"];
        options?: never;
        head?: never;
        /**
         * Switch Any Webhook
         * @description Disable anybody's webhook, which its owner cannot undo, or enable it again.
         */
        patch: operations["switch_any_webhook"];
        trace?: never;
    };
    "/api/v1/admin/webhooks/{webhook_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Any Deliveries
         * @description List what anybody's webhook was sent lately, newest first, and how it was answered: ids, no words.
         */
        get: operations["list_any_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live
         * @description Confirm that the process answers.
         */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready
         * @description Confirm that PostgreSQL and Redis answer and S3 takes objects; 503 names those that do not, and says why.
         *
         *     It also names the gateway's own receiver of recordings once that has not been heard of for 10 seconds.
         */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Access
         * @description Rights to a meeting, each including the one before.
         * @enum {string}
         */
        Access: "read" | "edit" | "owner";
        /** Account */
        Account: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Email */
            email: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Has Password
             * @description False for who signs in at the company's provider only
             */
            has_password: boolean;
            /**
             * Has Sign On
             * @description True for who has signed in at the company's provider
             */
            has_sign_on: boolean;
            /** Disabled At */
            disabled_at: string | null;
            /**
             * Seen At
             * @description Time at which a session was last begun or renewed
             */
            seen_at: string | null;
            /** @description Why its owner has to choose a password before signing in, if so */
            link: components["schemas"]["LinkKind"] | null;
            /**
             * Link Expires At
             * @description Time until which the link for that is good
             */
            link_expires_at: string | null;
            /**
             * Meetings
             * @description Meetings that are its own
             */
            meetings: number;
            /**
             * Has Second Factor
             * @description True if signing in asks for a code too
             */
            has_second_factor: boolean;
        };
        /** AccountChange */
        AccountChange: {
            role?: components["schemas"]["Role"] | null;
            /** Disabled */
            disabled?: boolean | null;
            /** @description With `disabled`: what becomes of its meetings; they stay as they are without it */
            belongings?: components["schemas"]["Belongings"] | null;
        };
        /**
         * Action
         * @enum {string}
         */
        Action: "login" | "logout" | "session_refresh" | "session_end" | "password_change" | "password_link_use" | "password_link_make" | "password_link_mail" | "second_factor_add" | "second_factor_remove" | "recovery_codes_make" | "accounts_read" | "account_register" | "account_create" | "account_rename" | "account_change" | "account_delete" | "account_export" | "keys_read" | "key_make" | "key_revoke" | "settings_change" | "meeting_create" | "meeting_open" | "meeting_change" | "meeting_delete" | "retention_change" | "recording_expire" | "meeting_expire" | "hold_set" | "hold_lift" | "holds_read" | "meeting_cancel" | "meeting_retry" | "upload_begin" | "upload_cancel" | "library_read" | "search" | "transcript_read" | "revision_read" | "manifest_read" | "recording_play" | "recording_export" | "meeting_export" | "transcript_edit" | "passage_transcribe" | "comments_read" | "comment_write" | "comment_change" | "comment_delete" | "tag_make" | "tag_change" | "tag_delete" | "meeting_tag" | "meeting_untag" | "share_add" | "share_change" | "share_end" | "groups_read" | "group_make" | "group_change" | "group_delete" | "group_join" | "group_leave" | "link_make" | "link_open" | "link_revoke" | "minutes_write" | "minutes_read" | "minutes_export" | "minutes_edit" | "minutes_delete" | "question_ask" | "answers_read" | "answers_delete" | "voice_enrol" | "voice_change" | "voice_delete" | "voice_listen" | "voice_register_read" | "voice_destroy" | "consent_withdraw" | "webhooks_read" | "webhook_make" | "webhook_change" | "webhook_delete" | "webhook_test" | "webhook_resend" | "operations_read" | "audit_read" | "audit_export" | "audit_check" | "audit_trim" | "erasures_read" | "erasure_complete" | "secrets_rotate";
        /**
         * Adopt
         * @description Take what the machine heard when the meeting was last processed, in place of everything edited before.
         */
        Adopt: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "adopt";
        };
        /**
         * AnswerFailure
         * @description Reasons why there is no answer; stable, so that a page can translate them.
         * @enum {string}
         */
        AnswerFailure: "language_unavailable" | "language_refused" | "answer_invalid" | "meaning_unavailable" | "storage_unavailable" | "interrupted" | "internal";
        /**
         * AnswerStage
         * @enum {string}
         */
        AnswerStage: "searching" | "waiting" | "writing";
        /** AnswersStatus */
        AnswersStatus: {
            /** @description State of the language service, which writes answers */
            language: components["schemas"]["LanguageState"];
            /**
             * Model
             * @description Model that answers; null while there is none
             */
            model: string | null;
            /**
             * Meaning
             * @description There is search by meaning; without it words are searched
             */
            meaning: boolean;
        };
        /** ApiToken */
        ApiToken: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            scope: components["schemas"]["TokenScope"];
            /**
             * Ending
             * @description Its last characters
             */
            ending: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Last Used At
             * @description To the minute; null if it was never used
             */
            last_used_at: string | null;
        };
        /** AuditCheck */
        AuditCheck: {
            /**
             * Entries
             * @description Entries that were read and are right
             */
            entries: number;
            /**
             * First Seq
             * @description Place of the oldest entry; those before it were removed by the retention
             */
            first_seq: number;
            /** Head Seq */
            head_seq: number;
            /**
             * Head Hash
             * @description Hash of the newest entry: keep it elsewhere, and compare
             */
            head_hash: string;
            /** @description None if the chain is whole */
            broken: components["schemas"]["AuditFault"] | null;
        };
        /** AuditFault */
        AuditFault: {
            /** @description In which way the chain is broken */
            fault: components["schemas"]["Fault"];
            /**
             * Seq
             * @description Place of the first entry that is missing or wrong
             */
            seq: number;
        };
        /**
         * AuditFormat
         * @enum {string}
         */
        AuditFormat: "jsonl" | "syslog";
        /** AuditLine */
        AuditLine: {
            /**
             * Seq
             * @description Place in the chain
             */
            seq: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            action: components["schemas"]["Action"];
            /** @description `denied`: not allowed, or not found, as strangers are told */
            result: components["schemas"]["Result"];
            /**
             * Status
             * @description Status of the answer; 0 for what was written with the change itself
             */
            status: number;
            /** Actor Id */
            actor_id: string | null;
            /** @description None for an account that is gone */
            actor?: components["schemas"]["AuditPerson"] | null;
            via: components["schemas"]["Via"];
            /**
             * Credential Id
             * @description Session, key or link that was used
             */
            credential_id: string | null;
            /**
             * Address
             * @description Address of the client
             */
            address: string;
            subject_kind: components["schemas"]["Subject"];
            /** Subject Id */
            subject_id: string | null;
            /** @description The account, if it is about one that exists */
            subject?: components["schemas"]["AuditPerson"] | null;
            /** Meeting Id */
            meeting_id: string | null;
            /** Details */
            details: {
                [key: string]: string | number | boolean | null;
            };
            /** Request Id */
            request_id: string;
        };
        /** AuditPage */
        AuditPage: {
            /**
             * Items
             * @description Newest first
             */
            items: components["schemas"]["AuditLine"][];
            /**
             * Before
             * @description Ask for older ones with this; None if there are none
             */
            before: number | null;
        };
        /** AuditPerson */
        AuditPerson: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Email */
            email: string;
        };
        /** Author */
        Author: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * BegunSecondFactor
         * @description The secret of an authenticator, which is shown this once.
         */
        BegunSecondFactor: {
            /**
             * Secret
             * @description In base 32, for who types it in
             */
            secret: string;
            /**
             * Address
             * @description The same as an address of `otpauth`, which authenticators read
             */
            address: string;
            qr: components["schemas"]["QrCode"];
        };
        /**
         * Belongings
         * @description Choice of what becomes of what an account owns.
         */
        Belongings: {
            /** @description `delete` them with their recordings, or `transfer` them to another account; left out where there should be none: `owns_meetings` if there are */
            meetings?: components["schemas"]["MeetingsFate"] | null;
            /**
             * Heir Id
             * @description The account that `transfer` gives them to
             */
            heir_id?: string | null;
        };
        /** Body_login */
        Body_login: {
            /** Grant Type */
            grant_type?: string | null;
            /** Username */
            username: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Scope
             * @default
             */
            scope: string;
            /** Client Id */
            client_id?: string | null;
            /**
             * Client Secret
             * Format: password
             */
            client_secret?: string | null;
        };
        /**
         * BuiltIn
         * @description The templates that the product brings.
         * @enum {string}
         */
        BuiltIn: "compte_rendu" | "releve_de_decisions" | "interview" | "support_call";
        /** Change */
        Change: {
            /** Id */
            id: number;
            kind: components["schemas"]["ChangeKind"];
            /** @description null for a model and for a deleted account */
            author: components["schemas"]["Author"] | null;
            before: components["schemas"]["ItemState"] | null;
            after: components["schemas"]["ItemState"] | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * ChangeKind
         * @enum {string}
         */
        ChangeKind: "added" | "edited" | "done" | "reopened" | "deleted" | "restored" | "rewritten";
        /**
         * Changes
         * @description The difference from the base to the revision: a client that has the base need not fetch the revision.
         */
        Changes: {
            /**
             * Speakers
             * @description All speakers
             */
            speakers: components["schemas"]["Speaker"][];
            /**
             * Segments
             * @description Segments that are new or changed
             */
            segments: components["schemas"]["Segment"][];
            /**
             * Previous
             * @description For each of them the id of the segment that comes before it; null for the first
             */
            previous: (number | null)[];
            /**
             * Removed
             * @description Ids of removed segments
             */
            removed: number[];
        };
        /**
         * Channels
         * @description The treatment of a recording with several channels.
         * @enum {string}
         */
        Channels: "mix" | "separate";
        /**
         * Claim
         * @description A sentence of an answer.
         */
        Claim: {
            /**
             * Position
             * @description Place in the answer, from 0
             */
            position: number;
            /**
             * Text
             * @description null if it is withheld
             */
            text: string | null;
            /**
             * Checked
             * @description The server has compared it with its evidence, and no doubt is left
             */
            checked: boolean;
            /**
             * Reasons
             * @description Reasons why it is not checked
             */
            reasons: (components["schemas"]["Doubt"] | components["schemas"]["ClaimReason"])[];
            /**
             * Withheld
             * @description It rests on a meeting that you may not read any more
             * @default false
             */
            withheld: boolean;
            /** Evidence */
            evidence: components["schemas"]["ClaimEvidence"][];
        };
        /** ClaimEvent */
        ClaimEvent: {
            /**
             * Position
             * @description Place in the answer, from 0
             */
            position: number;
            /**
             * Text
             * @description null if it is withheld
             */
            text: string | null;
            /**
             * Checked
             * @description The server has compared it with its evidence, and no doubt is left
             */
            checked: boolean;
            /**
             * Reasons
             * @description Reasons why it is not checked
             */
            reasons: (components["schemas"]["Doubt"] | components["schemas"]["ClaimReason"])[];
            /**
             * Withheld
             * @description It rests on a meeting that you may not read any more
             * @default false
             */
            withheld: boolean;
            /** Evidence */
            evidence: components["schemas"]["ClaimEvidence"][];
            /**
             * Event
             * @default claim
             * @constant
             */
            event: "claim";
        };
        /**
         * ClaimEvidence
         * @description A stretch of one speaker that a sentence rests on, as the transcript has it now.
         */
        ClaimEvidence: {
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Meeting Title */
            meeting_title: string;
            /**
             * Segment Ids
             * @description Ids of its segments in the transcript that was read
             */
            segment_ids: number[];
            /**
             * Start
             * @description Seconds from the start of the recording
             */
            start: number;
            /** End */
            end: number;
            /**
             * Speaker
             * @description Name for readers
             */
            speaker: string;
            /**
             * Quote
             * @description Words that were said there; empty if they are gone
             */
            quote: string;
        };
        /**
         * ClaimReason
         * @description Reasons why a sentence is not checked, beside those of minutes.
         * @enum {string}
         */
        ClaimReason: "changed";
        /**
         * ClipFormat
         * @enum {string}
         */
        ClipFormat: "m4a" | "mp3";
        /** CodeConfirmation */
        CodeConfirmation: {
            /**
             * Code
             * Format: password
             * @description Six digits of the authenticator, or one of the recovery codes
             */
            code: string;
        };
        /** Comment */
        Comment: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Author Name */
            author_name: string;
            /**
             * Own
             * @description You wrote it, and may change it
             */
            own: boolean;
            /** Start */
            start: number;
            /** End */
            end: number;
            /** Segments */
            segments: number[];
            /**
             * Second
             * @description Second of the recording at which its typing began, of a note made while recording; without `segments` until there is a transcript
             */
            second: number | null;
            /**
             * Text
             * @description Empty for a highlight alone
             */
            text: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Edited At
             * @description When its author last changed the text
             */
            edited_at: string | null;
        };
        /** CommentChange */
        CommentChange: {
            /**
             * Text
             * @description Empty for a highlight alone
             */
            text: string;
        };
        /** Company */
        Company: {
            /**
             * Revision
             * @description Number of the newest revision; 0 is what the machine heard
             */
            revision: number;
            /**
             * Comments
             * @description Changes whenever a comment is written, changed or deleted
             */
            comments: string;
            /**
             * People
             * @description Others who have the transcript open, by name
             */
            people: components["schemas"]["Person"][];
        };
        /** Consent */
        Consent: {
            /**
             * Text
             * @description How the person agreed, in the words of the account that noted it
             */
            text: string;
            /**
             * By
             * @description Name of the account that noted it
             */
            by: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * Contact
         * @description Somebody whom one shares meetings with already, either way, or who is in a group with one.
         */
        Contact: {
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
            /** Name */
            name: string;
            /**
             * Email
             * @description Null for who only shares with you: their address is not shown there either
             */
            email: string | null;
        };
        /** Contacts */
        Contacts: {
            /** People */
            people: components["schemas"]["Contact"][];
            /** Groups */
            groups: components["schemas"]["OwnGroup"][];
        };
        /** Conversation */
        Conversation: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Title
             * @description Empty before the first question, if none was given
             */
            title: string;
            scope: components["schemas"]["Scope"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** ConversationChange */
        ConversationChange: {
            /** Title */
            title: string;
        };
        /**
         * ConversationMessage
         * @description A question and its answer.
         */
        ConversationMessage: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Question */
            question: string;
            /**
             * Language
             * @description Language of question and answer
             */
            language: string;
            /** @description null while it is being answered */
            outcome: components["schemas"]["Outcome"] | null;
            failure: components["schemas"]["AnswerFailure"] | null;
            /**
             * Model
             * @description Model that wrote the answer; null if none did
             */
            model: string | null;
            /** Claims */
            claims: components["schemas"]["Claim"][];
            /**
             * Passages
             * @description Passages like the question where there is no sentence, best first; those edited since are gone
             */
            passages: components["schemas"]["FoundStretch"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Finished At */
            finished_at: string | null;
        };
        /** ConversationWithMessages */
        ConversationWithMessages: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Title
             * @description Empty before the first question, if none was given
             */
            title: string;
            scope: components["schemas"]["Scope"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Messages
             * @description Oldest first
             */
            messages: components["schemas"]["ConversationMessage"][];
        };
        /**
         * Deed
         * @description A short account for people of what a revision changed. The kind decides which fields are set.
         */
        Deed: {
            kind: components["schemas"]["DeedKind"];
            /**
             * Speaker
             * @description Speaker whose name or words they were
             */
            speaker?: string | null;
            /**
             * Into
             * @description Speaker who has them now
             */
            into?: string | null;
            /**
             * Before
             * @description Name or words before; null if there was no name
             */
            before?: string | null;
            /**
             * After
             * @description Name or words after; null if there is no name
             */
            after?: string | null;
            /**
             * Count
             * @description Number of segments that were reassigned or transcribed again
             */
            count?: number | null;
            /**
             * Words
             * @description Number of words, where only a part of a segment was reassigned
             */
            words?: number | null;
            /**
             * Language
             * @description Code of the language in which they were transcribed
             */
            language?: string | null;
            /**
             * Start
             * @description Place in the recording, in seconds
             */
            start?: number | null;
            /**
             * Revision
             * @description Number of the revision that was reverted, restored or superseded
             */
            revision?: number | null;
        };
        /**
         * DeedKind
         * @enum {string}
         */
        DeedKind: "machine" | "rename" | "merge" | "reassign" | "edit" | "split" | "join" | "revert" | "restore" | "adopt" | "transcribe" | "process";
        /** Delivery */
        Delivery: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            event: components["schemas"]["WebhookEvent"];
            /** Meeting Id */
            meeting_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            status: components["schemas"]["DeliveryStatus"];
            /**
             * Attempts
             * @description Attempts since it was made, or sent anew
             */
            attempts: number;
            /** Attempted At */
            attempted_at: string | null;
            /**
             * Next At
             * @description Time of the next attempt
             */
            next_at: string | null;
            /**
             * Milliseconds
             * @description Time that the last attempt took
             */
            milliseconds: number | null;
            /**
             * Answer Status
             * @description Status that the last attempt was answered
             */
            answer_status: number | null;
            /** @description Reason why it was answered none */
            error: components["schemas"]["DeliveryError"] | null;
        };
        /**
         * DeliveryError
         * @description Reasons why an attempt failed that was answered with no status.
         * @enum {string}
         */
        DeliveryError: "not_allowed" | "not_found" | "unreachable" | "insecure" | "timeout" | "broken" | "disabled";
        /**
         * DeliveryStatus
         * @enum {string}
         */
        DeliveryStatus: "waiting" | "delivered" | "failed";
        /**
         * DisabledReason
         * @enum {string}
         */
        DisabledReason: "owner" | "failing" | "gone" | "secret_lost" | "administrator";
        /** DoneEvent */
        DoneEvent: {
            /**
             * Event
             * @default done
             * @constant
             */
            event: "done";
            message: components["schemas"]["ConversationMessage"];
        };
        /**
         * Doubt
         * @description Reasons why a sentence is not checked; stable, so that a page can translate them.
         * @enum {string}
         */
        Doubt: "no_evidence" | "number_not_said" | "name_not_said" | "quote_not_said" | "little_shared" | "other_language" | "due_not_said" | "owner_not_heard" | "translated" | "orders_model";
        /** Edit */
        Edit: {
            /**
             * Base
             * @description Number of the revision that the edit is based on
             */
            base: number;
            /**
             * Edit Id
             * Format: uuid
             * @description Chosen by the client; an edit that is sent again is done once
             */
            edit_id: string;
            /** Operation */
            operation: components["schemas"]["RenameSpeaker"] | components["schemas"]["MergeSpeakers"] | components["schemas"]["Reassign"] | components["schemas"]["EditText"] | components["schemas"]["Join"] | components["schemas"]["Revert"] | components["schemas"]["Restore"] | components["schemas"]["Adopt"];
        };
        /**
         * EditText
         * @description New words for what was said. Words that stay keep their times; segments left without words are removed.
         *
         *     With `passages`, a segment inside which a line of the text ends is cut there; without, line breaks are spaces.
         */
        EditText: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "edit";
            /**
             * Segments
             * @description In order; the text is that of all together
             */
            segments: number[];
            /** Text */
            text: string;
            /**
             * Passages
             * @description Each line of the text but the first begins a passage
             */
            passages?: boolean | null;
        };
        /**
         * Erased
         * @description Kinds of things that a receipt is about.
         * @enum {string}
         */
        Erased: "meeting" | "voice" | "recording" | "account";
        /** ErasurePage */
        ErasurePage: {
            /**
             * Items
             * @description Newest first
             */
            items: components["schemas"]["Receipt"][];
            /**
             * Waiting
             * @description Deletions, of all that one may see, after which stores are still to be compacted
             */
            waiting: number;
        };
        /** ErrorEvent */
        ErrorEvent: {
            /**
             * Event
             * @default error
             * @constant
             */
            event: "error";
            code: components["schemas"]["AnswerFailure"];
            /**
             * Message
             * @description One sentence for people, in English
             */
            message: string;
        };
        /**
         * Evidence
         * @description A segment that an item rests on.
         */
        Evidence: {
            /**
             * Segment
             * @description Id of the segment in the transcript that the item was written from
             */
            segment: number;
            /** Start */
            start: number;
            /** End */
            end: number;
            /**
             * Speaker
             * @description Name for readers
             */
            speaker: string;
        };
        /**
         * ExportFormat
         * @enum {string}
         */
        ExportFormat: "txt" | "srt" | "vtt" | "md" | "json" | "rttm" | "docx" | "pdf";
        /** FailedJob */
        FailedJob: {
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            owner: components["schemas"]["JobOwner"];
            failure: components["schemas"]["Failure"] | null;
            /** Size Bytes */
            size_bytes: number;
            /** Ended At */
            ended_at: string | null;
            /**
             * Can Retry
             * @description False where there is no recording to process
             */
            can_retry: boolean;
        };
        /**
         * Failure
         * @description The reason why a job failed.
         */
        Failure: {
            code: components["schemas"]["FailureCode"];
            /** Message */
            message: string;
        };
        /**
         * FailureCode
         * @description Stable codes for the reason why a job failed; the front end translates them.
         * @enum {string}
         */
        FailureCode: "unreadable_media" | "no_audio" | "too_long" | "too_many_channels" | "source_missing" | "out_of_memory" | "disk_full" | "conversion_interrupted" | "storage_unavailable" | "worker_lost" | "passage_edited" | "invalid_job" | "internal";
        /**
         * Fault
         * @description Ways in which a chain is broken.
         * @enum {string}
         */
        Fault: "missing" | "changed" | "moved" | "cut_off" | "trimmed" | "unexpected" | "unconfirmed";
        /** FieldProblem */
        FieldProblem: {
            /** Field */
            field: string;
            /** Message */
            message: string;
        };
        /** FoundPassage */
        FoundPassage: {
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Title */
            title: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Held At
             * Format: date-time
             */
            held_at: string;
            /** @description Found by words, by meaning, or by both */
            kind: components["schemas"]["PassageKind"];
            /** @description The sentence that answers best, with its second */
            best: components["schemas"]["SaidLine"];
            /**
             * Lines
             * @description All sentences of the passage
             */
            lines: components["schemas"]["SaidLine"][];
        };
        /** FoundPassages */
        FoundPassages: {
            /**
             * Items
             * @description Best first
             */
            items: components["schemas"]["FoundPassage"][];
            /**
             * Waiting
             * @description Meetings of the search that have no vectors yet; full text finds them already
             */
            waiting: number;
        };
        /**
         * FoundStretch
         * @description A passage that was found, as consecutive words of the transcript.
         */
        FoundStretch: {
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Meeting Title */
            meeting_title: string;
            /**
             * Held At
             * Format: date-time
             */
            held_at: string;
            /** Segment Ids */
            segment_ids: number[];
            /**
             * Start
             * @description Seconds from the start of the recording
             */
            start: number;
            /** End */
            end: number;
            /**
             * Speaker
             * @description Name of the first speaker, for readers
             */
            speaker: string;
            /** Text */
            text: string;
        };
        /** Fragment */
        Fragment: {
            /** Text */
            text: string;
            /**
             * Found
             * @description True for words that were searched for
             */
            found: boolean;
        };
        /**
         * Group
         * @description A group as administrators see it.
         */
        Group: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Members
             * @description Number of accounts in it
             */
            members: number;
            /**
             * Sign On Group
             * @description Group of the company's OpenID provider whose people join at each sign-on, and leave
             */
            sign_on_group: string | null;
            /**
             * Meetings
             * @description Number of meetings that are shared with it
             */
            meetings: number;
        };
        /**
         * GroupChange
         * @description A change of a group. `sign_on_group` null ends that the provider fills the group; left out, it stays.
         */
        GroupChange: {
            /** Name */
            name?: string | null;
            /** Sign On Group */
            sign_on_group?: string | null;
        };
        /** GroupShare */
        GroupShare: {
            /**
             * Group Id
             * Format: uuid
             */
            group_id: string;
            /** Name */
            name: string;
            /**
             * Members
             * @description Number of accounts in the group
             */
            members: number;
            permission: components["schemas"]["Permission"];
        };
        /** GuestLink */
        GuestLink: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string | null;
            /** Exports */
            exports: boolean;
            /** Has Password */
            has_password: boolean;
            /**
             * Is Locked
             * @description True if wrong passwords were tried too often: it opens nothing any more
             */
            is_locked: boolean;
            /**
             * Uses
             * @description Times that it was opened
             */
            uses: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Last Used At */
            last_used_at: string | null;
        };
        /** GuestLinkUse */
        GuestLinkUse: {
            /**
             * Token
             * Format: password
             * @description What stands behind the `#` of the link
             */
            token: string;
            /** Password */
            password?: string | null;
        };
        /** GuestLinks */
        GuestLinks: {
            /**
             * Allowed
             * @description False if links are switched off on this instance; then none opens anything
             */
            allowed: boolean;
            /**
             * Links
             * @description Newest first, expired ones included
             */
            links: components["schemas"]["GuestLink"][];
        };
        /**
         * GuestMeeting
         * @description All that a link tells of its meeting, beside the transcript and the sound.
         */
        GuestMeeting: {
            /**
             * Link Id
             * Format: uuid
             */
            link_id: string;
            /** Title */
            title: string;
            /**
             * Held At
             * Format: date-time
             */
            held_at: string;
            /**
             * Duration
             * @description Seconds
             */
            duration: number | null;
            /** Language */
            language: string | null;
            /** Has Recording */
            has_recording: boolean;
            /** Exports */
            exports: boolean;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /** HeardPerson */
        HeardPerson: {
            /**
             * Name
             * @description null if the voice is unknown
             */
            name: string | null;
            /**
             * Number
             * @description Number by which an unnamed speaker is shown, from 1; 0 for some who have a name
             */
            number: number;
        };
        /**
         * HeldMeeting
         * @description A meeting under a legal hold; administrators see its id and its owner, no title.
         */
        HeldMeeting: {
            /** Reason */
            reason: string;
            /**
             * By
             * @description Name of the administrator who set it
             */
            by: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Owner Name */
            owner_name: string;
        };
        /** Hold */
        Hold: {
            /** Reason */
            reason: string;
            /**
             * By
             * @description Name of the administrator who set it
             */
            by: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * IdentificationPolicy
         * @description The instance's use of enrolled voices.
         * @enum {string}
         */
        IdentificationPolicy: "on" | "off" | "never";
        /** IdentificationState */
        IdentificationState: {
            /** @description `on`: speakers are compared with enrolled voices unless you decline; `off`: only where you ask for it; `never`: not at all */
            policy: components["schemas"]["IdentificationPolicy"];
        };
        /**
         * InstanceChange
         * @description Settings that are not sent stay as they are.
         */
        InstanceChange: {
            /** Registration Open */
            registration_open?: boolean | null;
            /**
             * Registration Contact
             * @description An empty text names nobody
             */
            registration_contact?: string | null;
            /**
             * Guest Links
             * @description False ends all links at once, as long as it is
             */
            guest_links?: boolean | null;
            /** Minutes For All */
            minutes_for_all?: boolean | null;
            identification?: components["schemas"]["IdentificationPolicy"] | null;
            /** Recording Days */
            recording_days?: number | null;
            /** Transcript Days */
            transcript_days?: number | null;
            /** Max Recording Days */
            max_recording_days?: number | null;
            /** Max Transcript Days */
            max_transcript_days?: number | null;
        };
        /** InstanceSettings */
        InstanceSettings: {
            /**
             * Registration Open
             * @description True if strangers may create an account
             */
            registration_open: boolean;
            /**
             * Registration Contact
             * @description Whom people without an account are told to ask for one
             */
            registration_contact: string | null;
            /**
             * Guest Links
             * @description True if owners may make links for people without an account
             */
            guest_links: boolean;
            /**
             * Minutes For All
             * @description True if minutes of each new meeting are written, unless its owner does not want them
             */
            minutes_for_all: boolean;
            /** @description `on`: speakers are compared with enrolled voices unless the uploader declines; `off`: only where one asks for it; `never`: not at all, and no voice is enrolled */
            identification: components["schemas"]["IdentificationPolicy"];
            /**
             * Recording Days
             * @description Days after the upload for which recordings are kept; 0 for ever
             */
            recording_days: number;
            /**
             * Transcript Days
             * @description Days for which transcripts are kept, and meetings with them; 0 for ever
             */
            transcript_days: number;
            /**
             * Max Recording Days
             * @description Most days that an owner may choose for a recording; 0 for any
             */
            max_recording_days: number;
            /**
             * Max Transcript Days
             * @description Most days that an owner may choose for a transcript; 0 for any
             */
            max_transcript_days: number;
        };
        /** Item */
        Item: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Section */
            section: string;
            /** Text */
            text: string;
            /**
             * Owner
             * @description Who is to do it; null if nobody was named
             */
            owner: string | null;
            /**
             * Due
             * @description Until when, as it was said
             */
            due: string | null;
            /**
             * Due Date
             * @description The day that means, where it is certain
             */
            due_date: string | null;
            /** Done */
            done: boolean;
            /**
             * Start
             * @description Second at which it can be heard
             */
            start: number | null;
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
            /**
             * Doubts
             * @description Reasons why it could not be checked; empty if it was
             */
            doubts: components["schemas"]["Doubt"][];
            /**
             * Checked
             * @description The evidence was compared with it, and no doubt is left
             */
            checked: boolean;
            /**
             * Stale
             * @description Segments that it rests on were changed since it was written
             */
            stale: boolean;
            /** @description Person who wrote or changed it; null for what a model wrote */
            written_by: components["schemas"]["Author"] | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * ItemChange
         * @description Fields that are not sent stay as they are.
         */
        ItemChange: {
            /** Text */
            text?: string | null;
            /** Owner */
            owner?: string | null;
            /** Due */
            due?: string | null;
            /** Due Date */
            due_date?: string | null;
            /** Done */
            done?: boolean | null;
        };
        /**
         * ItemState
         * @description The fields of an item that people can change, as history keeps them.
         */
        ItemState: {
            /** Text */
            text: string;
            /** Owner */
            owner?: string | null;
            /** Due */
            due?: string | null;
            /** Due Date */
            due_date?: string | null;
            /**
             * Done
             * @default false
             */
            done: boolean;
        };
        /** Job */
        Job: {
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            owner: components["schemas"]["JobOwner"];
            status: components["schemas"]["MeetingStatus"];
            stage: components["schemas"]["Stage"] | null;
            /** Fraction */
            fraction: number;
            /** Size Bytes */
            size_bytes: number;
            /**
             * Duration
             * @description Seconds of the recording, once it is known
             */
            duration: number | null;
            /**
             * Asked At
             * Format: date-time
             * @description Time at which it began to wait
             */
            asked_at: string;
            /**
             * Handed Over At
             * @description Time at which the workers were given it
             */
            handed_over_at: string | null;
            /**
             * Started At
             * @description Time at which a worker began with it
             */
            started_at: string | null;
            /**
             * Is Next
             * @description True for the job whose turn is next
             */
            is_next: boolean;
        };
        /** JobOwner */
        JobOwner: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * Join
         * @description The segments go on with what was said before them: given to that speaker, as one passage.
         */
        Join: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "join";
            /**
             * Segments
             * @description In order; those of one passage
             */
            segments: number[];
        };
        /** Language */
        Language: {
            state: components["schemas"]["LanguageState"];
            /**
             * Model
             * @description Model that writes; null while the service does not answer
             */
            model: string | null;
            /**
             * Writers
             * @description Writers that are present; without one, minutes wait
             */
            writers: number;
        };
        /**
         * LanguageState
         * @enum {string}
         */
        LanguageState: "off" | "ready" | "unreachable";
        /**
         * Leaving
         * @description The proof that the owner of an account means to delete it.
         */
        Leaving: {
            /**
             * Current Password
             * @description Of an account that has a password
             */
            current_password?: string | null;
            /**
             * Email
             * @description The address of the account, typed, if it has no password
             */
            email?: string | null;
        };
        /**
         * LinkKind
         * @description Reasons to choose a password by a link.
         * @enum {string}
         */
        LinkKind: "invitation" | "password_reset";
        /** LinkMail */
        LinkMail: {
            /**
             * Token
             * Format: password
             * @description What stands behind the `#` of the link
             */
            token: string;
            /** @description Language of the mail */
            language: components["schemas"]["MailLanguage"];
        };
        /** LinkQuery */
        LinkQuery: {
            /**
             * Token
             * Format: password
             * @description What stands behind the `#` of the link
             */
            token: string;
        };
        /** LinkUse */
        LinkUse: {
            /**
             * Token
             * Format: password
             * @description What stands behind the `#` of the link
             */
            token: string;
            /**
             * Password
             * Format: password
             * @description 8 characters or more, and not easily guessed
             */
            password: string;
            /**
             * Name
             * @description Another name than the one in the invitation
             */
            name?: string | null;
        };
        /** ListedMeeting */
        ListedMeeting: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /**
             * Filename
             * @description Name of the recording, or of the transcript imported without one, as uploaded
             */
            filename: string;
            /** Content Type */
            content_type: string;
            /** Size Bytes */
            size_bytes: number;
            /** @description `completed` too where the last attempt failed and an earlier result stands */
            status: components["schemas"]["MeetingStatus"];
            stage: components["schemas"]["Stage"] | null;
            /**
             * Fraction
             * @description Share of the work that is done, from 0 to 1
             */
            fraction: number;
            /** Eta Seconds */
            eta_seconds: number | null;
            /**
             * Duration
             * @description Length of the recording in seconds, once known
             */
            duration: number | null;
            /** Language */
            language: string | null;
            /**
             * Speakers
             * @description Number of people heard
             */
            speakers: number | null;
            /**
             * Attempt
             * @description Number of the latest attempt at processing
             */
            attempt: number;
            /** @description State of the latest attempt */
            attempt_status: components["schemas"]["MeetingStatus"];
            /**
             * Result Attempt
             * @description Attempt whose transcript is read, also while a later one runs; null while there is none
             */
            result_attempt: number | null;
            /**
             * Imported
             * @description True if the transcript was not made here but imported
             */
            imported: boolean;
            /**
             * Has Recording
             * @description False for a transcript imported without its recording: nothing to play
             */
            has_recording: boolean;
            /**
             * On Hold
             * @description True while a legal hold keeps it from being deleted
             */
            on_hold: boolean;
            options: components["schemas"]["ProcessingOptions"];
            /** @description The passage, if the latest attempt transcribes only one; null once that is in the transcript */
            passage: components["schemas"]["PassageState"] | null;
            /** @description Reason why the latest attempt failed */
            failure: components["schemas"]["Failure"] | null;
            /**
             * Held At
             * Format: date-time
             * @description When it took place: when it was uploaded, unless somebody said otherwise
             */
            held_at: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /** @description Rights of the signed-in user */
            permission: components["schemas"]["Access"];
            /** Owner Name */
            owner_name: string;
            /**
             * Shares
             * @description Number of people whom its owner shares it with, one by one
             */
            shares: number;
            /**
             * Groups
             * @description Names of the groups that its owner shares it with
             */
            groups: string[];
            /**
             * Tags
             * @description Your tags on it, and those that its owner shows
             */
            tags: components["schemas"]["MeetingTag"][];
            /** @description null while there is no transcript that can be searched */
            opening: components["schemas"]["Opening"] | null;
            /**
             * Matches
             * @description Best sentences for `q`, in the order in which they were said
             */
            matches: components["schemas"]["Match"][];
            /**
             * Match Count
             * @description Number of sentences that match `q`
             */
            match_count: number;
        };
        /** ListedSpeaker */
        ListedSpeaker: {
            /** Name */
            name: string;
            /**
             * Meetings
             * @description Number of meetings in which they are heard
             */
            meetings: number;
        };
        /** ListedTemplate */
        ListedTemplate: {
            /** Id */
            id: components["schemas"]["BuiltIn"] | string;
            template: components["schemas"]["Template"];
            /**
             * Shared
             * @description Everybody here may use it
             */
            shared: boolean;
            /**
             * Own
             * @description You made it, so you may change it
             */
            own: boolean;
        };
        /** Live */
        Live: {
            /**
             * Status
             * @default live
             * @constant
             */
            status: "live";
        };
        /** MadeApiToken */
        MadeApiToken: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            scope: components["schemas"]["TokenScope"];
            /**
             * Ending
             * @description Its last characters
             */
            ending: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Last Used At
             * @description To the minute; null if it was never used
             */
            last_used_at: string | null;
            /**
             * Token
             * @description The token itself, which is shown this once
             */
            token: string;
        };
        /**
         * MadeGuestLink
         * @description A link that was just made. Its address is shown this once.
         */
        MadeGuestLink: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string | null;
            /** Exports */
            exports: boolean;
            /** Has Password */
            has_password: boolean;
            /**
             * Is Locked
             * @description True if wrong passwords were tried too often: it opens nothing any more
             */
            is_locked: boolean;
            /**
             * Uses
             * @description Times that it was opened
             */
            uses: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Last Used At */
            last_used_at: string | null;
            /** Url */
            url: string;
        };
        /**
         * MadeLink
         * @description A link to choose a password, which is shown this once.
         */
        MadeLink: {
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
            kind: components["schemas"]["LinkKind"];
            /**
             * Url
             * @description The link; whoever has it chooses the password
             */
            url: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /** MadeWebhook */
        MadeWebhook: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Url */
            url: string;
            /** Events */
            events: components["schemas"]["WebhookEvent"][];
            /**
             * Everyone
             * @description Whether it is told of everybody's meetings, without their titles
             */
            everyone: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Failing Since
             * @description First failure since something was delivered
             */
            failing_since: string | null;
            /** Disabled At */
            disabled_at: string | null;
            disabled_reason: components["schemas"]["DisabledReason"] | null;
            /**
             * Secret
             * @description Signs what is sent (whsec_…); it is shown this once
             */
            secret: string;
        };
        /**
         * MailLanguage
         * @enum {string}
         */
        MailLanguage: "en" | "fr";
        /**
         * Manifest
         * @description The record of how a transcript was made: recording, options, models, stages.
         */
        Manifest: {
            /**
             * Schema Version
             * @default 1
             * @constant
             */
            schema_version: 1;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Attempt */
            attempt: number;
            /** Profile */
            profile: string;
            recording: components["schemas"]["Recording"];
            options: components["schemas"]["ProcessingOptions"];
            models: components["schemas"]["Models"];
            /** Stages */
            stages: components["schemas"]["StageRecord"][];
            /**
             * Warnings
             * @default []
             */
            warnings: components["schemas"]["RecordingWarning"][];
        };
        /**
         * Match
         * @description A sentence that was found. Its fragments, one after the other, are the whole sentence.
         */
        Match: {
            /**
             * Start
             * @description Seconds from the start of the recording
             */
            start: number;
            /**
             * Speaker
             * @description Name of the speaker; null if the voice is unknown
             */
            speaker: string | null;
            /**
             * Speaker Number
             * @description Number by which an unnamed speaker is shown, from 1; 0 if unknown
             */
            speaker_number: number;
            /** Fragments */
            fragments: components["schemas"]["Fragment"][];
        };
        /** Me */
        Me: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Email */
            email: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Has Password
             * @description False for who signs in at the company's provider only
             */
            has_password: boolean;
            /**
             * Has Sign On
             * @description True for who has signed in at the company's provider
             */
            has_sign_on: boolean;
            /**
             * Needs Second Factor
             * @description True for who has to set up a second factor before anything else; all else is answered 403 `second_factor_missing`
             */
            needs_second_factor: boolean;
        };
        /** Meeting */
        Meeting: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /**
             * Filename
             * @description Name of the recording, or of the transcript imported without one, as uploaded
             */
            filename: string;
            /** Content Type */
            content_type: string;
            /** Size Bytes */
            size_bytes: number;
            /** @description `completed` too where the last attempt failed and an earlier result stands */
            status: components["schemas"]["MeetingStatus"];
            stage: components["schemas"]["Stage"] | null;
            /**
             * Fraction
             * @description Share of the work that is done, from 0 to 1
             */
            fraction: number;
            /** Eta Seconds */
            eta_seconds: number | null;
            /**
             * Duration
             * @description Length of the recording in seconds, once known
             */
            duration: number | null;
            /** Language */
            language: string | null;
            /**
             * Speakers
             * @description Number of people heard
             */
            speakers: number | null;
            /**
             * Attempt
             * @description Number of the latest attempt at processing
             */
            attempt: number;
            /** @description State of the latest attempt */
            attempt_status: components["schemas"]["MeetingStatus"];
            /**
             * Result Attempt
             * @description Attempt whose transcript is read, also while a later one runs; null while there is none
             */
            result_attempt: number | null;
            /**
             * Imported
             * @description True if the transcript was not made here but imported
             */
            imported: boolean;
            /**
             * Has Recording
             * @description False for a transcript imported without its recording: nothing to play
             */
            has_recording: boolean;
            /**
             * On Hold
             * @description True while a legal hold keeps it from being deleted
             */
            on_hold: boolean;
            options: components["schemas"]["ProcessingOptions"];
            /** @description The passage, if the latest attempt transcribes only one; null once that is in the transcript */
            passage: components["schemas"]["PassageState"] | null;
            /** @description Reason why the latest attempt failed */
            failure: components["schemas"]["Failure"] | null;
            /**
             * Held At
             * Format: date-time
             * @description When it took place: when it was uploaded, unless somebody said otherwise
             */
            held_at: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /** @description Rights of the signed-in user */
            permission: components["schemas"]["Access"];
            /** Owner Name */
            owner_name: string;
            /**
             * Shares
             * @description Number of people whom its owner shares it with, one by one
             */
            shares: number;
            /**
             * Groups
             * @description Names of the groups that its owner shares it with
             */
            groups: string[];
            /**
             * Tags
             * @description Your tags on it, and those that its owner shows
             */
            tags: components["schemas"]["MeetingTag"][];
        };
        /** MeetingChange */
        MeetingChange: {
            /** Title */
            title?: string | null;
            /**
             * Held At
             * @description When it took place
             */
            held_at?: string | null;
        };
        /**
         * MeetingHolder
         * @enum {string}
         */
        MeetingHolder: "me" | "others";
        /** MeetingRetention */
        MeetingRetention: {
            /**
             * Recording Days
             * @description Days that its owner chose; 0 for ever, null as the instance
             */
            recording_days: number | null;
            /**
             * Transcript Days
             * @description The same of the transcript, with which the meeting goes
             */
            transcript_days: number | null;
            /**
             * Usual Recording Days
             * @description Days of the instance; 0 for ever
             */
            usual_recording_days: number;
            /** Usual Transcript Days */
            usual_transcript_days: number;
            /**
             * Max Recording Days
             * @description Most days that the owner may choose; 0 for any
             */
            max_recording_days: number;
            /** Max Transcript Days */
            max_transcript_days: number;
            /**
             * Recording Until
             * @description Time at which the recording is deleted; null if it is not
             */
            recording_until: string | null;
            /**
             * Transcript Until
             * @description Time at which the meeting is deleted; null if it is not
             */
            transcript_until: string | null;
            /** Recording Deleted At */
            recording_deleted_at: string | null;
            /** @description The legal hold that keeps the meeting from being deleted, by anybody */
            hold: components["schemas"]["Hold"] | null;
        };
        /**
         * MeetingSort
         * @enum {string}
         */
        MeetingSort: "newest" | "oldest" | "title" | "longest";
        /**
         * MeetingStatus
         * @enum {string}
         */
        MeetingStatus: "queued" | "processing" | "completed" | "failed" | "cancelled";
        /**
         * MeetingTag
         * @description A tag on a meeting.
         */
        MeetingTag: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            color: components["schemas"]["TagColor"];
            /**
             * Own
             * @description False for a tag of the meeting's owner, who shows it to you
             */
            own: boolean;
        };
        /**
         * MeetingsFate
         * @description Choices of what becomes of the meetings of an account that goes.
         * @enum {string}
         */
        MeetingsFate: "delete" | "transfer";
        /** Member */
        Member: {
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
            /** Name */
            name: string;
            /** Email */
            email: string;
            /** Disabled */
            disabled: boolean;
            /**
             * By Sign On
             * @description True for who is in it because the company's provider says so
             */
            by_sign_on: boolean;
        };
        /**
         * Memory
         * @description Bytes in use around one model: on the card with CUDA, the resident set of the process on CPU.
         */
        Memory: {
            /** Before */
            before: number;
            /** Peak */
            peak: number;
            /** After */
            after: number;
        };
        /**
         * MergeSpeakers
         * @description Two voices belong to one person: everything that one said becomes the other's.
         */
        MergeSpeakers: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "merge";
            /** Speaker */
            speaker: string;
            /** Into */
            into: string;
        };
        /** Minutes */
        Minutes: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            template: components["schemas"]["Template"];
            /** Language */
            language: string | null;
            /**
             * Revision
             * @description Revision of the transcript that they rest on; null is the machine's
             */
            revision: number | null;
            /**
             * Model
             * @description Model that wrote them
             */
            model: string | null;
            status: components["schemas"]["MeetingStatus"];
            stage: components["schemas"]["MinutesStage"] | null;
            /** Fraction */
            fraction: number;
            /** Eta Seconds */
            eta_seconds: number | null;
            failure: components["schemas"]["MinutesFailure"] | null;
            /** Attempt */
            attempt: number;
            author: components["schemas"]["Author"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Finished At */
            finished_at: string | null;
            /** Items */
            items: components["schemas"]["Item"][];
        };
        /**
         * MinutesFailure
         * @description Stable codes for the reason why minutes were not written.
         * @enum {string}
         */
        MinutesFailure: "language_unavailable" | "language_refused" | "nothing_said" | "transcript_missing" | "storage_unavailable" | "writer_lost" | "internal";
        /**
         * MinutesStage
         * @description The stages of a job, in the order in which they run.
         * @enum {string}
         */
        MinutesStage: "read" | "wait" | "write" | "merge" | "store";
        /**
         * MinutesState
         * @description Minutes without their items.
         */
        MinutesState: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            template: components["schemas"]["Template"];
            /** Language */
            language: string | null;
            /**
             * Revision
             * @description Revision of the transcript that they rest on; null is the machine's
             */
            revision: number | null;
            /**
             * Model
             * @description Model that wrote them
             */
            model: string | null;
            status: components["schemas"]["MeetingStatus"];
            stage: components["schemas"]["MinutesStage"] | null;
            /** Fraction */
            fraction: number;
            /** Eta Seconds */
            eta_seconds: number | null;
            failure: components["schemas"]["MinutesFailure"] | null;
            /** Attempt */
            attempt: number;
            author: components["schemas"]["Author"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Finished At */
            finished_at: string | null;
        };
        /**
         * ModelUse
         * @description One stay of a model in memory.
         */
        ModelUse: {
            /** Model */
            model: string;
            /**
             * Loaded At
             * Format: date-time
             */
            loaded_at: string;
            /**
             * Released At
             * Format: date-time
             */
            released_at: string;
            /** Load Seconds */
            load_seconds: number;
            memory: components["schemas"]["Memory"];
        };
        /**
         * Models
         * @description Names of the models that made the transcript.
         */
        Models: {
            /** Diarization */
            diarization: string;
            /** Identification */
            identification: string;
            /** Transcription */
            transcription: string;
        };
        /** NewAccount */
        NewAccount: {
            /**
             * Email
             * Format: email
             */
            email: string;
            /** Name */
            name: string;
            /** @default user */
            role: components["schemas"]["Role"];
        };
        /** NewApiToken */
        NewApiToken: {
            /**
             * Name
             * @description The program that it is for, as its owner calls it
             */
            name: string;
            /**
             * Days
             * @description Days until it expires
             * @default 90
             */
            days: number;
            /**
             * @description What it opens: `read`, `write` (which reads too), `admin` (all, for administrators), or `mcp`, which is `/api/mcp` alone
             * @default mcp
             */
            scope: components["schemas"]["TokenScope"];
        };
        /**
         * NewComment
         * @description A comment on words: those of these segments that are said in this time.
         *
         *     Where the first and the last of several segments speak at once, `start` bounds the first and `end` the last: the
         *     end may be before the start then.
         */
        NewComment: {
            /**
             * Start
             * @description Where the first word begins, in seconds from the start of the recording
             */
            start: number;
            /**
             * End
             * @description Where the last word ends
             */
            end: number;
            /**
             * Segments
             * @description Ids of the segments, in order; of a part that was cut off a segment, its `part_of`
             */
            segments: number[];
            /**
             * Text
             * @description Empty for a highlight alone
             * @default
             */
            text: string;
        };
        /** NewConversation */
        NewConversation: {
            scope?: components["schemas"]["Scope"];
            /**
             * Title
             * @description The first question if not given
             */
            title?: string | null;
        };
        /** NewGroup */
        NewGroup: {
            /** Name */
            name: string;
            /** Sign On Group */
            sign_on_group?: string | null;
        };
        /** NewGuestLink */
        NewGuestLink: {
            /**
             * Name
             * @description For whom it is, as a note for yourself
             */
            name?: string | null;
            /**
             * Days
             * @description Days for which it is good
             * @default 7
             */
            days: number;
            /**
             * Exports
             * @description Whoever has it may also download the transcript as a file
             * @default false
             */
            exports: boolean;
            /**
             * Password
             * @description Asked for before anything is shown: 8 characters or more, and not easily guessed
             */
            password?: string | null;
        };
        /** NewHold */
        NewHold: {
            /**
             * Reason
             * @description Shown to whoever may read the meeting; not in the audit log
             */
            reason: string;
        };
        /** NewItem */
        NewItem: {
            /**
             * Section
             * @description Key of a section of the template
             */
            section: string;
            /** Text */
            text: string;
            /** Owner */
            owner?: string | null;
            /** Due */
            due?: string | null;
            /** Due Date */
            due_date?: string | null;
            /**
             * Start
             * @description Second of the recording that it rests on
             */
            start?: number | null;
        };
        /** NewMinutes */
        NewMinutes: {
            /**
             * Template
             * @description A template of the product, or the id of one that a user made
             * @default compte_rendu
             */
            template: components["schemas"]["BuiltIn"] | string;
            /**
             * Language
             * @description Language to write in; the meeting's if not given
             */
            language?: string | null;
        };
        /** NewQuestion */
        NewQuestion: {
            /** Question */
            question: string;
            /**
             * Language
             * @description Language of the answer; the question's if left out
             */
            language?: string | null;
        };
        /** NewShare */
        NewShare: {
            /**
             * Email
             * @description E-mail address of an account of this instance
             */
            email?: string | null;
            /**
             * User Id
             * @description Instead of an address: somebody of `GET /contacts`
             */
            user_id?: string | null;
            /** @default read */
            permission: components["schemas"]["Permission"];
        };
        /** NewTag */
        NewTag: {
            /** Name */
            name: string;
            /** @default gray */
            color: components["schemas"]["TagColor"];
            /**
             * Shared
             * @description Show it to those whom your meetings are shared with
             * @default false
             */
            shared: boolean;
        };
        /** NewTemplate */
        NewTemplate: {
            template: components["schemas"]["Template"];
            /**
             * Shared
             * @description Whether everybody here may use it
             * @default false
             */
            shared: boolean;
        };
        /** NewUser */
        NewUser: {
            /**
             * Email
             * Format: email
             */
            email: string;
            /**
             * Password
             * Format: password
             * @description 8 characters or more, and not easily guessed
             */
            password: string;
            /** Name */
            name: string;
            /**
             * Setup Code
             * @description Makes the account the administrator's, while there is none; left out by others
             */
            setup_code?: string | null;
        };
        /** NewWebhook */
        NewWebhook: {
            /**
             * Name
             * @description The program behind it, as its owner calls it
             */
            name: string;
            /**
             * Url
             * @description Address that is posted to; https, unless http is allowed
             */
            url: string;
            /**
             * Events
             * @description What it is told of
             * @default [
             *       "completed",
             *       "failed",
             *       "edited",
             *       "deleted"
             *     ]
             */
            events: ("completed" | "failed" | "edited" | "deleted")[];
        };
        /** Notices */
        Notices: {
            /**
             * Available
             * @description False where the operator has set no mail server
             */
            available: boolean;
            /** Mail */
            mail: boolean;
            language: components["schemas"]["MailLanguage"];
        };
        /** NoticesChange */
        NoticesChange: {
            /**
             * Mail
             * @description Whether a mail comes when a meeting of yours is ready or has failed
             */
            mail: boolean;
            /** @description Language of those mails */
            language: components["schemas"]["MailLanguage"];
        };
        /** OpenSession */
        OpenSession: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Device
             * @description The User-Agent of its client; empty if it said nothing
             */
            device: string;
            /**
             * Address
             * @description Address that it was last renewed from; empty for one from before this was kept
             */
            address: string;
            /**
             * Began At
             * Format: date-time
             */
            began_at: string;
            /**
             * Last Used At
             * Format: date-time
             * @description Last time it was begun or renewed, which clients do every few minutes
             */
            last_used_at: string;
            /**
             * Current
             * @description True for the session that asks
             */
            current: boolean;
        };
        /** OpenedLink */
        OpenedLink: {
            kind: components["schemas"]["LinkKind"];
            /** Email */
            email: string;
            /** Name */
            name: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /**
         * Opening
         * @description The part of a transcript that a list shows.
         */
        Opening: {
            /**
             * People
             * @description Who speaks, in the order in which they are heard first
             */
            people: components["schemas"]["HeardPerson"][];
            /**
             * Words
             * @description The first words that are said
             */
            words: string;
        };
        /**
         * OptionsChange
         * @description Options for another attempt. What is left out stays as it was; null is what an uploader gets who says nothing.
         */
        OptionsChange: {
            /**
             * Language
             * @description Code of the language (fr), or several to choose from (fr,en)
             */
            language?: string | null;
            /**
             * Speakers
             * @description Exact number of speakers
             */
            speakers?: number | null;
            /**
             * Min Speakers
             * @description Smallest number of speakers
             */
            min_speakers?: number | null;
            /**
             * Max Speakers
             * @description Largest number of speakers
             */
            max_speakers?: number | null;
            /**
             * Hotwords
             * @description Names and terms to favour, separated by commas or spaces
             */
            hotwords?: string | null;
            /** @description `separate` for recordings with one speaker a channel */
            channels?: components["schemas"]["Channels"] | null;
            /**
             * Identify
             * @description False: speakers are compared with no enrolled voice, and no name is found by voice
             */
            identify?: boolean | null;
        };
        /**
         * Outcome
         * @description Ends of a question.
         * @enum {string}
         */
        Outcome: "answered" | "not_said" | "nothing_found" | "counted" | "no_model" | "stopped" | "failed";
        /** Overview */
        Overview: {
            /**
             * Workers
             * @description Names of the workers that are alive
             */
            workers: string[];
            /**
             * Jobs
             * @description Those that run, then those that wait, the longest first; the first 100
             */
            jobs: components["schemas"]["Job"][];
            /** Waiting */
            waiting: number;
            /** Running */
            running: number;
            /**
             * Failed
             * @description Latest first; the first 50
             */
            failed: components["schemas"]["FailedJob"][];
            /**
             * Storage
             * @description Users by what they store, most first; the first 100
             */
            storage: components["schemas"]["UserStorage"][];
            /**
             * Storage Limit Bytes
             * @description Bytes that one user may store, if there is a limit
             */
            storage_limit_bytes: number | null;
        };
        /** OwnDataTicket */
        OwnDataTicket: {
            /**
             * Ticket
             * @description Opens one download: `GET /auth/me/export/{ticket}`
             */
            ticket: string;
            /**
             * Expires In
             * @description Seconds within which it has to begin
             */
            expires_in: number;
        };
        /** OwnDataWish */
        OwnDataWish: {
            /**
             * Current Password
             * @description Left out by who has no password
             */
            current_password?: string | null;
            /**
             * Recordings
             * @description Recordings and samples of voices too, which may be large
             * @default false
             */
            recordings: boolean;
        };
        /**
         * OwnGroup
         * @description A group that the signed-in user is in.
         */
        OwnGroup: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Members
             * @description Number of accounts in it
             */
            members: number;
        };
        /**
         * OwnedKey
         * @description A key as administrators see it, who never see the key itself.
         */
        OwnedKey: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            scope: components["schemas"]["TokenScope"];
            /**
             * Ending
             * @description Its last characters
             */
            ending: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Last Used At
             * @description To the minute; null if it was never used
             */
            last_used_at: string | null;
            /**
             * Owner Id
             * Format: uuid
             */
            owner_id: string;
            /** Owner Name */
            owner_name: string;
            /** Owner Email */
            owner_email: string;
        };
        /**
         * OwnedWebhook
         * @description A webhook as administrators see it; of its address only the host.
         */
        OwnedWebhook: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Url */
            url: string;
            /** Events */
            events: components["schemas"]["WebhookEvent"][];
            /**
             * Everyone
             * @description Whether it is told of everybody's meetings, without their titles
             */
            everyone: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Failing Since
             * @description First failure since something was delivered
             */
            failing_since: string | null;
            /** Disabled At */
            disabled_at: string | null;
            disabled_reason: components["schemas"]["DisabledReason"] | null;
            /**
             * Owner Id
             * Format: uuid
             */
            owner_id: string;
            /** Owner Name */
            owner_name: string;
            /** Owner Email */
            owner_email: string;
        };
        /** Page[Account] */
        Page_Account_: {
            /** Items */
            items: components["schemas"]["Account"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Size */
            size: number;
        };
        /** Page[Conversation] */
        Page_Conversation_: {
            /** Items */
            items: components["schemas"]["Conversation"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Size */
            size: number;
        };
        /** Page[Delivery] */
        Page_Delivery_: {
            /** Items */
            items: components["schemas"]["Delivery"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Size */
            size: number;
        };
        /** Page[ListedMeeting] */
        Page_ListedMeeting_: {
            /** Items */
            items: components["schemas"]["ListedMeeting"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Size */
            size: number;
        };
        /** Page[Member] */
        Page_Member_: {
            /** Items */
            items: components["schemas"]["Member"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Size */
            size: number;
        };
        /** Page[OwnedKey] */
        Page_OwnedKey_: {
            /** Items */
            items: components["schemas"]["OwnedKey"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Size */
            size: number;
        };
        /** Page[OwnedWebhook] */
        Page_OwnedWebhook_: {
            /** Items */
            items: components["schemas"]["OwnedWebhook"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Size */
            size: number;
        };
        /** Page[Revision] */
        Page_Revision_: {
            /** Items */
            items: components["schemas"]["Revision"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Size */
            size: number;
        };
        /**
         * PassageKind
         * @description Why a passage was found.
         * @enum {string}
         */
        PassageKind: "words" | "meaning" | "both";
        /**
         * PassageLanguage
         * @description A passage that is in another language than it was transcribed in.
         */
        PassageLanguage: {
            /**
             * Base
             * @description Number of the newest revision, which the segments are of
             */
            base: number;
            /** Segments */
            segments: number[];
            /**
             * Language
             * @description Code of the language that is spoken (fr, en, …)
             */
            language: string;
        };
        /**
         * PassageState
         * @description A passage that is transcribed again.
         */
        PassageState: {
            /** Segments */
            segments: number[];
            /** Language */
            language: string;
        };
        /** PassagesEvent */
        PassagesEvent: {
            /**
             * Event
             * @default passages
             * @constant
             */
            event: "passages";
            /**
             * Items
             * @description Best first
             */
            items: components["schemas"]["FoundStretch"][];
        };
        /** PasswordChange */
        PasswordChange: {
            /**
             * Current Password
             * Format: password
             */
            current_password: string;
            /**
             * New Password
             * Format: password
             * @description 8 characters or more, and not easily guessed
             */
            new_password: string;
        };
        /**
         * Peaks
         * @description The waveform as players draw it.
         */
        Peaks: {
            /** Duration */
            duration: number;
            /** Points Per Second */
            points_per_second: number;
            /** Peaks */
            peaks: number[];
        };
        /**
         * Permission
         * @description Permissions that an owner may give.
         * @enum {string}
         */
        Permission: "read" | "edit";
        /** Person */
        Person: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * Preference
         * @description Your wishes for the minutes of your new meetings.
         */
        Preference: {
            /**
             * Each Meeting
             * @description Whether minutes are written without being asked for; null follows the instance
             */
            each_meeting?: boolean | null;
            /**
             * Template
             * @description Template of your new minutes
             * @default compte_rendu
             */
            template: components["schemas"]["BuiltIn"] | string;
            /**
             * Language
             * @description Language to write in; null is the meeting's
             */
            language?: string | null;
        };
        /**
         * Problem
         * @description An error, after RFC 9457.
         */
        Problem: {
            /**
             * Type
             * @description urn:scribe:problem:<code>
             */
            type: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /**
             * Detail
             * @description One sentence for people
             */
            detail: string;
            /**
             * Instance
             * @description Path of the request
             */
            instance: string;
            /**
             * Code
             * @description Stable code for programs
             */
            code: string;
            /**
             * Request Id
             * @description Id of the request in the logs
             */
            request_id: string;
            /**
             * Errors
             * @description Fields that are wrong, if the error is about fields
             * @default []
             */
            errors: components["schemas"]["FieldProblem"][];
            /**
             * Challenge
             * @description With `second_factor_required`: goes with the code to `POST /auth/login/second-factor`
             */
            challenge?: string | null;
        };
        /**
         * ProcessingOptions
         * @description Options that an uploader sets for one recording.
         */
        ProcessingOptions: {
            /** Language */
            language?: string | null;
            /** @default {} */
            speakers: components["schemas"]["SpeakerCount"];
            /** Hotwords */
            hotwords?: string | null;
            /** @default mix */
            channels: components["schemas"]["Channels"];
            /** Identify */
            identify?: boolean | null;
            /** First Channel */
            first_channel?: string | null;
        };
        /** Profile */
        Profile: {
            /** Name */
            name: string;
        };
        /** QrCode */
        QrCode: {
            /**
             * Size
             * @description Modules on each side, the quiet zone included
             */
            size: number;
            /**
             * Path
             * @description Dark modules as a path of SVG, in a view box of that size
             */
            path: string;
        };
        /** Ready */
        Ready: {
            /**
             * Status
             * @default ready
             * @constant
             */
            status: "ready";
            /**
             * Workers
             * @description Workers that are present; without one, meetings wait
             */
            workers: number;
            /**
             * Writers
             * @description Writers of minutes that are present; without one, minutes wait
             */
            writers: number;
        };
        /**
         * Reassign
         * @description The segments were said by somebody else, or some of their words: then the first and the last are cut.
         */
        Reassign: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "reassign";
            /** Segments */
            segments: number[];
            /**
             * First Word
             * @description Place of the first of these words in the first segment; null: its first word
             */
            first_word?: number | null;
            /**
             * Last Word
             * @description Place of the last of these words in the last segment; null: its last word
             */
            last_word?: number | null;
            /**
             * Speaker
             * @description An existing or a new speaker
             */
            speaker: string;
        };
        /** Receipt */
        Receipt: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["Erased"];
            /**
             * Subject Id
             * Format: uuid
             * @description Id of what was deleted; nothing else is left of it here
             */
            subject_id: string;
            /**
             * Owner Id
             * @description Account that it belonged to; None where there was none, and for deletions before this was kept
             */
            owner_id: string | null;
            /**
             * Deleted At
             * Format: date-time
             */
            deleted_at: string;
            /**
             * Rows
             * @description Rows that went from the database, by table
             */
            rows: {
                [key: string]: number;
            };
            /**
             * Objects
             * @description Objects that were removed from storage
             */
            objects: number;
            /** Object Bytes */
            object_bytes: number;
            /**
             * Vectors
             * @description Vectors that were removed
             */
            vectors: number;
            /**
             * Purged At
             * @description When objects and vectors were gone; None as long as they are not
             */
            purged_at: string | null;
            /**
             * Compacted At
             * @description When the rewriting of the stores' files had ended; None as long as that is to come. Nothing is left where every store of `steps` is done
             */
            compacted_at: string | null;
            /**
             * Steps
             * @description Outcome of the last compaction, by store
             */
            steps: {
                [key: string]: components["schemas"]["Step"];
            };
        };
        /** RecordedNote */
        RecordedNote: {
            /**
             * Second
             * @description Second of the recording at which its typing began
             */
            second: number;
            /** Text */
            text: string;
        };
        /**
         * RecordedNotes
         * @description The notes of one recording; a form sends them as JSON text.
         * @default []
         */
        RecordedNotes: components["schemas"]["RecordedNote"][];
        /**
         * Recording
         * @description The uploaded file; `duration` is that of its decoded sound, in seconds.
         */
        Recording: {
            /** Sha256 */
            sha256: string;
            /** Bytes */
            bytes: number;
            /** Duration */
            duration: number;
        };
        /**
         * RecordingWarning
         * @description A loss or a doubt, with the time that it concerns, in seconds from the start of the recording.
         */
        RecordingWarning: {
            code: components["schemas"]["WarningCode"];
            /** Start */
            start?: number | null;
            /** End */
            end?: number | null;
        };
        /**
         * RecoveryCodes
         * @description Codes in place of the authenticator's, each good once, which are shown this once.
         */
        RecoveryCodes: {
            /** Codes */
            codes: string[];
        };
        /** RefreshRequest */
        RefreshRequest: {
            /**
             * Refresh Token
             * @description May be left out if the cookie carries it
             */
            refresh_token?: string | null;
        };
        /** Registration */
        Registration: {
            /**
             * Open
             * @description True if anybody can create an account
             */
            open: boolean;
            /**
             * Contact
             * @description Whom to ask for an account while it is closed, if somebody said so
             */
            contact: string | null;
            /**
             * Needs Administrator
             * @description True while there is no administrator: the set-up code that `./manage.sh` prints makes one
             */
            needs_administrator: boolean;
            /**
             * Sign On
             * @description Name of the company's provider of single sign-on; `GET /auth/sign-on` leads browsers there
             */
            sign_on: string | null;
        };
        /**
         * RenameSpeaker
         * @description Rename a speaker everywhere.
         */
        RenameSpeaker: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "rename";
            /** Speaker */
            speaker: string;
            /**
             * Name
             * @description null removes the name
             */
            name: string | null;
        };
        /**
         * Restoration
         * @description A request to return to what an item was before a change.
         */
        Restoration: {
            /**
             * Change
             * @description Id of the change, from the item's history
             */
            change: number;
        };
        /**
         * Restore
         * @description Return to the whole transcript as of a revision; 0 is what the machine heard.
         */
        Restore: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "restore";
            /** Revision */
            revision: number;
        };
        /**
         * Result
         * @enum {string}
         */
        Result: "done" | "denied" | "failed";
        /**
         * RetentionChange
         * @description Fields that are not sent stay as they are; null is the instance's choice.
         */
        RetentionChange: {
            /** Recording Days */
            recording_days?: number | null;
            /** Transcript Days */
            transcript_days?: number | null;
        };
        /**
         * Revert
         * @description Undo what one revision changed, and nothing that came after it.
         */
        Revert: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "revert";
            /** Revision */
            revision: number;
        };
        /** Revision */
        Revision: {
            /** Number */
            number: number;
            /** @description null for the machine and for a deleted account */
            author: components["schemas"]["Author"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Attempt
             * @description Attempt at processing whose transcript it is based on
             */
            attempt: number;
            deed: components["schemas"]["Deed"];
        };
        /**
         * Role
         * @enum {string}
         */
        Role: "admin" | "user";
        /** SaidLine */
        SaidLine: {
            /**
             * Number
             * @description Place of the sentence in the transcript, from 0
             */
            number: number;
            /**
             * Start
             * @description Seconds from the start of the recording
             */
            start: number;
            /**
             * Speaker
             * @description Name of the speaker; null if the voice is unknown
             */
            speaker: string | null;
            /**
             * Speaker Number
             * @description Number by which an unnamed speaker is shown, from 1; 0 if unknown
             */
            speaker_number: number;
            /** Text */
            text: string;
        };
        /** Saved */
        Saved: {
            revision: components["schemas"]["Revision"];
            changes: components["schemas"]["Changes"];
        };
        /**
         * Scope
         * @description The meetings that a conversation asks: of those that you may read at the time of each question.
         */
        Scope: {
            /**
             * Meeting Id
             * @description Only this meeting
             */
            meeting_id?: string | null;
            /**
             * Speaker
             * @description Only meetings in which a speaker has this name
             */
            speaker?: string | null;
            /**
             * Since
             * @description Only meetings created at that time or later
             */
            since?: string | null;
            /**
             * Before
             * @description Only meetings created before that time
             */
            before?: string | null;
            /** @description Only your own, or only those shared with you */
            owner?: components["schemas"]["MeetingHolder"] | null;
            /**
             * Tags
             * @description Ids of tags: only meetings that bear all of them, as you see them
             * @default []
             */
            tags: string[];
            /**
             * Q
             * @description Only meetings that these words find, as in the list of meetings
             * @default
             */
            q: string;
        };
        /** SecondFactorProof */
        SecondFactorProof: {
            /**
             * Code
             * Format: password
             * @description Six digits of the authenticator, or one of the recovery codes
             */
            code: string;
            /**
             * Current Password
             * Format: password
             */
            current_password: string;
        };
        /** SecondFactorStart */
        SecondFactorStart: {
            /**
             * Current Password
             * Format: password
             */
            current_password: string;
        };
        /** SecondFactorState */
        SecondFactorState: {
            /**
             * Since
             * @description Time from which signing in asks for a code; null if it does not
             */
            since: string | null;
            /**
             * Recovery Codes
             * @description Recovery codes that are left
             */
            recovery_codes: number;
        };
        /** SecondStep */
        SecondStep: {
            /**
             * Code
             * Format: password
             * @description Six digits of the authenticator, or one of the recovery codes
             */
            code: string;
            /**
             * Challenge
             * Format: password
             * @description The problem's `challenge`, by which signing in goes on
             */
            challenge: string;
        };
        /** Section */
        Section: {
            /** Key */
            key: string;
            kind: components["schemas"]["SectionKind"];
            /** Title */
            title: string;
            /**
             * Instructions
             * @default
             */
            instructions: string;
        };
        /**
         * SectionKind
         * @description Kinds of sections, which differ in what an item of them has.
         * @enum {string}
         */
        SectionKind: "summary" | "chapters" | "actions" | "list";
        /**
         * Segment
         * @description A stretch of speech of one speaker.
         */
        Segment: {
            /** Id */
            id: number;
            /** Speaker */
            speaker: string;
            /** Start */
            start: number;
            /** End */
            end: number;
            /** Text */
            text: string;
            /** Words */
            words: components["schemas"]["Word"][];
            /** Language */
            language?: string | null;
            /** Part Of */
            part_of?: number | null;
            /** Begins Passage */
            begins_passage?: boolean | null;
        };
        /** ShareChange */
        ShareChange: {
            permission: components["schemas"]["Permission"];
        };
        /** Sharing */
        Sharing: {
            /** Owner Name */
            owner_name: string;
            /**
             * Shares
             * @description People whom the meeting is shared with, by name
             */
            shares: components["schemas"]["app__schemas__share__Share"][];
            /**
             * Groups
             * @description Groups that it is shared with, by name
             */
            groups: components["schemas"]["GroupShare"][];
        };
        /** ShownPreference */
        ShownPreference: {
            /**
             * Each Meeting
             * @description Whether minutes are written without being asked for; null follows the instance
             */
            each_meeting?: boolean | null;
            /**
             * Template
             * @description Template of your new minutes
             * @default compte_rendu
             */
            template: components["schemas"]["BuiltIn"] | string;
            /**
             * Language
             * @description Language to write in; null is the meeting's
             */
            language?: string | null;
            /**
             * Instance
             * @description Whether this instance has minutes of each new meeting written
             */
            instance: boolean;
        };
        /** ShownSetting */
        ShownSetting: {
            /** Variable */
            variable: string;
            /**
             * Value
             * @description None if it is not set, or a secret
             */
            value: string | null;
            /**
             * Is Secret
             * @description True if it is set and not shown
             */
            is_secret: boolean;
            /** Is Default */
            is_default: boolean;
            /** Description */
            description: string;
        };
        /** Speaker */
        Speaker: {
            /** Id */
            id: string;
            /** Name */
            name?: string | null;
            /** Voice Id */
            voice_id?: string | null;
            /** Similarity */
            similarity?: number | null;
            /** Speech Seconds */
            speech_seconds: number;
        };
        /**
         * SpeakerCount
         * @description The number of people who speak, exact or as a range; all None when the uploader does not know.
         */
        SpeakerCount: {
            /** Exact */
            exact?: number | null;
            /** Minimum */
            minimum?: number | null;
            /** Maximum */
            maximum?: number | null;
        };
        /**
         * SpeakerVoice
         * @description The name of a meeting's speaker, and that they agree to be recognised from now on.
         */
        SpeakerVoice: {
            /** Name */
            name: string;
            /**
             * Consent
             * @description How the person agreed; noted with your name
             */
            consent: string;
        };
        /**
         * Stage
         * @description The stages of a job, in the order in which they run.
         * @enum {string}
         */
        Stage: "download" | "convert" | "diarize" | "identify" | "transcribe" | "fuse" | "store" | "cleanup";
        /** StageEvent */
        StageEvent: {
            /**
             * Event
             * @default stage
             * @constant
             */
            event: "stage";
            stage: components["schemas"]["AnswerStage"];
            waiting_for?: components["schemas"]["WaitingFor"] | null;
        };
        /**
         * StageRecord
         * @description Time taken by one stage of a job, and the models that it used.
         */
        StageRecord: {
            stage: components["schemas"]["Stage"];
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Seconds */
            seconds: number;
            /** Reused */
            reused: boolean;
            /**
             * Models
             * @default []
             */
            models: components["schemas"]["ModelUse"][];
        };
        /**
         * Step
         * @description Outcomes of the compaction of one store.
         * @enum {string}
         */
        Step: "done" | "unanswered" | "forbidden" | "waiting";
        /**
         * Subject
         * @enum {string}
         */
        Subject: "meeting" | "minutes" | "account" | "voice" | "upload" | "conversation" | "comment" | "tag" | "group" | "key" | "session" | "webhook" | "link" | "log" | "none";
        /** Tag */
        Tag: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            color: components["schemas"]["TagColor"];
            /**
             * Own
             * @description False for a tag of the meeting's owner, who shows it to you
             */
            own: boolean;
            /**
             * Shared
             * @description Those whom its owner's meetings are shared with see it there
             */
            shared: boolean;
            /** Owner Name */
            owner_name: string;
            /**
             * Meetings
             * @description Number of meetings on which you see it
             */
            meetings: number;
        };
        /** TagChange */
        TagChange: {
            /** Name */
            name?: string | null;
            color?: components["schemas"]["TagColor"] | null;
            /** Shared */
            shared?: boolean | null;
        };
        /**
         * TagColor
         * @description Colors by name: a page chooses the shade that suits its theme.
         * @enum {string}
         */
        TagColor: "gray" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple";
        /** Template */
        Template: {
            /** Name */
            name: string;
            /** Sections */
            sections: components["schemas"]["Section"][];
        };
        /**
         * TokenScope
         * @description Whatever a key opens; nothing else is open to it. None opens what belongs to the account's owner in person.
         * @enum {string}
         */
        TokenScope: "mcp" | "read" | "write" | "admin";
        /** Tokens */
        Tokens: {
            /** Access Token */
            access_token: string;
            /** Refresh Token */
            refresh_token: string;
            /**
             * Token Type
             * @default bearer
             * @constant
             */
            token_type: "bearer";
            /**
             * Expires In
             * @description Seconds until the access token expires
             */
            expires_in: number;
        };
        /**
         * Transcript
         * @description A transcribed meeting: its speakers and, in order, its segments.
         */
        Transcript: {
            /**
             * Schema Version
             * @default 1
             * @constant
             */
            schema_version: 1;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Language */
            language: string;
            /** Language Probability */
            language_probability: number;
            /** Duration */
            duration: number;
            models: components["schemas"]["Models"];
            /** Speakers */
            speakers: components["schemas"]["Speaker"][];
            /** Segments */
            segments: components["schemas"]["Segment"][];
            /**
             * Warnings
             * @default []
             */
            warnings: components["schemas"]["RecordingWarning"][];
        };
        /** Upload */
        Upload: {
            /**
             * Id
             * Format: uuid
             * @description Also the id of the future meeting
             */
            id: string;
            /** Title */
            title: string;
            /** Filename */
            filename: string;
            /** Content Type */
            content_type: string;
            /** Size Bytes */
            size_bytes: number;
            /**
             * Part Bytes
             * @description Size of every part but the last
             */
            part_bytes: number;
            /**
             * Head Sha256
             * @description SHA-256 of the first 4096 bytes; identifies the file
             */
            head_sha256: string;
            options: components["schemas"]["ProcessingOptions"];
            /**
             * Held At
             * @description When the recording was begun, if the sender said it
             */
            held_at: string | null;
            /**
             * Received Bytes
             * @description Size of the parts that have arrived
             */
            received_bytes: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Touched At
             * Format: date-time
             * @description Time of the beginning or of the last part
             */
            touched_at: string;
            /**
             * Parts
             * @description Parts that have arrived, by number
             */
            parts: components["schemas"]["UploadPart"][];
        };
        /** UploadPart */
        UploadPart: {
            /**
             * Number
             * @description Number of the part, from 1
             */
            number: number;
            /** Size Bytes */
            size_bytes: number;
            /** Sha256 */
            sha256: string;
        };
        /**
         * UploadStart
         * @description The announcement of a recording that will come in parts, with the fields that a form would have.
         */
        UploadStart: {
            /**
             * Title
             * @description Left out: the name of the file
             */
            title?: string | null;
            /**
             * Language
             * @description Code of the language (fr), or several to choose from (fr,en); left out: the language heard
             */
            language?: string | null;
            /**
             * Speakers
             * @description Exact number of speakers, if known
             */
            speakers?: number | null;
            /**
             * Min Speakers
             * @description Smallest number of speakers
             */
            min_speakers?: number | null;
            /**
             * Max Speakers
             * @description Largest number of speakers
             */
            max_speakers?: number | null;
            /**
             * Hotwords
             * @description Names and terms to favour, separated by commas or spaces
             */
            hotwords?: string | null;
            /**
             * @description `separate` for recordings of calls with one speaker per channel
             * @default mix
             */
            channels: components["schemas"]["Channels"];
            /**
             * Identify
             * @description False: speakers are compared with no enrolled voice and stay unnamed; left out: as the instance's administrator chose
             */
            identify?: boolean | null;
            /**
             * First Channel
             * @description With `separate`: the name of the person on the first channel, unless the voice is recognised
             */
            first_channel?: string | null;
            /**
             * Held At
             * @description When the recording was begun; left out: now
             */
            held_at?: string | null;
            /** @description What was typed while recording: a list of `second` (of the recording) and `text`, 200 at most; they become comments of yours */
            notes?: components["schemas"]["RecordedNotes"] | null;
            /** Filename */
            filename: string;
            /**
             * Content Type
             * @description Media type, if the sender's system knows it
             * @default
             */
            content_type: string;
            /** Size Bytes */
            size_bytes: number;
            /**
             * Head
             * Format: base64
             * @description The first 4096 bytes, or all of a smaller file; other files than recordings are rejected
             */
            head: string;
        };
        /** UploadSummary */
        UploadSummary: {
            /**
             * Id
             * Format: uuid
             * @description Also the id of the future meeting
             */
            id: string;
            /** Title */
            title: string;
            /** Filename */
            filename: string;
            /** Content Type */
            content_type: string;
            /** Size Bytes */
            size_bytes: number;
            /**
             * Part Bytes
             * @description Size of every part but the last
             */
            part_bytes: number;
            /**
             * Head Sha256
             * @description SHA-256 of the first 4096 bytes; identifies the file
             */
            head_sha256: string;
            options: components["schemas"]["ProcessingOptions"];
            /**
             * Held At
             * @description When the recording was begun, if the sender said it
             */
            held_at: string | null;
            /**
             * Received Bytes
             * @description Size of the parts that have arrived
             */
            received_bytes: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Touched At
             * Format: date-time
             * @description Time of the beginning or of the last part
             */
            touched_at: string;
        };
        /** Usage */
        Usage: {
            /** @description Meetings that wait or are in work, with unfinished uploads */
            jobs: components["schemas"]["app__schemas__usage__Share"];
            /** @description Size of all your recordings as they were sent */
            stored_bytes: components["schemas"]["app__schemas__usage__Share"];
            /** @description Bytes of recordings sent since midnight UTC */
            bytes_today: components["schemas"]["app__schemas__usage__Share"];
            /** @description Minutes of those recordings, as far as they are known */
            minutes_today: components["schemas"]["app__schemas__usage__Share"];
            /**
             * Day Ends At
             * Format: date-time
             * @description When the next day begins
             */
            day_ends_at: string;
        };
        /** User */
        User: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Email */
            email: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Has Password
             * @description False for who signs in at the company's provider only
             */
            has_password: boolean;
            /**
             * Has Sign On
             * @description True for who has signed in at the company's provider
             */
            has_sign_on: boolean;
        };
        /** UserStorage */
        UserStorage: {
            owner: components["schemas"]["JobOwner"];
            /** Meetings */
            meetings: number;
            /**
             * Size Bytes
             * @description Bytes of the recordings as they came
             */
            size_bytes: number;
            /**
             * Seconds
             * @description Length of the recordings
             */
            seconds: number;
        };
        /**
         * Via
         * @enum {string}
         */
        Via: "session" | "key" | "link" | "nobody" | "shell" | "product";
        /** Voice */
        Voice: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Shared */
            shared: boolean;
            /**
             * Owned
             * @description True if it belongs to the signed-in user
             */
            owned: boolean;
            /**
             * In Bank
             * @description True if it comes from the voice bank's folder, where it must be changed
             */
            in_bank: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Destroy At
             * @description Time at which it is deleted by itself; null if it is not
             */
            destroy_at: string | null;
            /** @description The person's agreement to be recognised; null if nobody noted it */
            consent: components["schemas"]["Consent"] | null;
            /** Samples */
            samples: components["schemas"]["VoiceSample"][];
        };
        /** VoiceChange */
        VoiceChange: {
            /** Name */
            name?: string | null;
            /**
             * Shared
             * @description True if everybody's meetings are compared with it; set by administrators only, taken back by its owner too
             */
            shared?: boolean | null;
            /**
             * Consent
             * @description How the person agreed; noted with your name
             */
            consent?: string | null;
            /**
             * Destroy At
             * @description Time at which it is deleted by itself; null to keep it until somebody deletes it
             */
            destroy_at?: string | null;
        };
        /**
         * VoiceMeeting
         * @description A meeting in which the voice named somebody.
         */
        VoiceMeeting: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /**
             * Held At
             * Format: date-time
             */
            held_at: string;
        };
        /**
         * VoiceRegister
         * @description Meetings in whose transcript the voice named somebody. `items` and `total` are those that you may read.
         */
        VoiceRegister: {
            /** Items */
            items: components["schemas"]["VoiceMeeting"][];
            /** Total */
            total: number;
            /** Page */
            page: number;
            /** Size */
            size: number;
            /**
             * Everywhere
             * @description Number of all such meetings, also of those that you may not read
             */
            everywhere: number;
        };
        /** VoiceSample */
        VoiceSample: {
            /** Number */
            number: number;
            /**
             * Duration
             * @description Length of the recording, in seconds
             */
            duration: number;
        };
        /**
         * WaitingFor
         * @enum {string}
         */
        WaitingFor: "model" | "questions" | "minutes" | "card";
        /**
         * WarningCode
         * @description Kind of loss or doubt; stable, so that a front end can translate it.
         * @enum {string}
         */
        WarningCode: "audio_missing" | "audio_damaged" | "truncated" | "track_unreadable" | "language_uncertain" | "speech_repeated" | "speaker_count_unmet" | "repetition_cut";
        /** Webhook */
        Webhook: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Url */
            url: string;
            /** Events */
            events: components["schemas"]["WebhookEvent"][];
            /**
             * Everyone
             * @description Whether it is told of everybody's meetings, without their titles
             */
            everyone: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Failing Since
             * @description First failure since something was delivered
             */
            failing_since: string | null;
            /** Disabled At */
            disabled_at: string | null;
            disabled_reason: components["schemas"]["DisabledReason"] | null;
        };
        /** WebhookChange */
        WebhookChange: {
            /** Events */
            events?: ("completed" | "failed" | "edited" | "deleted")[] | null;
            /**
             * Enabled
             * @description False stops it; true starts it again
             */
            enabled?: boolean | null;
        };
        /**
         * WebhookEvent
         * @enum {string}
         */
        WebhookEvent: "completed" | "failed" | "edited" | "deleted" | "test";
        /** WebhookSwitch */
        WebhookSwitch: {
            /**
             * Enabled
             * @description False stops it until an administrator starts it again
             */
            enabled: boolean;
        };
        /**
         * Word
         * @description One word, without space around it; the text of its segment has the spaces.
         */
        Word: {
            /** Start */
            start: number;
            /** End */
            end: number;
            /** Text */
            text: string;
            /** Probability */
            probability: number;
            /** Speaker */
            speaker: string;
        };
        /** Share */
        app__schemas__share__Share: {
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
            /** Name */
            name: string;
            /**
             * Email
             * @description Only the owner and the person themselves see it
             */
            email: string | null;
            permission: components["schemas"]["Permission"];
        };
        /** Share */
        app__schemas__usage__Share: {
            /** Used */
            used: number;
            /**
             * Allowed
             * @description Null if there is no limit
             */
            allowed: number | null;
        };
    };
    responses: {
        /**
         * @description Unauthorized
         *
         *     - `unauthorized`: The user is not signed in, or the session has ended.
         */
        "401.unauthorized": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "unauthorized";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         *     - `insufficient_scope`: The key does not open this route: its scope is too small, or only people may do this.
         *     - `second_factor_missing`: The account has to set up a second factor, by `/auth/second-factor`, before it opens anything else.
         */
        "403.forbidden.insufficient_scope.second_factor_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden" | "insufficient_scope" | "second_factor_missing";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         */
        "422.invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid";
                };
            };
        };
        /**
         * @description Service Unavailable
         *
         *     - `unavailable`: The database, the queue or storage does not answer; try again in a moment.
         */
        "503.unavailable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "unavailable";
                };
            };
        };
        /**
         * @description Not Found
         *
         *     - `not_found`: There is no such thing, or it belongs to somebody else.
         */
        "404.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not_found";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         *     - `insufficient_scope`: The key does not open this route: its scope is too small, or only people may do this.
         *     - `meeting_read_only`: The meeting is shared with the user for reading only.
         *     - `second_factor_missing`: The account has to set up a second factor, by `/auth/second-factor`, before it opens anything else.
         */
        "403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden" | "insufficient_scope" | "meeting_read_only" | "second_factor_missing";
                };
            };
        };
        /**
         * @description Request Timeout
         *
         *     - `too_slow`: The body arrives too slowly, or not at all any more.
         */
        "408.too_slow": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too_slow";
                };
            };
        };
        /**
         * @description Request Entity Too Large
         *
         *     - `too_large`: The body or a part of it is larger than allowed.
         */
        "413.too_large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too_large";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         *     - `insufficient_scope`: The key does not open this route: its scope is too small, or only people may do this.
         *     - `not_meeting_owner`: Only the meeting's owner may do this.
         *     - `second_factor_missing`: The account has to set up a second factor, by `/auth/second-factor`, before it opens anything else.
         */
        "403.forbidden.insufficient_scope.not_meeting_owner.second_factor_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden" | "insufficient_scope" | "not_meeting_owner" | "second_factor_missing";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `legal_hold`: A legal hold keeps the meeting, or one of the account's meetings, from being deleted.
         */
        "409.legal_hold": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "legal_hold";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         *     - `insufficient_scope`: The key does not open this route: its scope is too small, or only people may do this.
         *     - `meeting_read_only`: The meeting is shared with the user for reading only.
         *     - `not_meeting_owner`: Only the meeting's owner may do this.
         *     - `second_factor_missing`: The account has to set up a second factor, by `/auth/second-factor`, before it opens anything else.
         */
        "403.forbidden.insufficient_scope.meeting_read_only.not_meeting_owner.second_factor_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden" | "insufficient_scope" | "meeting_read_only" | "not_meeting_owner" | "second_factor_missing";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `meeting_ended`: The meeting's job has ended, so it cannot be cancelled.
         */
        "409.meeting_ended": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "meeting_ended";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         *     - `identification_off`: This instance recognises nobody by voice: no meeting can ask for it, and no voice is enrolled.
         *     - `insufficient_scope`: The key does not open this route: its scope is too small, or only people may do this.
         *     - `not_meeting_owner`: Only the meeting's owner may do this.
         *     - `second_factor_missing`: The account has to set up a second factor, by `/auth/second-factor`, before it opens anything else.
         */
        "403.forbidden.identification_off.insufficient_scope.not_meeting_owner.second_factor_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden" | "identification_off" | "insufficient_scope" | "not_meeting_owner" | "second_factor_missing";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `meeting_running`: The meeting's job has not ended yet.
         *     - `no_recording`: The meeting has no recording, because it was imported without one or the retention removed it.
         */
        "409.meeting_running.no_recording": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "meeting_running" | "no_recording";
                };
            };
        };
        /**
         * @description Too Many Requests
         *
         *     - `too_many_jobs`: The user has too many meetings waiting or in work; wait until one has ended, or cancel one.
         */
        "429.too_many_jobs": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too_many_jobs";
                };
            };
        };
        /**
         * @description Too Many Requests
         *
         *     - `too_many_at_once`: The user has too many requests of this kind under way.
         */
        "429.too_many_at_once": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too_many_at_once";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `registration_closed`: New accounts are made by the administrator only.
         */
        "403.registration_closed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "registration_closed";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `email_taken`: Another account has this e-mail address.
         */
        "409.email_taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "email_taken";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `weak_password`: The password is among those that are guessed first.
         *     - `wrong_setup_code`: The set-up code is wrong, or there is an administrator already.
         */
        "422.invalid.weak_password.wrong_setup_code": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "weak_password" | "wrong_setup_code";
                };
            };
        };
        /**
         * @description Too Many Requests
         *
         *     - `rate_limited`: Too many attempts; the header Retry-After says when to try again.
         */
        "429.rate_limited": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "rate_limited";
                };
            };
        };
        /**
         * @description Unauthorized
         *
         *     - `second_factor_required`: The password is right, and a code is wanted: `challenge` goes with it to `POST /auth/login/second-factor`.
         *     - `wrong_credentials`: The e-mail address or the password is wrong.
         */
        "401.second_factor_required.wrong_credentials": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "second_factor_required" | "wrong_credentials";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `account_disabled`: An administrator has disabled this account.
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         */
        "403.account_disabled.forbidden": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "account_disabled" | "forbidden";
                };
            };
        };
        /**
         * @description Unauthorized
         *
         *     - `invalid_refresh_token`: The session has ended.
         */
        "401.invalid_refresh_token": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid_refresh_token";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         */
        "403.forbidden": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `conflict`: The request does not fit the present state.
         *     - `no_password`: The account has no password: its owner signs in at the company's provider.
         */
        "409.conflict.no_password": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "conflict" | "no_password";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `weak_password`: The password is among those that are guessed first.
         *     - `wrong_password`: The current password is wrong.
         */
        "422.invalid.weak_password.wrong_password": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "weak_password" | "wrong_password";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         *     - `identification_off`: This instance recognises nobody by voice: no meeting can ask for it, and no voice is enrolled.
         *     - `insufficient_scope`: The key does not open this route: its scope is too small, or only people may do this.
         *     - `second_factor_missing`: The account has to set up a second factor, by `/auth/second-factor`, before it opens anything else.
         */
        "403.forbidden.identification_off.insufficient_scope.second_factor_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden" | "identification_off" | "insufficient_scope" | "second_factor_missing";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `idempotency_key_spent`: The request with this Idempotency-Key made something that is gone by now, or has become something else.
         *     - `storage_quota_used`: The user's recordings take as much storage as one user is allowed; delete some first.
         *     - `too_many_uploads`: The user has too many unfinished uploads; finish or cancel one first.
         */
        "409.idempotency_key_spent.storage_quota_used.too_many_uploads": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "idempotency_key_spent" | "storage_quota_used" | "too_many_uploads";
                };
            };
        };
        /**
         * @description Unsupported Media Type
         *
         *     - `not_media`: The file is not an audio or video recording.
         */
        "415.not_media": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not_media";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `file_empty`: The recording has no bytes.
         *     - `idempotency_key_reused`: The Idempotency-Key was sent before, with another content.
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         */
        "422.file_empty.idempotency_key_reused.invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "file_empty" | "idempotency_key_reused" | "invalid";
                };
            };
        };
        /**
         * @description Too Many Requests
         *
         *     - `daily_quota_used`: The user has sent as many bytes or minutes of recordings as a day allows; the day ends at midnight UTC.
         *     - `too_many_jobs`: The user has too many meetings waiting or in work; wait until one has ended, or cancel one.
         */
        "429.daily_quota_used.too_many_jobs": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "daily_quota_used" | "too_many_jobs";
                };
            };
        };
        /**
         * @description Bad Request
         *
         *     - `digest_missing`: The checksum of the part is missing or malformed.
         *     - `upload_incomplete`: The body ended, or the connection broke, before all of it had arrived.
         */
        "400.digest_missing.upload_incomplete": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "digest_missing" | "upload_incomplete";
                };
            };
        };
        /**
         * @description Gone
         *
         *     - `upload_lost`: Storage has given up this upload; begin a new one.
         */
        "410.upload_lost": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "upload_lost";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `digest_mismatch`: The part arrived with another checksum than the one that was sent.
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `part_mismatch`: The recording has no such part, or this is not it.
         */
        "422.digest_mismatch.invalid.part_mismatch": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "digest_mismatch" | "invalid" | "part_mismatch";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `parts_missing`: Some parts of the recording have not arrived yet.
         */
        "409.parts_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "parts_missing";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `meeting_not_completed`: The meeting has no transcript, because no attempt at processing it has been completed yet.
         */
        "409.meeting_not_completed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "meeting_not_completed";
                };
            };
        };
        /**
         * @description Not Found
         *
         *     - `not_found`: There is no such thing, or it belongs to somebody else.
         *     - `object_missing`: The file is not in storage, or not yet.
         */
        "404.not_found.object_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not_found" | "object_missing";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `edit_overlaps`: The changes to be reverted have been changed again since.
         *     - `meeting_not_completed`: The meeting has no transcript, because no attempt at processing it has been completed yet.
         *     - `revision_conflict`: The edit was made on a revision that is not the newest any more.
         */
        "409.edit_overlaps.meeting_not_completed.revision_conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "edit_overlaps" | "meeting_not_completed" | "revision_conflict";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `not_in_transcript`: The transcript has no such speaker or segment.
         */
        "422.invalid.not_in_transcript": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "not_in_transcript";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `meeting_not_completed`: The meeting has no transcript, because no attempt at processing it has been completed yet.
         *     - `meeting_running`: The meeting's job has not ended yet.
         *     - `no_recording`: The meeting has no recording, because it was imported without one or the retention removed it.
         *     - `revision_conflict`: The edit was made on a revision that is not the newest any more.
         */
        "409.meeting_not_completed.meeting_running.no_recording.revision_conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "meeting_not_completed" | "meeting_running" | "no_recording" | "revision_conflict";
                };
            };
        };
        /**
         * @description Requested Range Not Satisfiable
         *
         *     - `range_not_satisfiable`: The range lies outside the file.
         */
        "416.range_not_satisfiable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "range_not_satisfiable";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `not_for_comments`: This format holds a transcript only, and no comments.
         */
        "422.invalid.not_for_comments": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "not_for_comments";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `idempotency_key_spent`: The request with this Idempotency-Key made something that is gone by now, or has become something else.
         *     - `language_off`: There is no language service here, so nothing can write minutes.
         *     - `meeting_not_completed`: The meeting has no transcript, because no attempt at processing it has been completed yet.
         */
        "409.idempotency_key_spent.language_off.meeting_not_completed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "idempotency_key_spent" | "language_off" | "meeting_not_completed";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `idempotency_key_reused`: The Idempotency-Key was sent before, with another content.
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         */
        "422.idempotency_key_reused.invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "idempotency_key_reused" | "invalid";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `meeting_not_completed`: The meeting has no transcript, because no attempt at processing it has been completed yet.
         *     - `minutes_ended`: The minutes are written, failed or cancelled already.
         */
        "409.meeting_not_completed.minutes_ended": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "meeting_not_completed" | "minutes_ended";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `language_off`: There is no language service here, so nothing can write minutes.
         *     - `meeting_not_completed`: The meeting has no transcript, because no attempt at processing it has been completed yet.
         *     - `minutes_ended`: The minutes are written, failed or cancelled already.
         *     - `minutes_running`: The minutes are being written.
         */
        "409.language_off.meeting_not_completed.minutes_ended.minutes_running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "language_off" | "meeting_not_completed" | "minutes_ended" | "minutes_running";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `language_off`: There is no language service here, so nothing can write minutes.
         *     - `meeting_not_completed`: The meeting has no transcript, because no attempt at processing it has been completed yet.
         *     - `minutes_running`: The minutes are being written.
         *     - `nothing_stale`: No item of these minutes has to be written again.
         */
        "409.language_off.meeting_not_completed.minutes_running.nothing_stale": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "language_off" | "meeting_not_completed" | "minutes_running" | "nothing_stale";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `no_such_section`: The template of these minutes has no such section.
         */
        "422.invalid.no_such_section": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "no_such_section";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `not_for_minutes`: This format holds a transcript only, and no minutes.
         */
        "422.invalid.not_for_minutes": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "not_for_minutes";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `comments_too_long`: The comments on the meeting are as long as they may be together.
         *     - `meeting_not_completed`: The meeting has no transcript, because no attempt at processing it has been completed yet.
         *     - `too_many_comments`: The meeting has as many comments as it may have.
         */
        "409.comments_too_long.meeting_not_completed.too_many_comments": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "comments_too_long" | "meeting_not_completed" | "too_many_comments";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         *     - `insufficient_scope`: The key does not open this route: its scope is too small, or only people may do this.
         *     - `meeting_read_only`: The meeting is shared with the user for reading only.
         *     - `not_comment_author`: Only its author may change a comment; the meeting's owner may delete it too.
         *     - `second_factor_missing`: The account has to set up a second factor, by `/auth/second-factor`, before it opens anything else.
         */
        "403.forbidden.insufficient_scope.meeting_read_only.not_comment_author.second_factor_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden" | "insufficient_scope" | "meeting_read_only" | "not_comment_author" | "second_factor_missing";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `comments_too_long`: The comments on the meeting are as long as they may be together.
         */
        "409.comments_too_long": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "comments_too_long";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         *     - `insufficient_scope`: The key does not open this route: its scope is too small, or only people may do this.
         *     - `not_comment_author`: Only its author may change a comment; the meeting's owner may delete it too.
         *     - `second_factor_missing`: The account has to set up a second factor, by `/auth/second-factor`, before it opens anything else.
         */
        "403.forbidden.insufficient_scope.not_comment_author.second_factor_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden" | "insufficient_scope" | "not_comment_author" | "second_factor_missing";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `tag_exists`: You have a tag of this name already.
         *     - `too_many_tags`: The account has as many tags as it may have.
         */
        "409.tag_exists.too_many_tags": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "tag_exists" | "too_many_tags";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `tag_exists`: You have a tag of this name already.
         */
        "409.tag_exists": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "tag_exists";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `meaning_off`: This installation has no search by meaning.
         */
        "409.meaning_off": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "meaning_off";
                };
            };
        };
        /**
         * @description Service Unavailable
         *
         *     - `meaning_unavailable`: The service of embeddings or the store of vectors does not answer.
         *     - `unavailable`: The database, the queue or storage does not answer; try again in a moment.
         */
        "503.meaning_unavailable.unavailable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "meaning_unavailable" | "unavailable";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `question_running`: The conversation is answering another question; stop it first, or wait.
         */
        "409.question_running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "question_running";
                };
            };
        };
        /**
         * @description Too Many Requests
         *
         *     - `rate_limited`: Too many attempts; the header Retry-After says when to try again.
         *     - `too_many_at_once`: The user has too many requests of this kind under way.
         */
        "429.rate_limited.too_many_at_once": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "rate_limited" | "too_many_at_once";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `nothing_running`: The conversation is not answering a question.
         */
        "409.nothing_running": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "nothing_running";
                };
            };
        };
        /**
         * @description Bad Request
         *
         *     - `form_malformed`: The body is not well-formed multipart/form-data.
         *     - `upload_incomplete`: The body ended, or the connection broke, before all of it had arrived.
         */
        "400.form_malformed.upload_incomplete": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "form_malformed" | "upload_incomplete";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `idempotency_key_spent`: The request with this Idempotency-Key made something that is gone by now, or has become something else.
         *     - `storage_quota_used`: The user's recordings take as much storage as one user is allowed; delete some first.
         */
        "409.idempotency_key_spent.storage_quota_used": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "idempotency_key_spent" | "storage_quota_used";
                };
            };
        };
        /**
         * @description Unsupported Media Type
         *
         *     - `not_media`: The file is not an audio or video recording.
         *     - `not_multipart`: The request is not a multipart form.
         */
        "415.not_media.not_multipart": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not_media" | "not_multipart";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `file_empty`: The recording has no bytes.
         *     - `file_missing`: The form has no recording.
         *     - `idempotency_key_reused`: The Idempotency-Key was sent before, with another content.
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `sample_too_long`: The sample holds too much audio.
         *     - `sample_too_short`: The sample holds too little audio.
         *     - `sample_unreadable`: The sample is not audio that can be read.
         *     - `sample_without_audio`: The sample has no audio track.
         */
        "422.file_empty.file_missing.idempotency_key_reused.invalid.sample_too_long.sample_too_short.sample_unreadable.sample_without_audio": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "file_empty" | "file_missing" | "idempotency_key_reused" | "invalid" | "sample_too_long" | "sample_too_short" | "sample_unreadable" | "sample_without_audio";
                };
            };
        };
        /**
         * @description Too Many Requests
         *
         *     - `daily_quota_used`: The user has sent as many bytes or minutes of recordings as a day allows; the day ends at midnight UTC.
         *     - `too_many_at_once`: The user has too many requests of this kind under way.
         *     - `too_many_jobs`: The user has too many meetings waiting or in work; wait until one has ended, or cancel one.
         */
        "429.daily_quota_used.too_many_at_once.too_many_jobs": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "daily_quota_used" | "too_many_at_once" | "too_many_jobs";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `idempotency_key_spent`: The request with this Idempotency-Key made something that is gone by now, or has become something else.
         */
        "409.idempotency_key_spent": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "idempotency_key_spent";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `file_empty`: The recording has no bytes.
         *     - `idempotency_key_reused`: The Idempotency-Key was sent before, with another content.
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `transcript_empty`: The transcript has no words.
         *     - `transcript_malformed`: The transcript cannot be read; the message names the place and what was expected there.
         *     - `transcript_missing`: The form has no transcript.
         */
        "422.file_empty.idempotency_key_reused.invalid.transcript_empty.transcript_malformed.transcript_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "file_empty" | "idempotency_key_reused" | "invalid" | "transcript_empty" | "transcript_malformed" | "transcript_missing";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `clip_empty`: The recording has no sound between these seconds.
         *     - `clip_unreadable`: The recording cannot be decoded.
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         */
        "422.clip_empty.clip_unreadable.invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "clip_empty" | "clip_unreadable" | "invalid";
                };
            };
        };
        /**
         * @description Service Unavailable
         *
         *     - `encoders_busy`: Too much sound is being encoded for others; the header Retry-After says when to try again.
         *     - `unavailable`: The database, the queue or storage does not answer; try again in a moment.
         */
        "503.encoders_busy.unavailable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "encoders_busy" | "unavailable";
                };
            };
        };
        /**
         * @description Not Found
         *
         *     - `no_such_account`: Nobody here has an account with this e-mail address.
         *     - `not_found`: There is no such thing, or it belongs to somebody else.
         */
        "404.no_such_account.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "no_such_account" | "not_found";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `already_owner`: The account is that of the meeting's owner.
         */
        "409.already_owner": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "already_owner";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `shared_by_group`: The user has the meeting by a group alone, which only its owner ends.
         */
        "409.shared_by_group": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "shared_by_group";
                };
            };
        };
        /**
         * @description Not Found
         *
         *     - `no_such_group`: The user is in no such group.
         *     - `not_found`: There is no such thing, or it belongs to somebody else.
         */
        "404.no_such_group.not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "no_such_group" | "not_found";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `guest_link_locked`: Wrong passwords were tried too often: the link opens nothing any more.
         *     - `guest_password_needed`: The link asks for a password.
         *     - `guest_password_wrong`: This is not the password of the link.
         */
        "403.guest_link_locked.guest_password_needed.guest_password_wrong": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "guest_link_locked" | "guest_password_needed" | "guest_password_wrong";
                };
            };
        };
        /**
         * @description Not Found
         *
         *     - `guest_link_gone`: The link was revoked, has expired or was never made, or this browser has not opened it.
         */
        "404.guest_link_gone": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "guest_link_gone";
                };
            };
        };
        /**
         * @description Not Found
         *
         *     - `guest_link_gone`: The link was revoked, has expired or was never made, or this browser has not opened it.
         *     - `object_missing`: The file is not in storage, or not yet.
         */
        "404.guest_link_gone.object_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "guest_link_gone" | "object_missing";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `guest_exports_off`: The link is for reading and listening only.
         */
        "403.guest_exports_off": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "guest_exports_off";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         *     - `guest_links_off`: Links for people without an account are switched off on this instance.
         *     - `insufficient_scope`: The key does not open this route: its scope is too small, or only people may do this.
         *     - `not_meeting_owner`: Only the meeting's owner may do this.
         *     - `second_factor_missing`: The account has to set up a second factor, by `/auth/second-factor`, before it opens anything else.
         */
        "403.forbidden.guest_links_off.insufficient_scope.not_meeting_owner.second_factor_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden" | "guest_links_off" | "insufficient_scope" | "not_meeting_owner" | "second_factor_missing";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `meeting_not_completed`: The meeting has no transcript, because no attempt at processing it has been completed yet.
         *     - `too_many_guest_links`: The meeting has as many links as it may have; revoke one first.
         */
        "409.meeting_not_completed.too_many_guest_links": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "meeting_not_completed" | "too_many_guest_links";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `weak_password`: The password is among those that are guessed first.
         */
        "422.invalid.weak_password": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "weak_password";
                };
            };
        };
        /**
         * @description Unsupported Media Type
         *
         *     - `not_multipart`: The request is not a multipart form.
         */
        "415.not_multipart": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not_multipart";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `idempotency_key_reused`: The Idempotency-Key was sent before, with another content.
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `sample_too_long`: The sample holds too much audio.
         *     - `sample_too_short`: The sample holds too little audio.
         *     - `sample_unreadable`: The sample is not audio that can be read.
         *     - `sample_without_audio`: The sample has no audio track.
         */
        "422.idempotency_key_reused.invalid.sample_too_long.sample_too_short.sample_unreadable.sample_without_audio": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "idempotency_key_reused" | "invalid" | "sample_too_long" | "sample_too_short" | "sample_unreadable" | "sample_without_audio";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         *     - `identification_off`: This instance recognises nobody by voice: no meeting can ask for it, and no voice is enrolled.
         *     - `insufficient_scope`: The key does not open this route: its scope is too small, or only people may do this.
         *     - `meeting_read_only`: The meeting is shared with the user for reading only.
         *     - `second_factor_missing`: The account has to set up a second factor, by `/auth/second-factor`, before it opens anything else.
         */
        "403.forbidden.identification_off.insufficient_scope.meeting_read_only.second_factor_missing": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden" | "identification_off" | "insufficient_scope" | "meeting_read_only" | "second_factor_missing";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `meeting_not_completed`: The meeting has no transcript, because no attempt at processing it has been completed yet.
         *     - `too_little_speech`: The speaker is not heard alone for long enough.
         */
        "409.meeting_not_completed.too_little_speech": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "meeting_not_completed" | "too_little_speech";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `sample_too_long`: The sample holds too much audio.
         *     - `sample_too_short`: The sample holds too little audio.
         *     - `sample_unreadable`: The sample is not audio that can be read.
         *     - `sample_without_audio`: The sample has no audio track.
         */
        "422.invalid.sample_too_long.sample_too_short.sample_unreadable.sample_without_audio": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "sample_too_long" | "sample_too_short" | "sample_unreadable" | "sample_without_audio";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `consent_missing`: Nobody noted that the person agrees to be recognised.
         *     - `voice_in_bank`: The voice comes from the voice bank's folder and is changed there.
         */
        "409.consent_missing.voice_in_bank": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "consent_missing" | "voice_in_bank";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `voice_in_bank`: The voice comes from the voice bank's folder and is changed there.
         */
        "409.voice_in_bank": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "voice_in_bank";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `sample_too_long`: The sample holds too much audio.
         *     - `sample_too_short`: The sample holds too little audio.
         *     - `sample_unreadable`: The sample is not audio that can be read.
         *     - `sample_without_audio`: The sample has no audio track.
         *     - `too_many_samples`: The voice has as many recordings as it can have.
         */
        "422.invalid.sample_too_long.sample_too_short.sample_unreadable.sample_without_audio.too_many_samples": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "sample_too_long" | "sample_too_short" | "sample_unreadable" | "sample_without_audio" | "too_many_samples";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `last_sample`: A voice keeps at least one recording.
         *     - `voice_in_bank`: The voice comes from the voice bank's folder and is changed there.
         */
        "409.last_sample.voice_in_bank": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "last_sample" | "voice_in_bank";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `last_administrator`: Without this account there would be no active administrator.
         *     - `own_account`: Administrators do this to their own account on the page of the account, with their password.
         */
        "409.last_administrator.own_account": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "last_administrator" | "own_account";
                };
            };
        };
        /**
         * @description Not Found
         *
         *     - `link_invalid`: The link was used, replaced or has expired, or there never was such a one.
         */
        "404.link_invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "link_invalid";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `no_mail_server`: The operator has set no mail server.
         */
        "409.no_mail_server": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "no_mail_server";
                };
            };
        };
        /**
         * @description Service Unavailable
         *
         *     - `mail_not_taken`: The mail server did not take the mail, or does not answer.
         *     - `unavailable`: The database, the queue or storage does not answer; try again in a moment.
         */
        "503.mail_not_taken.unavailable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "mail_not_taken" | "unavailable";
                };
            };
        };
        /**
         * @description Not Found
         *
         *     - `no_sign_on`: There is no single sign-on here.
         */
        "404.no_sign_on": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "no_sign_on";
                };
            };
        };
        /**
         * @description Service Unavailable
         *
         *     - `sign_on_unavailable`: The provider of single sign-on does not answer, or not as the standard says.
         *     - `unavailable`: The database, the queue or storage does not answer; try again in a moment.
         */
        "503.sign_on_unavailable.unavailable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "sign_on_unavailable" | "unavailable";
                };
            };
        };
        /**
         * @description Unauthorized
         *
         *     - `sign_on_refused`: The provider did not confirm who this is, or not to this browser.
         */
        "401.sign_on_refused": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "sign_on_refused";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `account_disabled`: An administrator has disabled this account.
         *     - `sign_on_not_allowed`: The provider knows this person, but not as a member of the group that may use the product.
         */
        "403.account_disabled.sign_on_not_allowed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "account_disabled" | "sign_on_not_allowed";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `sign_on_email_taken`: Another account has this person's e-mail address, and the provider does not say that it is theirs.
         */
        "409.sign_on_email_taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "sign_on_email_taken";
                };
            };
        };
        /**
         * @description Unauthorized
         *
         *     - `challenge_expired`: The password was given too long ago, the account has changed since, or the step was done already.
         *     - `wrong_code`: The code is wrong, or was used already.
         */
        "401.challenge_expired.wrong_code": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "challenge_expired" | "wrong_code";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `conflict`: The request does not fit the present state.
         *     - `no_password`: The account has no password: its owner signs in at the company's provider.
         *     - `second_factor_active`: The account has a second factor already.
         */
        "409.conflict.no_password.second_factor_active": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "conflict" | "no_password" | "second_factor_active";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `wrong_password`: The current password is wrong.
         */
        "422.invalid.wrong_password": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "wrong_password";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `conflict`: The request does not fit the present state.
         *     - `no_second_factor`: The account has no second factor, or the beginning of it is too long ago.
         *     - `second_factor_active`: The account has a second factor already.
         */
        "409.conflict.no_second_factor.second_factor_active": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "conflict" | "no_second_factor" | "second_factor_active";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `wrong_code`: The code is wrong, or was used already.
         */
        "422.invalid.wrong_code": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "wrong_code";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `conflict`: The request does not fit the present state.
         *     - `no_password`: The account has no password: its owner signs in at the company's provider.
         *     - `no_second_factor`: The account has no second factor, or the beginning of it is too long ago.
         */
        "409.conflict.no_password.no_second_factor": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "conflict" | "no_password" | "no_second_factor";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `wrong_code`: The code is wrong, or was used already.
         *     - `wrong_password`: The current password is wrong.
         */
        "422.invalid.wrong_code.wrong_password": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "wrong_code" | "wrong_password";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `no_second_factor`: The account has no second factor, or the beginning of it is too long ago.
         *     - `own_account`: Administrators do this to their own account on the page of the account, with their password.
         */
        "409.no_second_factor.own_account": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "no_second_factor" | "own_account";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `last_administrator`: Without this account there would be no active administrator.
         *     - `legal_hold`: A legal hold keeps the meeting, or one of the account's meetings, from being deleted.
         *     - `no_heir`: The account that is to take the meetings is gone, disabled, or the one that gives them.
         *     - `own_account`: Administrators do this to their own account on the page of the account, with their password.
         *     - `owns_meetings`: The account has meetings, and nothing was said about what becomes of them.
         */
        "409.last_administrator.legal_hold.no_heir.own_account.owns_meetings": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "last_administrator" | "legal_hold" | "no_heir" | "own_account" | "owns_meetings";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `last_administrator`: Without this account there would be no active administrator.
         *     - `legal_hold`: A legal hold keeps the meeting, or one of the account's meetings, from being deleted.
         *     - `no_heir`: The account that is to take the meetings is gone, disabled, or the one that gives them.
         */
        "409.last_administrator.legal_hold.no_heir": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "last_administrator" | "legal_hold" | "no_heir";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `wrong_email`: The text given for it is not the e-mail address of the account.
         *     - `wrong_password`: The current password is wrong.
         */
        "422.invalid.wrong_email.wrong_password": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "wrong_email" | "wrong_password";
                };
            };
        };
        /**
         * @description Not Found
         *
         *     - `export_ticket_used`: The ticket was used already, has expired, or is somebody else's.
         */
        "404.export_ticket_used": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "export_ticket_used";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `too_many_tokens`: The account has as many tokens as it may have; revoke one first.
         */
        "409.too_many_tokens": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too_many_tokens";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `last_administrator`: Without this account there would be no active administrator.
         *     - `legal_hold`: A legal hold keeps the meeting, or one of the account's meetings, from being deleted.
         *     - `no_heir`: The account that is to take the meetings is gone, disabled, or the one that gives them.
         *     - `owns_meetings`: The account has meetings, and nothing was said about what becomes of them.
         */
        "409.last_administrator.legal_hold.no_heir.owns_meetings": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "last_administrator" | "legal_hold" | "no_heir" | "owns_meetings";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `group_exists`: There is a group of this name already.
         *     - `too_many_groups`: There are as many groups as there may be.
         */
        "409.group_exists.too_many_groups": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "group_exists" | "too_many_groups";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `group_exists`: There is a group of this name already.
         */
        "409.group_exists": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "group_exists";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `legal_hold`: A legal hold keeps the meeting, or one of the account's meetings, from being deleted.
         *     - `retention_not_allowed`: The administrator does not allow to keep it for so long.
         */
        "409.legal_hold.retention_not_allowed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "legal_hold" | "retention_not_allowed";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `too_many_webhooks`: The account has as many webhooks as it may have; delete one first.
         */
        "409.too_many_webhooks": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too_many_webhooks";
                };
            };
        };
        /**
         * @description Unprocessable Entity
         *
         *     - `invalid`: A field of the request is not valid; `errors` names it.
         *     - `webhook_address`: The address is none that webhooks are sent to.
         */
        "422.invalid.webhook_address": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid" | "webhook_address";
                };
            };
        };
        /**
         * @description Forbidden
         *
         *     - `forbidden`: The user may not do this, or the page that asks is not trusted.
         *     - `insufficient_scope`: The key does not open this route: its scope is too small, or only people may do this.
         *     - `second_factor_missing`: The account has to set up a second factor, by `/auth/second-factor`, before it opens anything else.
         *     - `webhook_forbidden`: An administrator has disabled the webhook, and only one enables it again.
         */
        "403.forbidden.insufficient_scope.second_factor_missing.webhook_forbidden": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden" | "insufficient_scope" | "second_factor_missing" | "webhook_forbidden";
                };
            };
        };
        /**
         * @description Conflict
         *
         *     - `webhook_disabled`: The webhook is disabled, so nothing is sent to it; enable it first.
         */
        "409.webhook_disabled": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "webhook_disabled";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_meetings: {
        parameters: {
            query?: {
                /** @description Only meetings in this status */
                status?: components["schemas"]["MeetingStatus"] | null;
                /** @description Only meetings in which a speaker has this name */
                speaker?: string | null;
                /** @description Only meetings held at that time or later */
                since?: string | null;
                /** @description Only meetings held before that time */
                before?: string | null;
                /** @description Only your own, or only those shared with you */
                owner?: components["schemas"]["MeetingHolder"] | null;
                /** @description Ids of tags: only meetings that bear all of them, as you see them */
                tags?: string[];
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Items on a page */
                size?: number;
                /** @description Words of the title or of what was said, in any inflected form; the last may be incomplete. "Quoted words" must follow each other; a word after a minus must not occur */
                q?: string;
                sort?: components["schemas"]["MeetingSort"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ListedMeeting_"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_speakers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedSpeaker"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_meeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_meeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.not_meeting_owner.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.legal_hold"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_meeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_matches: {
        parameters: {
            query?: {
                /** @description As in the list of meetings */
                q?: string;
                /** @description Only sentences of the speaker with this name */
                speaker?: string | null;
            };
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Match"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_meeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.not_meeting_owner.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.meeting_ended"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_meeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OptionsChange"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.identification_off.insufficient_scope.not_meeting_owner.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.meeting_running.no_recording"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.too_many_jobs"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    follow_meeting: {
        parameters: {
            query?: never;
            header?: {
                "last-event-id"?: string | null;
            };
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The last change is known already */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.too_many_at_once"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_registration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            403: components["responses"]["403.registration_closed"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.email_taken"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.weak_password.wrong_setup_code"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["Body_login"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            401: components["responses"]["401.second_factor_required.wrong_credentials"];
            403: components["responses"]["403.account_disabled.forbidden"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            401: components["responses"]["401.invalid_refresh_token"];
            403: components["responses"]["403.forbidden"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["403.forbidden"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Profile"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_usage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.conflict.no_password"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.weak_password.wrong_password"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_uploads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadSummary"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your choice, such as a UUID. For a day, the same request with the same key is done once */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadStart"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.identification_off.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.idempotency_key_spent.storage_quota_used.too_many_uploads"];
            413: components["responses"]["413.too_large"];
            415: components["responses"]["415.not_media"];
            422: components["responses"]["422.file_empty.idempotency_key_reused.invalid"];
            429: components["responses"]["429.daily_quota_used.too_many_jobs"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_part: {
        parameters: {
            query?: never;
            header?: {
                /** @description RFC 9530, of this part: sha-256=:<base64>: */
                "content-digest"?: string;
            };
            path: {
                upload_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.digest_missing.upload_incomplete"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            410: components["responses"]["410.upload_lost"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.digest_mismatch.invalid.part_mismatch"];
            429: components["responses"]["429.too_many_at_once"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    complete_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.parts_missing"];
            410: components["responses"]["410.upload_lost"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Items on a page */
                size?: number;
            };
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Revision_"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            409: components["responses"]["409.meeting_not_completed"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    save_revision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Edit"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Saved"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.edit_overlaps.meeting_not_completed.revision_conflict"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.not_in_transcript"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transcribe_passage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PassageLanguage"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.meeting_not_completed.meeting_running.no_recording.revision_conflict"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.not_in_transcript"];
            429: components["responses"]["429.too_many_jobs"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    follow_edits: {
        parameters: {
            query?: {
                /** @description False for the present state only */
                follow?: boolean;
            };
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The data of each event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Company"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.too_many_at_once"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_revision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transcript"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            409: components["responses"]["409.meeting_not_completed"];
            416: components["responses"]["416.range_not_satisfiable"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_transcript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transcript"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            409: components["responses"]["409.meeting_not_completed"];
            416: components["responses"]["416.range_not_satisfiable"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_manifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Manifest"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            409: components["responses"]["409.meeting_not_completed"];
            416: components["responses"]["416.range_not_satisfiable"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_peaks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Peaks"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            416: components["responses"]["416.range_not_satisfiable"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_audio: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "audio/mp4": unknown;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mp4": unknown;
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            416: components["responses"]["416.range_not_satisfiable"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_meeting: {
        parameters: {
            query?: {
                /** @description Highlights and comments too; in docx, pdf, md and txt */
                comments?: boolean;
                /** @description Time zone of the dates, by its IANA name, such as Europe/Paris */
                time_zone?: string;
            };
            header?: {
                "accept-language"?: string | null;
            };
            path: {
                meeting_id: string;
                export_format: components["schemas"]["ExportFormat"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "text/plain; charset=utf-8": unknown;
                    "application/x-subrip; charset=utf-8": unknown;
                    "text/vtt; charset=utf-8": unknown;
                    "text/markdown; charset=utf-8": unknown;
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": unknown;
                    "application/pdf": unknown;
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            409: components["responses"]["409.meeting_not_completed"];
            422: components["responses"]["422.invalid.not_for_comments"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_minutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MinutesState"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            409: components["responses"]["409.meeting_not_completed"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_minutes: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your choice, such as a UUID. For a day, the same request with the same key is done once */
                "idempotency-key"?: string | null;
            };
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMinutes"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MinutesState"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.idempotency_key_spent.language_off.meeting_not_completed"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.idempotency_key_reused.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_minutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Minutes"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            409: components["responses"]["409.meeting_not_completed"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_minutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.meeting_not_completed"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_minutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MinutesState"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.meeting_not_completed.minutes_ended"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_minutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MinutesState"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.language_off.meeting_not_completed.minutes_ended.minutes_running"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rewrite_minutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MinutesState"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.language_off.meeting_not_completed.minutes_running.nothing_stale"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    follow_minutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            409: components["responses"]["409.meeting_not_completed"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.too_many_at_once"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewItem"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Item"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.meeting_not_completed"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.no_such_section"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                item_id: string;
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.meeting_not_completed"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                item_id: string;
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Item"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.meeting_not_completed"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_item_changes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                item_id: string;
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            409: components["responses"]["409.meeting_not_completed"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                item_id: string;
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Restoration"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Item"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.meeting_not_completed"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_deleted_items: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Item"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            409: components["responses"]["409.meeting_not_completed"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_minutes: {
        parameters: {
            query?: {
                /** @description Whether the transcript follows */
                transcript?: boolean;
                /** @description Time zone of the dates, by its IANA name, such as Europe/Paris */
                time_zone?: string;
            };
            header?: {
                "accept-language"?: string | null;
            };
            path: {
                export_format: components["schemas"]["ExportFormat"];
                minutes_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": unknown;
                    "application/pdf": unknown;
                    "text/markdown; charset=utf-8": unknown;
                    "text/plain; charset=utf-8": unknown;
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            409: components["responses"]["409.meeting_not_completed"];
            422: components["responses"]["422.invalid.not_for_minutes"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_comments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    write_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewComment"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.comments_too_long.meeting_not_completed.too_many_comments"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.not_comment_author.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.meeting_read_only.not_comment_author.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.comments_too_long"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_tag: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTag"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.tag_exists.too_many_tags"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_tag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_tag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.tag_exists"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    attach_tag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    detach_tag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search_passages: {
        parameters: {
            query: {
                /** @description Only meetings in this status */
                status?: components["schemas"]["MeetingStatus"] | null;
                /** @description Only meetings in which a speaker has this name */
                speaker?: string | null;
                /** @description Only meetings held at that time or later */
                since?: string | null;
                /** @description Only meetings held before that time */
                before?: string | null;
                /** @description Only your own, or only those shared with you */
                owner?: components["schemas"]["MeetingHolder"] | null;
                /** @description Ids of tags: only meetings that bear all of them, as you see them */
                tags?: string[];
                /** @description A question, or words; passages of like meaning are found */
                q: string;
                /** @description Only this meeting */
                meeting_id?: string | null;
                /** @description Most passages to return */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundPassages"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            409: components["responses"]["409.meaning_off"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.meaning_unavailable.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_answers_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswersStatus"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_conversations: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Items on a page */
                size?: number;
                /** @description Only those that ask this meeting */
                meeting_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Conversation_"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConversation"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationWithMessages"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rename_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_question: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewQuestion"];
            };
        };
        responses: {
            /** @description Server-sent events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StageEvent"] | components["schemas"]["PassagesEvent"] | components["schemas"]["ClaimEvent"] | components["schemas"]["DoneEvent"] | components["schemas"]["ErrorEvent"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.question_running"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited.too_many_at_once"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stop_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.nothing_running"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    process: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your choice, such as a UUID. For a day, the same request with the same key is done once */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The recording: any audio or video that FFmpeg reads
                     */
                    file: string;
                    /** @description Voices enrolled for this meeting only; each file is named after the person (Katie.wav) and has 20 MiB at most */
                    voice?: string[];
                    /**
                     * Title
                     * @description Left out: the name of the file
                     */
                    title?: string;
                    /**
                     * Language
                     * @description Code of the language (fr), or several to choose from (fr,en); left out: the language heard
                     */
                    language?: string;
                    /**
                     * Speakers
                     * @description Exact number of speakers, if known
                     */
                    speakers?: number;
                    /**
                     * Min Speakers
                     * @description Smallest number of speakers
                     */
                    min_speakers?: number;
                    /**
                     * Max Speakers
                     * @description Largest number of speakers
                     */
                    max_speakers?: number;
                    /**
                     * Hotwords
                     * @description Names and terms to favour, separated by commas or spaces
                     */
                    hotwords?: string;
                    /**
                     * @description `separate` for recordings of calls with one speaker per channel
                     * @default mix
                     * @enum {string}
                     */
                    channels?: "mix" | "separate";
                    /**
                     * Identify
                     * @description False: speakers are compared with no enrolled voice and stay unnamed; left out: as the instance's administrator chose
                     */
                    identify?: boolean;
                    /**
                     * First Channel
                     * @description With `separate`: the name of the person on the first channel, unless the voice is recognised
                     */
                    first_channel?: string;
                    /**
                     * Held At
                     * Format: date-time
                     * @description When the recording was begun; left out: now
                     */
                    held_at?: string;
                    /** @description What was typed while recording: a list of `second` (of the recording) and `text`, 200 at most; they become comments of yours */
                    notes?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            400: components["responses"]["400.form_malformed.upload_incomplete"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.identification_off.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.idempotency_key_spent.storage_quota_used"];
            410: components["responses"]["410.upload_lost"];
            413: components["responses"]["413.too_large"];
            415: components["responses"]["415.not_media.not_multipart"];
            422: components["responses"]["422.file_empty.file_missing.idempotency_key_reused.invalid.sample_too_long.sample_too_short.sample_unreadable.sample_without_audio"];
            429: components["responses"]["429.daily_quota_used.too_many_at_once.too_many_jobs"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_transcript: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your choice, such as a UUID. For a day, the same request with the same key is done once */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description SubRip, WebVTT, JSON of this product or of WhisperX, lines of “Name: text” with or without times, or a Word document of such lines; recognised by its content
                     */
                    transcript: string;
                    /**
                     * Format: binary
                     * @description The recording, if there is one; it is made playable, not transcribed
                     */
                    file?: string;
                    /**
                     * Title
                     * @description Left out: the name of the file
                     */
                    title?: string;
                    /**
                     * Language
                     * @description Code of the language (fr, en, …); left out: the transcript's own, or a guess
                     */
                    language?: string;
                    /**
                     * Held At
                     * Format: date-time
                     * @description When the meeting was held; left out: now
                     */
                    held_at?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            400: components["responses"]["400.form_malformed.upload_incomplete"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.idempotency_key_spent"];
            410: components["responses"]["410.upload_lost"];
            413: components["responses"]["413.too_large"];
            415: components["responses"]["415.not_media.not_multipart"];
            422: components["responses"]["422.file_empty.idempotency_key_reused.invalid.transcript_empty.transcript_malformed.transcript_missing"];
            429: components["responses"]["429.rate_limited.too_many_at_once"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    download_audio: {
        parameters: {
            query?: {
                /** @description Second at which the clip begins */
                start?: number;
                /** @description Second at which it ends; the end of the recording if left out */
                end?: number | null;
            };
            header?: never;
            path: {
                audio_format: components["schemas"]["ClipFormat"];
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "audio/mp4": unknown;
                    "audio/mpeg": unknown;
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            416: components["responses"]["416.range_not_satisfiable"];
            422: components["responses"]["422.clip_empty.clip_unreadable.invalid"];
            429: components["responses"]["429.too_many_at_once"];
            503: components["responses"]["503.encoders_busy.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_meetings: {
        parameters: {
            query: {
                /** @description Ids of the meetings, one a parameter */
                meetings: string[];
                /** @description Highlights and comments too; in docx, pdf, md and txt */
                comments?: boolean;
                /** @description Time zone of the dates, by its IANA name, such as Europe/Paris */
                time_zone?: string;
            };
            header?: {
                "accept-language"?: string | null;
            };
            path: {
                export_format: components["schemas"]["ExportFormat"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            409: components["responses"]["409.meeting_not_completed"];
            422: components["responses"]["422.invalid.not_for_comments"];
            429: components["responses"]["429.too_many_at_once"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_shares: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sharing"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    share_meeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewShare"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["app__schemas__share__Share"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.not_meeting_owner.second_factor_missing"];
            404: components["responses"]["404.no_such_account.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.already_owner"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unshare_meeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.not_meeting_owner.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.shared_by_group"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_share: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["app__schemas__share__Share"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.not_meeting_owner.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    share_with_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupShare"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.not_meeting_owner.second_factor_missing"];
            404: components["responses"]["404.no_such_group.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unshare_with_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.not_meeting_owner.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_own_groups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnGroup"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_contacts: {
        parameters: {
            query?: {
                /** @description Beginnings of the words of a name, or of an e-mail address */
                q?: string;
                /** @description People at most, and groups at most */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contacts"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_shared_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuestLinkUse"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestMeeting"];
                };
            };
            403: components["responses"]["403.guest_link_locked.guest_password_needed.guest_password_wrong"];
            404: components["responses"]["404.guest_link_gone"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_shared_transcript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                link_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transcript"];
                };
            };
            404: components["responses"]["404.guest_link_gone.object_missing"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_shared_peaks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                link_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Peaks"];
                };
            };
            404: components["responses"]["404.guest_link_gone.object_missing"];
            416: components["responses"]["416.range_not_satisfiable"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_shared_audio: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                link_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "audio/mp4": unknown;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mp4": unknown;
                };
            };
            404: components["responses"]["404.guest_link_gone.object_missing"];
            416: components["responses"]["416.range_not_satisfiable"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_shared_meeting: {
        parameters: {
            query?: {
                /** @description Time zone of the dates, by its IANA name, such as Europe/Paris */
                time_zone?: string;
            };
            header?: {
                "accept-language"?: string | null;
            };
            path: {
                export_format: components["schemas"]["ExportFormat"];
                link_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "text/plain; charset=utf-8": unknown;
                    "application/x-subrip; charset=utf-8": unknown;
                    "text/vtt; charset=utf-8": unknown;
                    "text/markdown; charset=utf-8": unknown;
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": unknown;
                    "application/pdf": unknown;
                };
            };
            403: components["responses"]["403.guest_exports_off"];
            404: components["responses"]["404.guest_link_gone.object_missing"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_links: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestLinks"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.not_meeting_owner.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGuestLink"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeGuestLink"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.guest_links_off.insufficient_scope.not_meeting_owner.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.meeting_not_completed.too_many_guest_links"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.weak_password"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
                link_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.not_meeting_owner.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_language: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Language"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPreference"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Preference"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownPreference"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_templates: {
        parameters: {
            query?: {
                /** @description Language of the titles of the product's own templates */
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedTemplate"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTemplate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedTemplate"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTemplate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedTemplate"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_voices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Voice"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enrol_voice: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your choice, such as a UUID. For a day, the same request with the same key is done once */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description Whose voice it is */
                    name: string;
                    /** @description How the person agreed to be recognised; noted with your name and the time */
                    consent?: string;
                    /** @description Recordings of this person alone, of 1.5 s to 10 min and 20 MiB each */
                    sample: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Voice"];
                };
            };
            400: components["responses"]["400.form_malformed.upload_incomplete"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.identification_off.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.idempotency_key_spent"];
            413: components["responses"]["413.too_large"];
            415: components["responses"]["415.not_multipart"];
            422: components["responses"]["422.idempotency_key_reused.invalid.sample_too_long.sample_too_short.sample_unreadable.sample_without_audio"];
            429: components["responses"]["429.too_many_at_once"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_identification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentificationState"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enrol_speaker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                speaker: string;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpeakerVoice"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Voice"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.identification_off.insufficient_scope.meeting_read_only.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.meeting_not_completed.too_little_speech"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.sample_too_long.sample_too_short.sample_unreadable.sample_without_audio"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_voice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                voice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.voice_in_bank"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_voice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                voice_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoiceChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Voice"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.consent_missing.voice_in_bank"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_voice_meetings: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Items on a page */
                size?: number;
            };
            header?: never;
            path: {
                voice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoiceRegister"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_consent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                voice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.voice_in_bank"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_samples: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                voice_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description Recordings of this person alone, of 1.5 s to 10 min and 20 MiB each */
                    sample: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Voice"];
                };
            };
            400: components["responses"]["400.form_malformed.upload_incomplete"];
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.identification_off.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.voice_in_bank"];
            413: components["responses"]["413.too_large"];
            415: components["responses"]["415.not_multipart"];
            422: components["responses"]["422.invalid.sample_too_long.sample_too_short.sample_unreadable.sample_without_audio.too_many_samples"];
            429: components["responses"]["429.too_many_at_once"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                voice_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "audio/*": unknown;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/*": unknown;
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found.object_missing"];
            416: components["responses"]["416.range_not_satisfiable"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_sample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                voice_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.last_sample.voice_in_bank"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_accounts: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Items on a page */
                size?: number;
                /** @description Part of the name or of the e-mail address */
                search?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Account_"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeLink"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.email_taken"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renew_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeLink"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.last_administrator.own_account"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mail_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkMail"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.link_invalid"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.no_mail_server"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.mail_not_taken.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkQuery"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedLink"];
                };
            };
            404: components["responses"]["404.link_invalid"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    use_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkUse"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            404: components["responses"]["404.link_invalid"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.weak_password"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_notices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notices"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_notices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticesChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notices"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenSession"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_other_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin: {
        parameters: {
            query?: {
                /** @description Page to which the browser goes then */
                next?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["404.no_sign_on"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.sign_on_unavailable.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    come_back: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.sign_on_refused"];
            403: components["responses"]["403.account_disabled.sign_on_not_allowed"];
            404: components["responses"]["404.no_sign_on"];
            409: components["responses"]["409.sign_on_email_taken"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.sign_on_unavailable.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leave: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondStep"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            401: components["responses"]["401.challenge_expired.wrong_code"];
            403: components["responses"]["403.forbidden"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorState"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorStart"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunSecondFactor"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.conflict.no_password.second_factor_active"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.wrong_password"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeConfirmation"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.conflict.no_second_factor.second_factor_active"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.wrong_code"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renew_recovery_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorProof"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.conflict.no_password.no_second_factor"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.wrong_code.wrong_password"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorProof"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.conflict.no_password.no_second_factor"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.wrong_code.wrong_password"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.no_second_factor.own_account"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_account: {
        parameters: {
            query?: {
                /** @description `delete` them with their recordings, or `transfer` them to another account; left out where there should be none: `owns_meetings` if there are */
                meetings?: components["schemas"]["MeetingsFate"] | null;
                /** @description The account that `transfer` gives them to */
                heir_id?: string | null;
            };
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.last_administrator.legal_hold.no_heir.own_account.owns_meetings"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.last_administrator.legal_hold.no_heir.owns_meetings"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_own_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Leaving"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.last_administrator.legal_hold.no_heir"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.wrong_email.wrong_password"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    order_export: {
        parameters: {
            query?: never;
            header?: {
                "accept-language"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnDataWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnDataTicket"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.wrong_password"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_own_data: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.export_ticket_used"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.too_many_at_once"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_own_erasures: {
        parameters: {
            query?: {
                /** @description Only of this meeting, voice or account */
                subject_id?: string | null;
                /** @description Only deletions of this kind */
                kind?: components["schemas"]["Erased"] | null;
                /** @description Only deletions before then: `deleted_at` of the last one in hand */
                before?: string | null;
                /** @description Receipts on a page */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasurePage"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_api_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiToken"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_api_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiToken"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeApiToken"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.too_many_tokens"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_api_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceSettings"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstanceChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceSettings"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_groups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_group: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGroup"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.group_exists.too_many_groups"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.group_exists"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_members: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Items on a page */
                size?: number;
            };
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Member_"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_overview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownSetting"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_failed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.meeting_running.no_recording"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.too_many_jobs"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_entries: {
        parameters: {
            query?: {
                /** @description Part of the name or e-mail address of an account, the id of anything, or a client's address */
                q?: string | null;
                /** @description Only these actions */
                action?: components["schemas"]["Action"][] | null;
                result?: components["schemas"]["Result"] | null;
                /** @description Only what this account did */
                actor_id?: string | null;
                /** @description Only what was done with this meeting */
                meeting_id?: string | null;
                /** @description Only from then on, with a time zone */
                since?: string | null;
                /** @description Only before then, with a time zone */
                until?: string | null;
                /** @description Only entries before this place: `before` of the page in hand */
                before?: number | null;
                /** @description Entries on a page */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_entries: {
        parameters: {
            query?: {
                /** @description Part of the name or e-mail address of an account, the id of anything, or a client's address */
                q?: string | null;
                /** @description Only these actions */
                action?: components["schemas"]["Action"][] | null;
                result?: components["schemas"]["Result"] | null;
                /** @description Only what this account did */
                actor_id?: string | null;
                /** @description Only what was done with this meeting */
                meeting_id?: string | null;
                /** @description Only from then on, with a time zone */
                since?: string | null;
                /** @description Only before then, with a time zone */
                until?: string | null;
                /** @description `jsonl`: an object on each line; `syslog`: RFC 5424 */
                format?: components["schemas"]["AuditFormat"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                    "text/plain": string;
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    check_chain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditCheck"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_erasures: {
        parameters: {
            query?: {
                /** @description Only of this meeting, voice or account */
                subject_id?: string | null;
                /** @description Only deletions of this kind */
                kind?: components["schemas"]["Erased"] | null;
                /** @description Only deletions before then: `deleted_at` of the last one in hand */
                before?: string | null;
                /** @description Receipts on a page */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasurePage"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_keys: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Items on a page */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OwnedKey_"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_retention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingRetention"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_retention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingRetention"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.not_meeting_owner.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.legal_hold.retention_not_allowed"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_holds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldMeeting"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_hold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHold"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldMeeting"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lift_hold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"][];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeWebhook"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.too_many_webhooks"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.webhook_address"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing.webhook_forbidden"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    test_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.webhook_disabled"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            429: components["responses"]["429.rate_limited"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_deliveries: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Items on a page */
                size?: number;
            };
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Delivery_"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resend_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.webhook_disabled"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_all_webhooks: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Items on a page */
                size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OwnedWebhook_"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_webhook_of_all: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeWebhook"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            408: components["responses"]["408.too_slow"];
            409: components["responses"]["409.too_many_webhooks"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid.webhook_address"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_any_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    switch_any_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookSwitch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnedWebhook"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            408: components["responses"]["408.too_slow"];
            413: components["responses"]["413.too_large"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_any_deliveries: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Items on a page */
                size?: number;
            };
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Delivery_"];
                };
            };
            401: components["responses"]["401.unauthorized"];
            403: components["responses"]["403.forbidden.insufficient_scope.second_factor_missing"];
            404: components["responses"]["404.not_found"];
            422: components["responses"]["422.invalid"];
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Live"];
                };
            };
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            503: components["responses"]["503.unavailable"];
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
